// The product grid in Chromium: what is cut off, what moves on loading and on hover, what phone and keyboard can reach;
// and that the answer's replacements cure it. The markup is the plain one that the selectors suggest.
import { handout, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";
import { contrast } from "../support/contrast.mjs";

const css = handout("css-review-product-grid-mid", "css");
const card = (title) => `<article class="card"><img alt="" src="data:,"><h3>${title}</h3><p class="price">9.60</p>
  <a href="#d">Details</a><button class="buy">Buy</button></article>`;
const html = (style, title = "Lamp") => `<!doctype html><meta name=viewport content="width=device-width">
  <style>body { margin: 0 } ${style}</style><div id="products">${card(title).repeat(4)}</div>`;
const picture = (w, h) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='${w}' height='${h}'/>`;

await chromium(async (page) => {
  await page.setViewport({ width: 1200, height: 900 });
  const show = (style, title) => page.setContent(html(style, title));
  const box = (selector, n = 0) => page.$$eval(selector, (all, i) => all[i].getBoundingClientRect().toJSON(), n);
  const still = "#products .card { transition: none }";

  await show(css + still);
  check((await box(".card", 2)).y === (await box(".card")).y, "on the author's screen three cards stand in a row");
  const cut = (title) => page.$$eval("h3", ([e]) => e.scrollWidth > e.parentElement.clientWidth || e.parentElement.scrollHeight > e.parentElement.clientHeight);
  const before = await cut();
  await show(css, "A lamp with a very long name that a customer would like to read to the end");
  check(!before && (await cut()), "a long title on one line is cut off");
  await show(css.replace("white-space: nowrap;", "") + still, "A lamp with a long name ".repeat(40));
  check(await cut(), "without nowrap the fixed height cuts it");
  await show(css.replace("white-space: nowrap;", "").replace("height: 320px;\n  overflow: hidden;", "") + still, "A lamp with a long name ".repeat(40));
  check(!(await cut()), "without the fixed height it shows");

  await show(css + still, "A lamp with a very long name that a customer would like to read to the end");
  const height = (await box("h3")).height;
  await show(css + still);
  check((await box("h3")).height === height, "with nowrap a long title is no higher: it is cut off at the side");
  await page.$$eval("img", (all, src) => Promise.all(all.map((e) => ((e.src = src), e.decode()))), picture(300, 300));
  check((await box("h3")).y >= (await box(".card")).bottom, "below a square image the fixed height hides the title");

  await show(css + still);
  const price = await box("h3");
  await page.$$eval("img", (all, src) => Promise.all(all.map((e) => ((e.src = src), e.decode()))), picture(300, 150));
  check((await box("h3")).y > price.y + 100, "a loaded image pushes the text below it");
  await show(`${css}${still}#products .card img { aspect-ratio: 2; object-fit: cover }`);
  const reserved = await box("h3");
  await page.$$eval("img", (all, src) => Promise.all(all.map((e) => ((e.src = src), e.decode()))), picture(300, 400));
  check((await box("h3")).y === reserved.y, "with aspect-ratio the room is kept");
  await show(css + still);
  await page.$$eval("img", (all) => all.forEach((e) => ((e.width = 300), (e.height = 150), e.removeAttribute("src"))));
  await page.$$eval("img", (all, src) => all.forEach((e) => (e.src = src)), "https://never.example/lamp.png");
  const kept = await box("h3");
  await page.$$eval("img", (all, src) => Promise.all(all.map((e) => ((e.src = src), e.decode()))), picture(300, 150));
  check((await box("h3")).y === kept.y && kept.y > price.y + 100, "with width and height in the HTML, too");

  await show(css + still);
  const [right, below] = [await box(".card", 1), await box(".card", 3)];
  await page.hover(".card");
  check((await box(".card", 1)).x === right.x + 4 && (await box(".card", 3)).x > below.x,
    "the thicker border on hover moves the neighbor, and the next row catches on the taller card");
  await show(`* { box-sizing: border-box } ${css}${still}`);
  await page.mouse.move(1190, 890);
  const inside = await box("h3");
  await page.hover(".card");
  check((await box("h3")).y === inside.y + 2, "with border-box it moves the card's content instead");

  await show(css + still);
  await page.mouse.move(1100, 800);
  await page.focus("a");
  check((await box(".buy")).height === 0, "with the keyboard in the card the buy button isn't there");
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement.tagName)) === "A" , "and Tab goes to the next card's link");
  await show(`${css}${still}#products .card:focus-within .buy { display: block }`);
  await page.focus("a");
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement.className)) === "buy", "with :focus-within Tab reaches it");

  await page.setViewport({ width: 2000, height: 900 });
  const [font, line] = await page.$eval("h3", (e) => ["fontSize", "lineHeight"].map((key) => parseFloat(getComputedStyle(e)[key])));
  check(font > line, `on a wide screen the text is ${font} pixels high in lines of ${line}`);
  await page.setViewport({ width: 375, height: 700, hasTouch: true, isMobile: true });
  await show(css);
  check((await page.evaluate(() => document.documentElement.scrollWidth)) > 375, "on a phone the cards are wider than the screen");
  check((await page.$eval("h3", (e) => parseFloat(getComputedStyle(e).fontSize))) < 6, "and 1.4vw is about 5 pixels");
  check((await box("a")).height < 24, "the links are less than 24 pixels high");
  const first = await box(".price");
  check(first.y < (await box("img")).y, "the price comes first on the screen, though not in the markup");
  check(contrast("#999", "#fff").toFixed(2) === "2.85", "#999 on white has 2.85 to 1");
});
