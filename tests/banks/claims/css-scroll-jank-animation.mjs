// What makes the list stutter and what does not, in Chromium.
import { answer, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

await chromium(async (page) => {
  await page.setContent("<!doctype html><body style='height:9000px'>");
  const scrolled = await page.evaluate(() => new Promise((done) => {
    addEventListener("scroll", (event) => {
      event.preventDefault();
      done({ cancelable: event.cancelable, prevented: event.defaultPrevented });
    }, { passive: false, once: true });
    scrollTo(0, 500);
  }));
  check(!scrolled.cancelable && !scrolled.prevented, "a scroll event cannot be canceled, so passive changes nothing about it");

  const cards = Array.from({ length: 300 }, (_, i) => `<div class="card">card ${i}</div>`).join("");
  await page.setContent(`<!doctype html><style>.list { width: 300px }</style><div class="list">${cards}</div>`);
  const layouts = async (work) => {
    const count = async () => (await page.metrics()).LayoutCount;
    const before = await count();
    await page.evaluate(work);
    return (await count()) - before;
  };
  const mixed = await layouts(() => {
    for (const [i, card] of document.querySelectorAll(".card").entries()) card.style.height = `${card.offsetHeight + 1 + (i % 3)}px`;
  });
  const apart = await layouts(() => {
    const all = [...document.querySelectorAll(".card")];
    const heights = all.map((card) => card.offsetHeight);
    all.forEach((card, i) => { card.style.height = `${heights[i] + 1}px`; });
  });
  check(mixed > 200 && apart < 10, "reading after each write lays out some 300 times, all reads before all writes a few times");

  const css = answer("css-scroll-jank-animation", "css");
  await page.setContent(`<!doctype html><style>${css}</style>${cards}`);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))));
  const skipped = await page.evaluate(() => {
    const last = [...document.querySelectorAll(".card")].at(-1);
    const inner = document.createElement("span");
    last.append(inner);
    return { height: last.getBoundingClientRect().height, seen: inner.checkVisibility({ contentVisibilityAuto: true }) };
  });
  check(skipped.height === 320 && !skipped.seen, "the answer's rules skip a card far below and keep its place");
});
