// move against cutting and pasting by hand; in Chromium: mouse, touch, keys, focus, announcements, who captures the pointer.
import { check } from "../support/bank.mjs";
import { bundle } from "../support/bundle.mjs";
import { code, random, solution } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const ID = "react-sortable-list-drag";
const { move } = solution(ID, ["move"], { tag: "jsx" });
const r = random(1);
for (let n = 0; n < 3000; n++) {
  const items = r.times(1 + r.below(7), () => r.below(4)), [from, to] = [r.below(items.length), r.below(items.length)];
  const kept = [...items], rest = items.filter((_, i) => i !== from);
  const want = [...rest.slice(0, to), items[from], ...rest.slice(to)];
  if (move(items, from, to).join() !== want.join() || items.join() !== kept.join()) check(false, `move ${items} ${from} ${to}`);
}
check(move(["a", "b", "c"], 0, 2).join() === "b,c,a" && move(["a", "b", "c"], 2, 0).join() === "c,a,b", "3,000 random moves as by hand, and the handout's examples");
const app = `
import { useState as useState_ } from "react";
export function Page() {
  const [items, setItems] = useState_(["Tea", "Milk", "Rice", "Salt", "Jam"].map((name, id) => ({ id, name })));
  window.setItems = setItems;
  return <SortableList items={items} onChange={setItems} />;
}`;
const source = code(ID, "jsx");
await chromium(async (page) => {
  async function open(text = source) {
    await page.goto("about:blank");
    await page.setContent("<!doctype html><style>li{height:40px} li:nth-child(2){height:70px} body{height:3000px;margin:0} ol{margin:0}</style><body></body>");
    await page.addScriptTag({ content: bundle(text + app) });
    await page.evaluate(() => { window.errors = []; window.addEventListener("error", (e) => errors.push(e.message)); render("Page"); });
  }
  const settle = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))));
  const order = () => settle().then(() => page.evaluate(() => [...document.querySelectorAll("li")].map((li) => li.textContent.slice(2)).join()));
  const said = () => page.evaluate(() => document.querySelector("[role=status]").textContent);
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const handle = async (name) => { const box = await (await page.$(`[aria-label="Move ${name}"]`)).boundingBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  const middle = (name) => page.evaluate((n) => { const box = [...document.querySelectorAll("li")].find((li) => li.textContent.endsWith(n)).getBoundingClientRect(); return box.top + box.height / 2; }, name);
  await open();
  const [x, y] = await handle("Tea");
  await page.mouse.move(x, y); await page.mouse.down();
  await page.mouse.move(x, (await middle("Milk")) - 2);
  check((await order()) === "Tea,Milk,Rice,Salt,Jam", "before the middle of the next: no change");
  await page.mouse.move(x, (await middle("Milk")) + 2);
  check((await order()) === "Milk,Tea,Rice,Salt,Jam" && (await said()) === "Tea: position 2 of 5", "past it: the order changes while dragging, and it is announced");
  await page.mouse.move(x, (await middle("Jam")) + 300);
  check((await order()) === "Milk,Rice,Salt,Jam,Tea", "on to the end, also beyond the list");
  await page.mouse.move(x, -5);
  check((await order()) === "Tea,Milk,Rice,Salt,Jam", "and back to the front");
  await page.mouse.move(x, (await middle("Rice")) + 2); await page.mouse.up(); await settle();
  await page.mouse.move(x, 5);
  check((await order()) === "Milk,Rice,Tea,Salt,Jam" && (await page.$(".dragged")) === null, "after letting go nothing moves");
  await page.mouse.move(...(await handle("Milk"))); await page.mouse.down({ button: "right" }); await page.mouse.move(x, 300); await page.mouse.up({ button: "right" });
  check((await order()) === "Milk,Rice,Tea,Salt,Jam", "the right button drags nothing");
  await page.focus('[aria-label="Move Tea"]');
  for (const [name, want] of [["ArrowUp", "Milk,Tea,Rice,Salt,Jam"], ["ArrowUp", "Tea,Milk,Rice,Salt,Jam"], ["ArrowUp", "Tea,Milk,Rice,Salt,Jam"], ["ArrowDown", "Milk,Tea,Rice,Salt,Jam"]]) {
    await page.keyboard.press(name);
    if ((await order()) !== want || (await focused()) !== "Move Tea") check(false, `${name}: ${await order()}, focus ${await focused()}`);
  }
  check((await said()) === "Tea: position 2 of 5", "arrow keys move by one, stop at the end, keep the focus");
  const touch = await page.touchscreen.touchStart(...(await handle("Salt")));
  await touch.move(x, 3); await touch.move(x, 2); await touch.end();
  check((await order()) === "Salt,Milk,Tea,Rice,Jam" && (await page.evaluate(() => scrollY)) === 0, "touch works, and the page stays");
  await page.mouse.move(...(await handle("Tea"))); await page.mouse.down();
  await page.evaluate(() => setItems((old) => old.filter((i) => i.name !== "Tea"))); await settle();
  await page.mouse.move(x, 200); await page.mouse.up();
  check((await order()) === "Salt,Milk,Rice,Jam" && (await page.evaluate(() => errors.length)) === 0, "an item that goes while it is dragged: nothing else moves");
  for (const [text, wanted, claim] of [
    [source, "Milk,Rice,Tea,Salt,Jam", "the list captures the pointer: the drag goes on after a move"],
    [source.replace("list.current.setPointerCapture", "e.currentTarget.setPointerCapture"), "Milk,Tea,Rice,Salt,Jam", "if the handle captures it, moving its row ends the drag"],
  ]) {
    await open(text);
    await page.mouse.move(...(await handle("Tea"))); await page.mouse.down(); await settle();
    for (const name of ["Milk", "Rice"]) { await page.mouse.move(x, (await middle(name)) + 2); await settle(); }
    check((await order()) === wanted, claim);
    await page.mouse.up();
  }
});
