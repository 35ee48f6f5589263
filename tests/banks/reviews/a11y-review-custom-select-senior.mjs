// The hand-made select in Chromium: what keyboard, accessibility tree and form see of it, and what clicks do.
import { handout, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

const code = handout("a11y-review-custom-select-senior", "html");
const countries = [{ id: "fr", name: "France" }, { id: "de", name: "Germany<img src=x onerror='ran=true'>" }];
const second = `<div id="other" class="select" role="listbox"><span class="value">Other</span><div class="list"></div></div>`;
const html = `<!doctype html><style>.list { display: none; padding: 20px } .list.open { display: block }</style>
<script>
  var ran = false, listeners = 0;
  const add = document.addEventListener.bind(document);
  document.addEventListener = (type, ...rest) => { if (type === 'click') listeners++; add(type, ...rest); };
  fetch = async () => ({ json: async () => ${JSON.stringify(countries).replace(/</g, "\\u003c")} });
</script><form>${code}${second}</form>`;

await chromium(async (page) => {
  await page.setContent(html);
  const open = (id = "country") => page.$eval(`#${id} .list`, (e) => e.classList.contains("open"));
  const value = () => page.$eval("#country .value", (e) => e.textContent);
  check(await page.waitForFunction(() => ran, { timeout: 5000 }), "markup in a country's name runs");

  await page.focus("#country");
  for (const key of ["Enter", "Space", "ArrowDown", "f"]) await page.keyboard.press(key);
  check(!(await open()), "no key opens the list");
  const tree = async () => {
    const walk = (node) => [node, ...(node.children ?? []).flatMap(walk)];
    return walk(await page.accessibility.snapshot({ interestingOnly: false }));
  };
  await page.click("#country");
  const nodes = await tree();
  const listbox = nodes.find((node) => node.role === "listbox");
  check(!listbox.name && !nodes.some((node) => node.role === "option"), "an open listbox has no name and no options");
  check(!nodes.some((node) => (node.name ?? "").includes("France")), "the open list is hidden from assistive technology");
  check((await page.$eval("#country", (e) => e.ariaExpanded)) === "false", "aria-expanded still says closed");

  await page.keyboard.press("Escape");
  check(await open(), "Escape does not close it");
  await page.click(".option");
  check((await value()) === "France" && !(await open()), "a click on an option chooses it");
  check((await page.evaluate(() => [...new FormData(document.querySelector("form"))].length)) === 0, "the form sends nothing");
  await page.$eval("form", (form) => form.reset());
  check((await value()) === "France", "and a reset does not reach it");
  await page.click("#country");
  await page.$eval("#country .list", (e) => e.click());
  check((await value()) === "FranceGermany", "a click beside the options makes all names the value");

  await page.evaluate(() => initSelect(document.querySelector("#other"), [{ id: 1, name: "One" }]));
  await page.click("#country");
  await page.click("#other .value");
  check((await open()) && (await open("other")), "opening another one leaves the first open");
  await page.mouse.click(700, 500);
  check(!(await open()) && !(await open("other")), "a click elsewhere closes both");
  await page.evaluate(() => document.querySelectorAll(".select").forEach((e) => e.remove()));
  check((await page.evaluate(() => listeners)) === 2, "each instance has added a listener to the document, which stays");
});
