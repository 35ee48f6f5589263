// The common theme in Chromium: what it does to an application's own and to foreign elements,
// what can still override it, and that a layer with :where() can be overridden.
import { handout, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";
import { contrast } from "../support/contrast.mjs";

const css = handout("css-review-theme-package-lead", "css").replace(/@import[^;]*;/, "");
const html = (style = css, own = "") => `<!doctype html><style>${style}</style><style>${own}</style>
  <p>text</p><div class="widget" style="width: 100px; padding: 10px; font-size: 1.4rem"><button>Pick a date</button></div>
  <table><tr><td>${"a wide cell ".repeat(60)}</td></tr></table><h2 class="title">t</h2><a class="icon-next" href="#x">next</a>
  <div dir="rtl"><h2 class="title">t</h2></div><div id="host"></div>
  <script>host.attachShadow({ mode: "open" }).innerHTML = "<button style='font-size: 1rem'>x</button>"</script>`;

await chromium(async (page) => {
  await page.setViewport({ width: 800, height: 600 });
  const show = (style, own) => page.setContent(html(style, own));
  const get = (selector, name) => page.$eval(selector, (e, key) => getComputedStyle(e)[key], name);
  const shadow = (name) => page.evaluate((key) => getComputedStyle(host.shadowRoot.querySelector("button"))[key], name);

  await show(css, ".widget button { font-size: 40px }");
  check(await page.$eval(".widget button", (e) => e.scrollHeight > e.clientHeight), "the fixed height of buttons cuts larger text");
  await show();
  check((await get(".widget", "fontSize")) === "14px" && (await get("p", "fontSize")) === "10px", "rem of others shrinks, and text without a size is 10 pixels");
  check((await get(".widget button", "backgroundColor")) === "rgb(11, 92, 255)", "a foreign button is repainted");
  check((await get(".widget", "width")) === "100px", "a foreign box counts its padding differently");
  check((await shadow("backgroundColor")) !== "rgb(11, 92, 255)" && (await shadow("fontSize")) === "10px", "a shadow root keeps its button, yet not its rem");
  check((await get("p", "transitionDuration")) === "0.2s", "every element has a transition");
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  check((await get("p", "transitionDuration")) === "0.2s", "also with reduced motion");
  await page.focus("a");
  check((await get("a", "outlineStyle")) === "none", "the focus ring is gone");
  check(contrast("#8a8a8a", "#fff").toFixed(2) === "3.45", "the text's gray on white has 3.45 to 1");
  const wide = await page.$eval("table", (e) => e.getBoundingClientRect().width);
  check(wide > 2000 && (await page.evaluate(() => getComputedStyle(document.body).overflowX)) === "hidden", "wide tables run out of the page, which does not scroll sideways");
  check((await get("[dir=rtl] .title", "marginLeft")) === "16px" && (await get("[dir=rtl] .title", "marginRight")) === "0px", "the margin does not turn with the direction");
  check((await page.$eval("a", (e) => e.offsetParent.tagName)) === "BODY", "the icon's nearest positioned ancestor is the page");

  const color = () => get(".widget button", "backgroundColor");
  await show(css, ".widget button { background: rgb(1, 2, 3) }");
  check((await color()) === "rgb(11, 92, 255)", "an ordinary rule does not override the button");
  await show(css, ".widget button { background: rgb(1, 2, 3) !important }");
  check((await color()) === "rgb(1, 2, 3)", "another !important does");
  await show("@layer company.base { :where(button) { background: blue } }", "button { background: rgb(1, 2, 3) }");
  check((await color()) === "rgb(1, 2, 3)", "a layer with :where() gives way to an ordinary rule");
});
