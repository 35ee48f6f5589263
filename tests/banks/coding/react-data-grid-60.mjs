// processRows against sorting by hand on random rows; the hook and table in jsdom: random use against a model, headers.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount, React, type } from "../support/react.mjs";

const source = code("react-data-grid-60", "jsx").replace(/^import .*$/gm, "");
const { processRows, useTable, Table } = compile(source);
const columns = [{ id: "name", title: "Name", value: (row) => row.name }, { id: "total", title: "Total", value: (row) => row.total }];
const r = random(1);
const makeRows = (n) => r.times(n, (i) => i).map((id) => ({ id, name: r.pick(["Ann", "ann", "Jan", "Bo", "\u00d6z", "", null, undefined, "10"]), total: r.pick([1, 10, 9, -2, 0.5, 10, null, undefined]) }));
function brute(rows, filter, sort, page, size) {
  const text = (v) => (v === null || v === undefined ? "" : `${v}`).toLowerCase();
  const matching = rows.filter((row) => text(row.name).includes(filter.trim().toLowerCase()) || text(row.total).includes(filter.trim().toLowerCase()));
  const sorted = [];
  for (const row of matching) { // insertion: before the first that must come later
    const later = (other) => {
      if (!sort) return false;
      const [x, y] = [row[sort.id], other[sort.id]];
      if (x === null || x === undefined) return false;
      if (y === null || y === undefined) return true;
      const order = typeof x === "number" ? Math.sign(x - y) : x.localeCompare(y);
      return sort.desc ? order > 0 : order < 0;
    };
    const at = sorted.findIndex(later);
    sorted.splice(at < 0 ? sorted.length : at, 0, row);
  }
  const pages = Math.max(1, Math.ceil(sorted.length / size));
  const now = page < 1 ? 1 : page > pages ? pages : page;
  return { visible: sorted.slice(now * size - size, now * size), pages, page: now, matching };
}
const ids = (rows) => rows.map((row) => row.id).join();
const same = (a, b) => ids(a.visible) === ids(b.visible) && a.pages === b.pages && a.page === b.page && ids(a.matching) === ids(b.matching);
for (let n = 0; n < 4000; n++) {
  const rows = makeRows(r.below(12)), before = ids(rows);
  const args = [r.pick(["", " ", "an", " AN ", "1", "0", "null", "undefined", "\u00f6"]), r.pick([null, { id: "name", desc: false }, { id: "name", desc: true }, { id: "total", desc: false }, { id: "total", desc: true }, { id: "gone", desc: true }]), r.below(6) - 1, 1 + r.below(4)];
  const [filter, sort, page, size] = args;
  if (!same(processRows(rows, { columns, filter, sort, page, size }), brute(rows, filter, sort?.id === "gone" ? null : sort, page, size)) || ids(rows) !== before) check(false, JSON.stringify([rows, args]));
}
check(true, "4,000 random tables: filter, sort, page as by hand; the rows given stay as they are");
const drawn = async (Component, props) => { const mounted = await mount(createElement(Component, props)); return { ...mounted, again: (next) => mounted.render(createElement(Component, next)) }; };
let t;
const Probe = ({ rows, size }) => { t = useTable({ rows, columns, size }); return null; };
for (let round = 0; round < 12; round++) {
  let rows = makeRows(10 + r.below(15));
  const [size, model] = [3, { filter: "", sort: null, page: 1, chosen: new Set() }];
  const view = await drawn(Probe, { rows, size });
  for (let step = 0; step < 40; step++) {
    const now = () => brute(rows, model.filter, model.sort, model.page, size);
    const what = r.below(6);
    if (what === 0) { model.filter = r.pick(["", "an", "1", "zzz"]); model.page = 1; await act(async () => t.setFilter(model.filter)); }
    else if (what === 1) { const id = r.pick(["name", "total"]); model.sort = model.sort?.id !== id ? { id, desc: false } : model.sort.desc ? null : { id, desc: true }; await act(async () => t.toggleSort(id)); }
    else if (what === 2) { model.page = now().page + r.pick([-1, 1]); await act(async () => t.setPage(model.page)); }
    else if (what === 3 && now().visible.length) { const { id } = r.pick(now().visible); if (!model.chosen.delete(id)) model.chosen.add(id); await act(async () => t.toggleRow(id)); }
    else if (what === 4) { const all = now().matching.map((row) => row.id); const on = !all.every((id) => model.chosen.has(id)); for (const id of all) on ? model.chosen.add(id) : model.chosen.delete(id); await act(async () => t.toggleAll()); }
    else if (r.below(4) === 0) { rows = rows.slice(0, 5 + r.below(rows.length)); await view.again({ rows, size }); }
    const want = now(), count = want.matching.filter((row) => model.chosen.has(row.id)).length;
    const all = count === 0 ? "none" : count === want.matching.length ? "all" : "some";
    if (!same(t, want) || t.all !== all || [...t.selected].sort().join() !== [...model.chosen].sort().join()) check(false, `round ${round}, step ${step}`);
  }
  await view.unmount();
}
check(true, "480 random steps with the hook, also with rows that go: as the model");
const rows = Array.from({ length: 60 }, (_, id) => ({ id, name: id < 45 ? "Jane" : "Bob", total: 60 - id }));
const { container } = await drawn(Table, { rows, columns, caption: "Orders" });
const [filter, all] = container.querySelectorAll("input");
const button = (text) => [...container.querySelectorAll("button")].find((b) => b.textContent === text);
const line = () => container.querySelector("p").textContent;
await type(filter, "an");
check(line() === "0 selected, page 1 of 3", "the handout's example: 45 rows match");
await click(all);
check(line() === "45 selected, page 1 of 3" && all.checked, "select all: 45 selected");
await type(filter, "");
check(line() === "45 selected, page 1 of 3" && all.indeterminate && !all.checked, "without the filter still 45, and a dash");
await click(button("Back"));
check(line().endsWith("page 1 of 3"), "no page before the first");
for (let i = 0; i < 5; i++) await click(button("Next"));
check(line().endsWith("page 3 of 3"), "nor after the last");
await click(button("Back"));
check(line().endsWith("page 2 of 3"), "and back from there");
const [head] = container.querySelectorAll("th[aria-sort], th:nth-child(2)");
const orders = [];
for (let i = 0; i < 3; i++) { await click(button("Name")); orders.push(container.querySelectorAll("th")[1].getAttribute("aria-sort")); }
check(orders.join() === "ascending,descending," && container.querySelector("caption").textContent === "Orders" && head, "the header tells the order: up, down, off");
let setRows;
function Growing() {
  const [rows, set] = React.useState(() => Array.from({ length: 40 }, (_, id) => ({ id, name: `n${id}`, total: id })));
  setRows = set;
  return createElement(Table, { rows, columns, caption: "x" });
}
const grown = await mount(createElement(Growing));
const press = (text) => click([...grown.container.querySelectorAll("button")].find((b) => b.textContent === text));
await press("Next");
await press("Next");
const seen = grown.container.textContent.includes("page 2 of 2");
await act(async () => setRows((old) => [...old, { id: 99, name: "n", total: 1 }]));
check(seen && grown.container.textContent.includes("page 2 of 3"), "Next on the last page doesn't make the table jump when rows are added");
process.exit(0);
