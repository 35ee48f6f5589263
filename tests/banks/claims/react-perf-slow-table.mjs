// What memo leaves of selecting one of 2,000 rows, and what content-visibility does to table rows.
import { check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";
import { act, createElement, mount, React } from "../support/react.mjs";

/** How many rows render when one of 2,000 is selected. */
async function rendered({ memo, stable }) {
  let count = 0;
  let select;
  const Plain = ({ id, selected }) => {
    count++;
    return createElement("tr", null, createElement("td", null, `${id} ${selected}`));
  };
  const Row = memo ? React.memo(Plain) : Plain;
  function Table() {
    const [selected, set] = React.useState(new Set());
    const kept = React.useCallback(() => {}, []);
    select = (id) => set((before) => new Set(before).add(id));
    const rows = Array.from({ length: 2000 }, (_, id) =>
      createElement(Row, { key: id, id, selected: selected.has(id), onSelect: stable ? kept : () => {} }));
    return createElement("table", null, createElement("tbody", null, rows));
  }
  const table = await mount(createElement(Table));
  count = 0;
  await act(async () => select(5));
  await table.unmount();
  return count;
}
check(await rendered({ memo: false, stable: true }) === 2000, "without memo one selection renders every row");
check(await rendered({ memo: true, stable: false }) === 2000, "nor does memo help with a new handler in each render");
check(await rendered({ memo: true, stable: true }) === 1, "with memo and a stable handler the selected row renders alone");

await chromium(async (page) => {
  const css = "<style>.row { content-visibility: auto; contain-intrinsic-size: auto 20px }</style>";
  const skipped = async (html) => {
    await page.setContent(`<!doctype html>${css}${html}`);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))));
    return page.evaluate(() => ![...document.querySelectorAll(".row")].at(-1).firstElementChild.checkVisibility({ contentVisibilityAuto: true }));
  };
  const times = (one) => Array.from({ length: 2000 }, () => one).join("");
  check(await skipped(times("<div class='row'><span>a</span></div>")), "content-visibility skips a block far below");
  check(!await skipped(`<table>${times("<tr class='row'><td>a</td></tr>")}</table>`), "and a table row never");
});
process.exit(0);
