// The three boxes measured in Chromium: middles, long texts and words, narrow windows, another font size; what other tools do.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const html = code("css-center-three-ways-coding", "html");
await chromium(async (page) => {
  async function open(text, width = 900) {
    await page.setViewport({ width, height: 600 });
    await page.setContent(`<!doctype html>${text}`);
    return page.evaluate(() => {
      const box = (selector) => { const b = document.querySelector(selector).getBoundingClientRect(); return { x: b.x, y: b.y + scrollY, width: b.width, height: b.height, cx: b.x + b.width / 2, cy: b.y + b.height / 2 }; };
      const range = document.createRange(); range.selectNodeContents(document.querySelector(".button").lastChild);
      const text = range.getBoundingClientRect();
      return { screen: box(".screen"), p: box(".screen p"), icon: box(".button svg"), button: box(".button"), column: box(".column"), h1: box(".column h1"), text: text.y + text.height / 2, scrolls: document.documentElement.scrollWidth > innerWidth, width: document.documentElement.clientWidth };
    });
  }
  const near = (a, b, slack = 1) => Math.abs(a - b) <= slack;
  const only = html.replace(/<button[\s\S]*<\/main>/, "<button class=button><svg></svg>x</button><main class=column hidden><h1>x</h1></main>");
  for (const width of [320, 900, 1600]) {
    const m = await open(html, width);
    if (!near(m.p.cx, m.width / 2) || !near(m.p.cy, 300) || !near(m.screen.height, 600)) check(false, `message at ${width}: ${JSON.stringify(m.p)}`);
    if (!near(m.icon.cy, m.text, 1.5) || m.icon.height !== 16 || m.button.width > 150) check(false, `button at ${width}`);
    if (!near(m.column.cx, m.width / 2) || !near(m.h1.width, Math.min(640, m.width - 32)) || !near(m.h1.x, Math.max(16, (m.width - 640) / 2)) || m.scrolls) check(false, `column at ${width}: ${JSON.stringify(m)}`);
  }
  check(true, "at 320, 900 and 1600 px: the message in the middle of the screen, icon and text on one line, the column in the middle with its space");
  const long = await open(html.replace("Nothing here yet", "Nothing here yet. ".repeat(400)), 320);
  check(long.screen.height > 700 && long.p.y >= 0 && long.p.height <= long.screen.height, "a long text: the page grows and nothing is cut");
  const cut = await open(html.replace("min-height", "height").replace("Nothing here yet", "Nothing here yet. ".repeat(400)), 320);
  check(cut.p.y < 0, "with height instead of min-height its start is cut off");
  const words = html.replace("  Save\n", `  ${"Save everything now ".repeat(12)}\n`);
  for (const text of [words, html.replace("  Save\n", `  ${"x".repeat(150)}\n`)]) {
    const m = await open(text, 320);
    if (m.icon.width !== 16 || m.icon.height !== 16 || m.button.height < 50 || !near(m.icon.cy, m.button.cy, 1.5) || m.scrolls) check(false, `a wrapping label: ${JSON.stringify(m)}`);
  }
  check(true, "when the button's text wraps, the icon stays 16 px wide and in the middle");
  const shrunk = (await open(words.replace("  .button svg { flex: none; }\n", ""), 320)).icon.width;
  check(shrunk < 16, `without flex: none it shrinks to ${shrunk.toFixed(1)} px`);
  const word = await open(html.replace("Nothing here yet", "x".repeat(200)), 320);
  check(!word.scrolls && word.p.x >= 0, "a long word breaks");
  check((await open(html.replace("overflow-wrap: anywhere;", "").replace("Nothing here yet", "x".repeat(200)), 320)).p.x < 0, "without that it would stick out on the left, where nobody can scroll");
  const alone = only.replace(/<button[\s\S]*/, "");
  const height = async (text) => { await page.setContent(`<!doctype html>${text}`); return page.evaluate(() => document.documentElement.scrollHeight); };
  check((await height(alone)) === 600 && (await height(alone.replace("margin: 0;", ""))) > 600, "the message alone fills the screen exactly; with the body's margin it scrolls");
  const flex = await open(html.replace("</style>", "body > div.row { display: flex; } </style>").replace('<main class="column">', '<div class="row"><main class="column">').replace("</main>", "</main></div>"));
  check(flex.column.width < 300, "in a flex parent the column shrinks to its content");
});
