// The rating in Chromium: Tab, arrow keys, clicks, hovering, value 0, a parent that refuses, two ratings on a page.
import { check } from "../support/bank.mjs";
import { bundle } from "../support/bundle.mjs";
import { code } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const app = `
export function Page({ start, refuse }) {
  const [values, setValues] = useState(start);
  return ["Service", "Food"].map((label, i) => <StarRating key={label} label={label} value={values[i]} max={i ? 3 : undefined}
    onChange={(n) => { window.calls.push([label, n]); if (!refuse) setValues((old) => old.with(i, n)); }} />);
}`;
const source = code("react-star-rating-20", "jsx") + app;
const hidden = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
await chromium(async (page) => {
  async function open(props, { text = source, style = hidden } = {}) {
    await page.setContent(`<!doctype html><style>.visually-hidden{${style}} label{font-size:30px}</style><body></body>`);
    await page.addScriptTag({ content: bundle(text) });
    await page.evaluate((p) => { window.calls = []; render("Page", p); }, props);
    await page.mouse.move(0, 599);
  }
  const stars = () => page.evaluate(() => [...document.querySelectorAll("fieldset")].map((f) => [...f.querySelectorAll("[aria-hidden]")].map((s) => (s.textContent === "\u2605" ? "*" : "o")).join("")).join(" "));
  const calls = () => page.evaluate(() => JSON.stringify(window.calls));
  const at = async (field, n) => { const box = await (await page.$(`fieldset:nth-of-type(${field}) label:nth-of-type(${n})`)).boundingBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  await open({ start: [3, 0] });
  check((await stars()) === "***oo ooo", "values 3 of 5 and 0 of 3");
  const tree = await page.evaluate(() => [...document.querySelectorAll("fieldset:first-of-type input")].map((i) => i.labels[0].innerText.replace(/[\u2605\u2606]/g, "").trim()).join());
  check(tree === "1 star,2 stars,3 stars,4 stars,5 stars", "each radio has a name");
  await page.mouse.move(...(await at(1, 5)));
  check((await stars()) === "***** ooo" && (await calls()) === "[]", "pointing at 5 shows five and calls nobody");
  await page.mouse.move(...(await at(1, 2)));
  check((await stars()) === "**ooo ooo", "pointing at 2 shows two");
  await page.mouse.move(0, 599);
  check((await stars()) === "***oo ooo", "on leaving, the value is back");
  await page.mouse.click(...(await at(1, 4)));
  await page.mouse.move(0, 599);
  check((await calls()) === '[["Service",4]]' && (await stars()) === "****o ooo", "a click on the fourth star sets 4");
  await page.keyboard.press("ArrowRight"); await page.keyboard.press("ArrowRight");
  check((await stars()) === "*oooo ooo", "arrow keys go on, and from the last to the first");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  check((await stars()) === "*oooo *oo", "one Tab reaches the next rating, which changes alone");
  await page.keyboard.press("ArrowLeft");
  check((await stars()) === "*oooo ***", "and its arrow keys stay in its own group");
  await open({ start: [2, 1], refuse: true });
  await page.mouse.click(...(await at(1, 5)));
  await page.mouse.move(0, 599);
  check((await calls()) === '[["Service",5]]' && (await stars()) === "**ooo *oo", "the parent owns the value: if it refuses, nothing changes");
  const previews = async (text) => {
    await open({ start: [2, 1], refuse: true }, { text });
    await page.evaluate(() => {
      window.shown = 0;
      new MutationObserver(() => window.shown += 1).observe(document.body, { subtree: true, characterData: true, childList: true });
    });
    await page.touchscreen.tap(...(await at(1, 5)));
    await new Promise((done) => setTimeout(done, 200));
    return page.evaluate(() => window.shown);
  };
  check((await previews(source)) === 0 && (await calls()) === '[["Service",5]]', "a tap chooses and shows no preview");
  check((await previews(source.replace("e.pointerType !== 'touch'", "true").replace("onPointerEnter", "onMouseEnter"))) > 0, "with mouse events it would");
  const checked = () => page.evaluate(() => document.querySelectorAll(":checked").length);
  await open({ start: [3, 1] });
  check((await checked()) === 2, "two values, two checked radios");
  await open({ start: [3, 1] }, { text: source.replace("name={name}", 'name="stars"') });
  check((await checked()) === 1, "with one common name only one of them is checked");
  await open({ start: [3, 0] }, { style: "display:none" });
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement.tagName)) !== "INPUT", "with display: none the keyboard never gets there");
});
