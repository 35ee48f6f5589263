// The range against looking at each row; in Chromium: rows, scroll bar, resize, kept nodes, growth; the limit of heights.
import { check } from "../support/bank.mjs";
import { bundle } from "../support/bundle.mjs";
import { code, random, solution } from "../support/coding.mjs";
import { chromium, until } from "../support/page.mjs";

const ID = "react-virtual-list-30";
const { visibleRange } = solution(ID, ["visibleRange"], { tag: "jsx" });
const at = (top, count) => visibleRange({ top, height: 240, rowHeight: 24, count, extra: 2 }).join();
check(at(0, 1000) === "0,12" && at(480, 1000) === "18,32" && at(0, 3) === "0,3", "the handout's examples");
const r = random(1);
for (let n = 0; n < 5000; n++) {
  const [height, rowHeight, count, extra] = [r.below(200) / 2, 1 + r.below(60) / 2, r.below(80), r.below(4)];
  const top = -150 + r.below(1200) / 2;
  const seen = r.times(count, (i) => i).filter((i) => i < 0 || (i + 1) * rowHeight > top && i * rowHeight < top + height);
  const [first, last] = visibleRange({ top, height, rowHeight, count, extra });
  const good = first >= 0 && first <= last && last <= count && last - first <= height / rowHeight + 2 * extra + 2
    && (!seen.length || (first === Math.max(0, seen[0] - extra) && last === Math.min(count, seen.at(-1) + 1 + extra)));
  if (!good) check(false, `top ${top}, height ${height}, rows of ${rowHeight}, count ${count}, extra ${extra}: ${first} to ${last}, seen ${seen}`);
}
check(true, "5,000 random views, also above and below the list: exactly the rows in sight and the extra ones");
const loose = solution(ID, ["visibleRange"], { tag: "jsx", changes: [["Math.max(0, Math.min(last, count))", "Math.min(last, count)"]] }).visibleRange;
check(loose({ top: -400, height: 240, rowHeight: 24, count: 1000, extra: 2 })[1] < 0, "without the lower limit a bounce gives a negative end");
const app = `
import { useState as useState_ } from "react";
const lines = (n) => Array.from({ length: n }, (_, i) => ({ id: i, text: "line " + i }));
const renderRow = (line) => line.text;
export function Page({ rowHeight = 24 }) {
  const [items, setItems] = useState_(() => lines(50000));
  window.setCount = (n) => setItems(lines(n));
  return <div id="frame" style={{ height: 240 }}><VirtualList items={items} rowHeight={rowHeight} extra={5} renderRow={renderRow} /></div>;
}`;
await chromium(async (page) => {
  await page.setContent("<!doctype html><body style='font:10px sans-serif'></body>");
  await page.addScriptTag({ content: bundle(code(ID, "jsx") + app) });
  await page.evaluate(() => { render("Page"); window.box = document.querySelector("#frame > div"); });
  const view = () => page.evaluate(() => { // what a user sees, and what is there
    const frame = box.getBoundingClientRect();
    const rows = [...document.querySelectorAll("[role=listitem]")];
    const visible = rows.filter((row) => { const b = row.getBoundingClientRect(); return b.bottom > frame.top && b.top < frame.bottom; });
    const full = visible.reduce((sum, row) => { const b = row.getBoundingClientRect(); return sum + Math.min(b.bottom, frame.bottom) - Math.max(b.top, frame.top); }, 0);
    return { count: rows.length, first: visible[0]?.textContent, last: visible.at(-1)?.textContent, pos: visible[0]?.ariaPosInSet, gap: Math.round(frame.height - full), height: box.scrollHeight };
  });
  const to = async (top) => { await page.evaluate((y) => { box.scrollTop = y; }, top); await until(async () => (await view()).first === `line ${Math.floor(Math.min(top, 50000 * 24 - 240) / 24)}`); return view(); };
  let v = await view();
  check(v.height === 1200000 && v.first === "line 0" && v.last === "line 9" && v.count === 15, "the scroll bar is right, ten rows in sight, 15 in the DOM");
  for (const top of [12, 48000, 600001, 1199000, 9e9, 0]) { v = await to(top); if (v.gap !== 0 || v.count > 21 || v.pos !== String(Number(v.first.slice(5)) + 1)) check(false, `at ${top}: ${JSON.stringify(v)}`); }
  check(true, "anywhere: the box is full, at most 21 rows, their positions are right");
  await page.evaluate(() => { window.kept = [...document.querySelectorAll("[role=listitem]")].find((row) => row.textContent === "line 9"); });
  await to(96);
  check(await page.evaluate(() => kept.isConnected && kept.textContent === "line 9"), "rows are kept while scrolling");
  await page.evaluate(() => { document.querySelector("#frame").style.height = "480px"; });
  check(await until(async () => (await view()).gap === 0 && (await view()).last === "line 23"), "a bigger box shows more rows");
  await page.evaluate(() => setCount(3));
  check(await until(async () => { const w = await view(); return w.count === 3 && w.first === "line 0"; }), "fewer lines while scrolled down: all of them are seen");
  await page.evaluate(() => setCount(0));
  check(await until(async () => (await view()).count === 0), "no lines");
  const limit = await page.evaluate(() => { const d = document.body.appendChild(document.createElement("div")); d.style.height = "99999999px"; return d.getBoundingClientRect().height; });
  check(limit > 3.3e7 && limit < 3.4e7, "Chromium limits a height to some 33 million pixels");
});
