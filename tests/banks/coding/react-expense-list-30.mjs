// The list in jsdom: random adding, deleting and filtering against a list of its own; odd categories; bad input.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount, submit, type, window } from "../support/react.mjs";

const source = code("react-expense-list-30", "jsx").replace(/^import .*$/gm, "");
globalThis.FormData = window.FormData;
async function open(initial, text = source) {
  const { container, unmount } = await mount(createElement(compile(text).Expenses, { initial }));
  const field = (name) => container.querySelector(`[name=${name}]`);
  const menu = container.querySelector("select");
  return {
    unmount, field, menu, options: () => [...menu.options].map((o) => o.textContent),
    rows: () => [...container.querySelectorAll("li")].map((li) => li.textContent.replace(" Delete", "")),
    total: () => container.querySelector("section > p").textContent,
    add: async (title, amount, category) => { await type(field("title"), title); await type(field("amount"), amount); await type(field("category"), category); await submit(container.querySelector("form")); },
    remove: (at) => click(container.querySelectorAll("li button")[at]),
    choose: (at) => act(async () => { menu.selectedIndex = at; menu.dispatchEvent(new window.Event("change", { bubbles: true })); }),
  };
}
let view = await open([{ id: "a", title: "Train", cents: 1250, category: "travel" }]);
await view.add(" Lunch ", "9.90", "");
check(view.rows().join() === "Train: 12.50,Lunch: 9.90" && view.total() === "Total: 22.40", "the handout's example");
check(view.options().join() === "all,other,travel", "\"all\" and the categories, sorted; an empty one is \"other\"");
check(["title", "amount", "category"].every((name) => view.field(name).value === ""), "the form is empty again");
for (const [title, amount] of [["  ", "1"], ["x", "0"], ["x", "-1"], ["x", ""], ["x", "1e307"], ["x", "1e20"]]) await view.add(title, amount, "");
check(view.rows().length === 2, "no title, or an amount that is not more than 0 or too large to count in cents: not added");
await view.choose(2);
check(view.rows().join() === "Train: 12.50" && view.total() === "Total: 12.50", "the filter, and the total of what it shows");
await view.remove(0);
check(view.rows().join() === "Lunch: 9.90" && view.menu.selectedIndex === 0, "the last of the category goes: all rows are shown");
await view.add("Bus", "2", "travel");
check(view.rows().join() === "Bus: 2.00", "the category comes back, and so does the filter");
const r = random(1);
const categories = ["travel", "food", "all", "a  b", "a b", "other", "", "constructor"];
for (let round = 0; round < 15; round++) {
  let list = [], filter = null;
  view = await open([]);
  for (let step = 0; step < 30; step++) {
    const names = [...new Set(list.map((e) => e.category))].sort();
    const shown = list.filter((e) => !names.includes(filter) || e.category === filter);
    const what = r.below(4);
    if (what < 2) {
      const [cents, category] = [1 + r.below(100000), r.pick(categories)];
      list = [...list, { title: `t${step}`, cents, category: category || "other" }];
      await view.add(`t${step}`, String(cents / 100), category);
    } else if (what === 2 && shown.length) {
      const gone = r.below(shown.length);
      list = list.filter((e) => e !== shown[gone]);
      await view.remove(gone);
    } else {
      const at = r.below(names.length + 1);
      filter = at ? names[at - 1] : null;
      await view.choose(at);
    }
    const now = [...new Set(list.map((e) => e.category))].sort();
    const want = list.filter((e) => !now.includes(filter) || e.category === filter);
    const sum = want.reduce((s, e) => s + e.cents, 0);
    const money = (cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
    if (view.rows().join() !== want.map((e) => `${e.title}: ${money(e.cents)}`).join() || view.total() !== `Total: ${money(sum)}` || view.options().join() !== ["all", ...now].join()) check(false, `round ${round}, step ${step}: ${view.rows()}`);
  }
  await view.unmount();
}
check(true, "450 random steps, also with categories named \"all\" or with two spaces: as a list of its own");
process.exit(0);
