// The tabs in Chromium: roles and names from the accessibility tree, keys both ways, modifiers, the hash, without script.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const html = code("js-tabs-aria-pattern", "html");
const names = ["Specs", "Reviews", "Shipping"];
await chromium(async (page) => {
  let head = "";
  await page.setRequestInterception(true);
  page.on("request", (request) => request.respond({ contentType: "text/html", body: `<!doctype html>${head}<a href="/x">before</a>${html}<a href="/y">after</a>` }));
  const open = async (hash = "", { script = true, rtl = false } = {}) => { head = rtl ? "<html dir=rtl>" : ""; await page.setJavaScriptEnabled(script); await page.goto("about:blank"); await page.goto(`http://app.example/${hash}`); };
  const see = () => page.evaluate(() => ({ focus: document.activeElement.textContent.trim(), shown: [...document.querySelectorAll("section")].filter((s) => s.checkVisibility()).map((s) => s.id).join(), selected: [...document.querySelectorAll("[role=tab]")].filter((t) => t.getAttribute("aria-selected") === "true").map((t) => t.textContent).join(), stops: [...document.querySelectorAll("[role=tab]")].filter((t) => t.tabIndex === 0).length }));
  const is = async (name) => { const s = await see(); return s.shown === name.toLowerCase() && s.selected === name && s.stops === 1; };
  await open("", { script: false });
  await page.setJavaScriptEnabled(true);
  check((await see()).shown === "specs,reviews,shipping" && (await page.$$("[role]")).length === 0, "without script: links and all sections, no roles");
  await open();
  check(await is("Specs"), "one panel, one tab stop");
  const flat = (node) => [`${node.role} ${node.name}`, ...(node.children ?? []).flatMap(flat)];
  const tree = flat(await page.accessibility.snapshot({ interestingOnly: false }));
  check(["tablist About the product", ...names.map((name) => `tab ${name}`), "tabpanel Specs"].every((line) => tree.includes(line)) && !tree.some((line) => line.startsWith("listitem")), "roles and names: tab list, tabs, the panel named by its tab, no list items left");
  check(await page.evaluate(() => [...document.querySelectorAll("[role=tab]")].every((t) => document.getElementById(t.getAttribute("aria-controls")).getAttribute("aria-labelledby") === t.id)), "each tab names its panel and each panel its tab");
  await page.focus("[href='/x']"); await page.keyboard.press("Tab");
  check((await see()).focus === "Specs", "Tab reaches the selected tab");
  await page.keyboard.press("ArrowRight");
  check((await is("Reviews")) && (await see()).focus === "Reviews", "ArrowRight moves and selects");
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement.id)) === "reviews", "Tab goes to the panel");
  await page.keyboard.press("ArrowRight");
  check(await is("Reviews"), "arrows in the panel do nothing");
  for (const rtl of [false, true]) {
    await open("", { rtl });
    await page.focus("[role=tab]");
    const r = random(1);
    let at = 0;
    for (let n = 0; n < 60; n++) {
      const key = r.pick(["ArrowLeft", "ArrowRight", "Home", "End", "ArrowDown"]);
      const forward = key === (rtl ? "ArrowLeft" : "ArrowRight"), back = key === (rtl ? "ArrowRight" : "ArrowLeft");
      at = key === "Home" ? 0 : key === "End" ? 2 : forward ? (at + 1) % 3 : back ? (at + 2) % 3 : at;
      await page.keyboard.press(key);
      if (!(await is(names[at])) || (await see()).focus !== names[at]) check(false, `${key}, rtl ${rtl}: ${JSON.stringify(await see())}`);
    }
  }
  check(true, "120 random keys, left to right and right to left: wrapping, Home, End");
  const taken = await page.evaluate(() => ["altKey", "ctrlKey", "metaKey", "none"].map((key) => !document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true, cancelable: true, [key]: true }))).join());
  check(taken === "false,false,false,true", "arrows with Alt, Ctrl or Meta are left to the browser");
  await page.click("[href='#shipping']");
  check((await is("Shipping")) && (await see()).focus === "Shipping", "a click selects");
  await open("#reviews");
  check(await is("Reviews"), "#reviews selects at the start");
  for (const hash of ["#nothing", "#%", "#tab-reviews"]) { await open(hash); if (!(await is("Specs"))) check(false, hash); }
  check(true, "another hash selects the first");
});
