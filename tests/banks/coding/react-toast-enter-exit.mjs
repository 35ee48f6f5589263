// The toast in Chromium: it stays for its exit animation, comes back during it, and goes at once without motion or animations.
import { check } from "../support/bank.mjs";
import { bundle } from "../support/bundle.mjs";
import { code } from "../support/coding.mjs";
import { chromium, until } from "../support/page.mjs";

const ID = "react-toast-enter-exit";
const css = code(ID, "css");
const script = bundle(code(ID, "jsx"));
const byEvent = bundle(code(ID, "jsx").replace(/const running = [\s\S]*?\}\);\n/, "box.current.addEventListener('animationend', () => { if (current) setMounted(false); });\n"));
await chromium(async (page) => {
  async function open(text = script, style = css) {
    await page.setContent(`<!doctype html><style>${style}</style><body></body>`);
    await page.addScriptTag({ content: `${text}
      window.log = [];
      for (const type of ["animationstart", "animationend", "animationcancel"]) document.addEventListener(type, (e) => log.push(type.slice(9) + " " + e.animationName));
      new MutationObserver(() => log.push(document.querySelector(".toast") ? "in DOM, " + document.querySelector(".toast").dataset.state : "removed")).observe(document.body, { childList: true, subtree: true, attributes: true });
      window.show = (show) => render("Presence", { show, className: "toast" }, "Saved");` });
    await page.evaluate(() => show(false));
  }
  const log = () => page.evaluate(() => log.join(" | "));
  const seen = (text) => until(async () => (await log()).includes(text));
  const show = (on) => page.evaluate((value) => window.show(value), on);
  await open();
  await page.evaluate(() => { window.show(true); });
  check(await seen("end slide-in") && (await log()) === "in DOM, in | start slide-in | end slide-in", "show: it is there and slides in");
  const between = await page.evaluate(() => { window.show(false); return document.querySelector(".toast")?.dataset.state; });
  check(between === "out" && (await seen("removed")) && (await log()).endsWith("in DOM, out | start fade-out | end fade-out | removed"), "hide: it fades out and is removed after that, not before");
  await open();
  await page.evaluate(async () => { window.show(true); window.show(false); await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); window.show(true); });
  check(await seen("end slide-in") && !(await log()).includes("removed") && !(await log()).includes("end fade-out"), "shown again during the exit: it stays and slides in");
  await show(false);
  check(await seen("removed"), "and can go later");
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await open();
  await show(true); await show(false);
  check(await seen("removed") && !/start/.test(await log()), "less motion: no animation, removed at once");
  await open(byEvent);
  await show(true); await show(false);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  check(!(await log()).includes("removed"), "waiting for animationend instead, it stays forever there");
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "no-preference" }]);
  await open(byEvent);
  await show(true); await show(false);
  check(await seen("removed"), "although it works with motion");
  await open(script, "");
  await page.evaluate(() => { for (let i = 0; i < 5; i++) { window.show(true); window.show(false); } });
  check(await seen("removed"), "without any CSS: removed at once, also after many changes");
});
