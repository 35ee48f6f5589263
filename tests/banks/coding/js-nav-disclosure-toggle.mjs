// The navigation in Chromium: without script, small and wide, Tab stops, Escape, resizing while open, all widths around the limit.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const html = code("js-nav-disclosure-toggle", "html");
await chromium(async (page) => {
  async function open(width, script = true, text = html) {
    await page.setJavaScriptEnabled(script);
    await page.setViewport({ width, height: 600 });
    await page.goto("about:blank");
    await page.setContent(`<!doctype html>${text}<main><a href="#c">content</a></main>`);
    await page.setJavaScriptEnabled(true);
  }
  const see = () => page.evaluate(() => ({ button: document.querySelector(".toggle").checkVisibility(), links: [...document.querySelectorAll(".site a")].filter((a) => a.checkVisibility()).length, expanded: document.querySelector(".toggle").getAttribute("aria-expanded"), row: new Set([...document.querySelectorAll(".site a")].map((a) => a.getBoundingClientRect().y)).size === 1 }));
  const is = async (button, links) => { const s = await see(); return s.button === button && s.links === links; };
  async function stops() {
    const seen = [];
    await page.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); document.body.tabIndex = -1; document.body.focus(); });
    for (let i = 0; i < 6; i++) { await page.keyboard.press("Tab"); const name = await page.evaluate(() => document.activeElement.textContent); seen.push(name); if (name === "content") break; }
    return seen.join();
  }
  for (const width of [400, 1000]) { await open(width, false); if (!(await is(false, 3))) check(false, `without script at ${width}`); }
  check(true, "without script: all links, no button");
  await open(400);
  check((await is(true, 0)) && (await stops()) === "Menu,content", "small: a button, closed; Tab skips the links");
  await page.click(".toggle");
  check((await is(true, 3)) && (await see()).expanded === "true" && (await stops()) === "Menu,Home,Courses,Contact,content", "a click opens: Tab reaches them");
  await page.focus('[href="/courses"]'); await page.keyboard.press("Escape");
  check((await is(true, 0)) && (await page.evaluate(() => document.activeElement.className)) === "toggle", "Escape inside closes, with focus on the button");
  await page.keyboard.press("Escape");
  check(await is(true, 0), "Escape while closed does nothing");
  await page.keyboard.press("Enter");
  check(await is(true, 3), "the button works by keyboard");
  await page.focus("main a"); await page.keyboard.press("Escape");
  check(await is(true, 3), "Escape elsewhere does nothing");
  await page.setViewport({ width: 1000, height: 600 });
  check((await is(false, 3)) && (await see()).row && (await stops()) === "Home,Courses,Contact,content", "made wide while open: links in a row, no button");
  await page.setViewport({ width: 400, height: 600 });
  check(await is(true, 3), "and small again");
  await open(1000);
  check((await is(false, 3)) && (await see()).row, "wide: links in a row, no button, though the state is closed");
  for (const width of [766, 767, 768, 769]) { await open(width); if (!(await is(width < 768, width < 768 ? 0 : 3))) check(false, `at ${width}`); }
  check(true, "one or the other right at the limit");
  const limits = (text) => page.evaluate((css) => [...css.matchAll(/@media \(([^)]*)\)/g)].map((m) => m[1]).join(), text);
  check((await limits(html)) === "width >= 48rem,width < 48rem", "the two queries leave no gap");
  await open(400, true, html.replace("+ ul { display: none; }", "+ ul { opacity: 0; }"));
  check((await stops()) === "Menu,Home,Courses,Contact,content", "with opacity instead, Tab would reach the closed links");
  check((await page.$eval('[href="/"]', (a) => a.getAttribute("aria-current"))) === "page", "the current page is marked");
});
