// What memo leaves of a tick in 2,000 rows, and what content-visibility does to table rows.
import { check } from "../support/bank.mjs";
import { chromium, load, page as window_ } from "../support/page.mjs";

const { window } = window_("<div id='root'></div>");
Object.assign(globalThis, { window, document: window.document });
const React = load("react");
const { createRoot } = load("react-dom/client");
const { flushSync } = load("react-dom");

/** How many rows render when one of 2,000 is ticked. */
function rendered({ memo, stable }) {
  let count = 0;
  let tick;
  const Plain = ({ id, selected }) => {
    count++;
    return React.createElement("tr", null, React.createElement("td", null, `${id} ${selected}`));
  };
  const Row = memo ? React.memo(Plain) : Plain;
  function Table() {
    const [selected, set] = React.useState(new Set());
    const kept = React.useCallback(() => {}, []);
    tick = (id) => set((before) => new Set(before).add(id));
    const rows = Array.from({ length: 2000 }, (_, id) =>
      React.createElement(Row, { key: id, id, selected: selected.has(id), onTick: stable ? kept : () => {} }));
    return React.createElement("table", null, React.createElement("tbody", null, rows));
  }
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  flushSync(() => root.render(React.createElement(Table)));
  count = 0;
  flushSync(() => tick(5));
  root.unmount();
  return count;
}
check(rendered({ memo: false, stable: true }) >= 2000, "without memo one tick renders every row");
check(rendered({ memo: true, stable: false }) >= 2000, "nor does memo help with a new handler in each render");
check(rendered({ memo: true, stable: true }) <= 2, "with memo and a stable handler the ticked row renders alone");

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
