// With the answer's rules titles, texts and buttons line up from card to card, on a narrow page too without overflow.
import { answer, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

const card = (title, text) => `<div class="card"><h2>${title}</h2><p>${text}</p><button>Go</button></div>`;
const cards = `<div class="cards">${card("A", "long<br>".repeat(6))}${card("B<br>B<br>B", "short")}</div>`;

await chromium(async (page) => {
  const tops = async (css) => {
    await page.setContent(`<style>body { margin: 0 } ${css}</style>${cards}`);
    return page.evaluate(() => ["p", "button"].map((tag) => [...document.querySelectorAll(tag)].map((one) => one.getBoundingClientRect().top)));
  };
  await page.setViewport({ width: 900, height: 600 });
  const css = answer("css-grid-or-flex-page", "css");
  const aligned = (rows) => rows.every(([one, two]) => one === two);
  check(!aligned(await tops(css.replace("grid-template-rows: subgrid;", ""))), "without subgrid they stand at different heights");
  check(aligned(await tops(css)), "with subgrid texts and buttons line up");
  await page.setViewport({ width: 200, height: 600 });
  await tops(css);
  check((await page.evaluate(() => document.documentElement.scrollWidth)) === 200, "no overflow on a very narrow page");
  const wide = async (track) => {
    await page.setContent(`<div style="display: grid; width: 200px; grid-template-columns: ${track} ${track}"><div id="one">${"w".repeat(80)}</div><div>b</div></div>`);
    return page.evaluate(() => document.getElementById("one").getBoundingClientRect().width);
  };
  check((await wide("1fr")) > 200 && (await wide("minmax(0, 1fr)")) === 100, "1fr grows with a long word, minmax(0, 1fr) does not");
});
