// The grid measured in Chromium at 60 widths: columns counted by hand, equal rows, links on a line, the first card, long words.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const html = code("css-auto-grid-cards", "html");
const card = /<li class="card">[\s\S]*?<\/li>/.exec(html)[0];
const cards = (n, text = (i) => "word ".repeat(1 + (i * 7) % 40)) => Array.from({ length: n }, (_, i) => card.replace("Rows, columns and areas.", text(i))).join("");
const withCards = (list, css = "") => html.replace(/<li class="card">[\s\S]*<\/li>/, list).replace("</style>", `${css}</style>`);
await chromium(async (page) => {
  async function measure(text, width) {
    await page.setViewport({ width, height: 600 });
    await page.setContent(`<!doctype html>${text}`);
    return page.evaluate(() => ({
      room: document.querySelector(".courses").clientWidth, scrolls: document.documentElement.scrollWidth > innerWidth,
      cards: [...document.querySelectorAll(".card")].map((c) => { const b = c.getBoundingClientRect(), l = c.querySelector(".more").getBoundingClientRect(); return { x: Math.round(b.x), y: Math.round(b.y), w: b.width, h: b.height, link: l.bottom, inside: c.scrollWidth <= c.clientWidth }; }),
    }));
  }
  const text = withCards(cards(9));
  for (const width of [...Array.from({ length: 60 }, (_, n) => 320 + 20 * n), ...Array.from({ length: 50 }, (_, n) => 525 + n)]) {
    const m = await measure(text, width);
    const columns = Math.max(1, Math.floor((m.room + 16) / (256 + 16)));
    const one = (m.room - (columns - 1) * 16) / columns;
    const double = m.cards[0].w > one + 1;
    const rows = [...new Set(m.cards.map((c) => c.y))].map((y) => m.cards.filter((c) => c.y === y));
    const good = !m.scrolls && m.cards.slice(1).every((c) => Math.abs(c.w - one) < 1) && new Set(m.cards.slice(1).map((c) => c.x)).size === columns
      && rows.every((row) => row.every((c) => Math.abs(c.h - row[0].h) < 1 && Math.abs(c.link - row[0].link) < 1))
      && (double ? columns > 1 && Math.abs(m.cards[0].w - (2 * one + 16)) < 1 : columns === 1);
    if (!good) check(false, `${width} px: ${columns} columns of ${one}, ${JSON.stringify(m)}`);
  }
  check(true, "320 to 1500 px: as many columns as fit, rows of equal height, links on one line, the first card double where two fit");
  const narrow = await measure(withCards(cards(3, () => "x".repeat(300))), 320);
  check(!narrow.scrolls && narrow.cards.every((c) => c.inside), "long words at 320 px: no scrolling to the side");
  check((await measure(withCards(cards(3, () => "x".repeat(300))).replace("overflow-wrap: anywhere;", ""), 320)).scrolls, "without breaking them there is");
  check((await measure(text.replace("min(16rem, 100%)", "16rem"), 240)).scrolls && !(await measure(text, 240)).scrolls, "min(16rem, 100%) keeps a very narrow page from overflowing");
  const guess = text.replace("@container (min-width: 33rem)", "@media (min-width: 33rem)");
  check(guess !== text && new Set((await measure(guess, 535)).cards.map((c) => c.x)).size === 2 && new Set((await measure(text, 535)).cards.map((c) => c.x)).size === 1, "a media query at 33rem forgets the margins around the list");
  const trap = await measure(text.replace("@container (min-width: 33rem)", "@media all"), 320);
  check(new Set(trap.cards.map((c) => c.x)).size === 2, "span 2 without the query makes a second column at 320 px");
  const few = withCards(cards(2), ".card:first-child { grid-column: auto !important; }");
  const [fill, fit] = [await measure(few, 1400), await measure(few.replace("auto-fill", "auto-fit"), 1400)];
  check(fill.cards[1].w < 300 && fit.cards[1].w > 600, "with two cards auto-fill keeps empty tracks, with auto-fit the cards stretch");
  check(!(await measure(withCards(cards(1)), 320)).scrolls, "one card");
});
