// The table in Chromium: 200 rows at phone and desktop width, who scrolls, the first column, semantics, numbers, print.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const html = code("css-responsive-data-table", "html");
const row = /<tbody>\s*(<tr>[\s\S]*?<\/tr>)/.exec(html)[1];
const full = html.replace(row, row.repeat(200));
const flat = (node) => [`${node.role} ${node.name}`, ...(node.children ?? []).flatMap(flat)];
await chromium(async (page) => {
  async function open(width, text = full) {
    await page.setViewport({ width, height: 600 });
    await page.goto("about:blank");
    await page.setContent(`<!doctype html><title>x</title><body style="font-family:sans-serif">${text}<p>after</p></body>`);
  }
  const see = () => page.evaluate(() => { const box = document.querySelector(".table-box"), rect = (s) => document.querySelector(s).getBoundingClientRect(); return { page: document.documentElement.scrollWidth > innerWidth, room: box.scrollWidth - box.clientWidth, left: rect("tbody th").left - box.getBoundingClientRect().left, top: document.elementFromPoint(rect("tbody th").left + 5, rect("tbody th").top + 12).closest("th,td")?.tagName, table: rect("table").width, box: box.clientWidth }; });
  await open(1300);
  let s = await see();
  check(!s.page && s.room === 0 && s.table === s.box, "desktop: full width, nothing scrolls sideways");
  await open(360);
  s = await see();
  check(!s.page && s.room > 200, "phone: the table scrolls, not the page");
  await page.focus(".table-box");
  for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".table-box").scrollLeft > 100);
  s = await see();
  check(s.left === 0 && s.top === "TH", "the keyboard scrolls it, and the invoice column stays in view, in front");
  check(await page.$$eval("tr > :first-child", (all) => all.every((c) => getComputedStyle(c).backgroundColor.startsWith("rgb("))), "sticky cells are opaque");
  await page.evaluate(() => scrollTo(0, 500));
  check((await page.$eval("thead th", (th) => { th.style.position = "sticky"; th.style.insetBlockStart = "0"; return th.getBoundingClientRect().top; })) < 0, "a header row made sticky does not stick to the window, as the box scrolls");
  await open(360, html);
  const lines = async () => flat(await page.accessibility.snapshot({ interestingOnly: false }));
  let tree = await lines();
  check(tree.includes("table Invoices 2025") && tree.includes("region Invoices 2025") && ["Invoice", "State"].every((n) => tree.includes(`columnheader ${n}`)) && tree.includes("rowheader 1041"), "table and box are named by the caption; headers of columns and rows");
  const red = async (model) => { // where a red border at the end of the first column is seen, before and after scrolling
    await open(360, `${html}<style>table { border-collapse: ${model} } tr > :first-child { border-inline-end: 6px solid rgb(255, 0, 0) }</style>`);
    const seen = [];
    for (const left of [0, 120]) {
      await page.$eval(".table-box", (box, x) => { box.scrollLeft = x; }, left);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
      const picture = await page.screenshot({ encoding: "base64" });
      seen.push(await page.evaluate(async (data) => { const image = new Image(); image.src = `data:image/png;base64,${data}`; await image.decode(); const c = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height }).getContext("2d"); c.drawImage(image, 0, 0); const d = c.getImageData(0, 0, image.width, image.height).data; for (let x = 0; x < image.width; x++) for (let y = 0; y < image.height; y += 3) { const i = (y * image.width + x) * 4; if (d[i] > 240 && d[i + 1] < 20 && d[i + 2] < 20) return x; } return null; }, picture));
    }
    return seen;
  };
  const [apart, joined] = [await red("separate"), await red("collapse")];
  check(apart[0] !== null && apart[0] === apart[1] && joined[0] !== null && joined[0] !== joined[1], `separate borders stay with the sticky column, collapsed ones scroll away (${apart}, ${joined})`);
  await open(360);
  const ends = await page.$$eval("tbody .num", (all) => new Set(all.map((td) => { const r = document.createRange(); r.selectNodeContents(td); return `${td.cellIndex} ${Math.round(r.getBoundingClientRect().right)}`; })).size);
  check(ends === 3 && (await page.$eval("td.num", (td) => getComputedStyle(td).fontVariantNumeric)) === "tabular-nums", "numbers end on one line in each column, with digits of one width");
  await open(700); // a sheet of A4 with its margins
  await page.emulateMediaType("print");
  s = await see();
  const print = await page.evaluate(() => ({ overflow: getComputedStyle(document.querySelector(".table-box")).overflowX, position: getComputedStyle(document.querySelector("tbody th")).position, head: getComputedStyle(document.querySelector("thead")).display, rows: getComputedStyle(document.querySelector("tbody tr")).breakInside, right: document.querySelector("table").getBoundingClientRect().right }));
  check(print.overflow === "visible" && print.position === "static" && print.head === "table-header-group" && print.rows === "avoid" && print.right <= 700, "print: all columns on the sheet, nothing scrolls or sticks, the header repeats, rows stay whole");
});
