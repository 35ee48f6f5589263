// The header's rule beats the button's, the answer's layers turn that round, and importance reverses the order of layers.
import { answer, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

const body = `<div id="header"><div class="nav"><a class="button">a</a></div></div>`;

await chromium(async (page) => {
  const color = async (css, html = body, selector = "a") => {
    await page.setContent(`<style>${css}</style>${html}`);
    return page.evaluate((one) => getComputedStyle(document.querySelector(one)).color, selector);
  };
  const [navy, white, red, blue] = ["rgb(0, 0, 128)", "rgb(255, 255, 255)", "rgb(255, 0, 0)", "rgb(0, 0, 255)"];
  check((await color("#header .nav a { color: navy } .button { color: white }")) === navy, "1-1-1 beats 0-1-0");
  check((await color(`#header a { color: navy } ${".button".repeat(30)} { color: white }`)) === navy, "thirty classes do not beat an id");
  check((await color(answer("css-specificity-important-war", "css"))) === white, "with the answer's layers the button wins");
  check((await color("@layer b { .button { color: white } } a { color: navy }")) === navy, "a rule outside of layers beats those within");
  const layers = "@layer a, b; @layer a { a { color: red !important } } @layer b { a { color: blue !important } }";
  check((await color(layers)) === red, "for important rules the earlier layer wins");
  check((await color(":is(#a, .b) p { color: red } .b.b.b p { color: blue }", `<div class="b"><p>p</p></div>`, "p")) === red, ":is() counts as its strongest part");
  check((await color("#o { color: red } p { color: blue }", `<div id="o"><p>p</p></div>`, "p")) === blue, "a plain element rule beats an inherited color");
});
