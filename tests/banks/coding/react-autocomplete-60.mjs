// The widget in Chromium with a clock and a server of its own: keys, clicks, late answers; random use never breaks its roles.
import { check } from "../support/bank.mjs";
import { bundle } from "../support/bundle.mjs";
import { code } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const source = code("react-autocomplete-60", "jsx");
await chromium(async (page) => {
  async function open(text = source) {
    await page.goto("about:blank");
    await page.setContent("<!doctype html><body></body>");
    await page.addScriptTag({ content: `
      window.timers = new Map(); let now = 0, next = 1;
      const real = window.setTimeout.bind(window);
      window.setTimeout = (f, ms = 0, ...rest) => (ms === 200 ? (timers.set(next, [now + ms, f]), next++) : real(f, ms, ...rest));
      const clear = window.clearTimeout.bind(window);
      window.clearTimeout = (id) => { if (!timers.delete(id)) clear(id); };
      window.tick = (ms) => { now += ms; for (const [id, [at, f]] of [...timers]) if (at <= now) { timers.delete(id); f(); } };
      window.calls = []; window.chosen = []; window.submitted = 0; window.broken = [];
      window.addEventListener("error", (e) => broken.push(e.message));
      const load = (query, signal) => new Promise((resolve, reject) => calls.push({ query, signal, resolve, reject }));
      ${bundle(text)}
      document.body.insertAdjacentHTML("afterbegin", "<form></form>");
      document.querySelector("form").append(document.querySelector("main"));
      document.querySelector("form").addEventListener("submit", (e) => { e.preventDefault(); submitted += 1; });
      render("Autocomplete", { label: "City", load, onSelect: (city) => chosen.push(city.name) });
      window.see = () => {
        const input = document.querySelector("input"), list = document.querySelector("[role=listbox]");
        const options = list.hidden ? [] : [...list.children];
        const active = input.getAttribute("aria-activedescendant");
        const marked = options.filter((o) => o.getAttribute("aria-selected") === "true");
        const right = input.getAttribute("aria-expanded") === String(options.length > 0) && input.getAttribute("aria-controls") === list.id
          && (active ? marked.length === 1 && marked[0].id === active : marked.length === 0);
        return { text: input.value, options: options.map((o) => o.textContent).join(), active: marked[0]?.textContent ?? "", status: document.querySelector("[role=status]").textContent, right, focus: document.activeElement === input };
      };
      window.answer = async (at, names) => { const [call] = calls.splice(at, 1); names ? call.resolve(names.map((name, id) => ({ id, name }))) : call.reject(new Error("no")); await new Promise((d) => real(d, 5)); return call; };
      window.type = (value) => { const input = document.querySelector("input"); Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value); input.dispatchEvent(new Event("input", { bubbles: true })); };` });
    await page.focus("input");
  }
  const see = () => page.evaluate(() => see());
  const run = (f, ...args) => page.evaluate(f, ...args);
  const key = (name) => page.keyboard.press(name);
  const load = (names) => run(async (n) => { tick(200); await answer(0, n); }, names);
  await open();
  await run(() => { type("b"); tick(199); type("be"); tick(199); });
  check((await run(() => calls.length)) === 0, "no request before 200 ms of silence");
  await load(["Bern", "Berlin", "Bergen"]);
  let s = await see();
  check(s.options === "Bern,Berlin,Bergen" && s.active === "" && s.status === "Suggestions: 3" && s.right, "suggestions, their number, nothing active");
  for (const [name, active] of [["ArrowDown", "Bern"], ["ArrowUp", "Bergen"], ["ArrowDown", "Bern"], ["ArrowDown", "Berlin"]]) {
    await key(name);
    s = await see();
    if (s.active !== active || !s.right || !s.focus) check(false, `${name}: ${JSON.stringify(s)}`);
  }
  check(true, "arrow keys walk and wrap; the focus stays in the field");
  await key("Enter");
  s = await see();
  check((await run(() => chosen.join())) === "Berlin" && s.text === "Berlin" && s.options === "" && (await run(() => submitted)) === 0, "Enter selects the active option and sends no form");
  await key("Enter");
  check((await run(() => submitted)) === 1, "Enter with nothing active is nothing special: it sends the form");
  await key("ArrowDown");
  await load(["Berlin"]);
  check((await see()).options === "Berlin" && (await see()).active === "", "ArrowDown opens the list");
  await key("ArrowDown"); await key("Escape");
  s = await see();
  check(s.text === "Berlin" && s.options === "" && s.right, "Escape closes it and keeps the text");
  await run(() => type("be")); await load(["Bern", "Berlin"]);
  await key("ArrowDown"); await key("ArrowDown");
  await run(() => { for (const name of ["ArrowDown", "Enter", "Escape"]) document.querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, isComposing: true })); });
  check((await see()).active === "Berlin" && (await run(() => chosen.length)) === 1, "keys of an input method at work change nothing");
  await run(() => document.querySelector("input").blur());
  check((await see()).options === "", "leaving the field closes the list");
  await page.focus("input"); await key("ArrowDown"); await load(["Bern"]);
  s = await see();
  check(s.active === "" && s.right, "opened again with fewer options: nothing active");
  await page.click("[role=option]");
  check((await run(() => chosen.at(-1))) === "Bern" && (await see()).focus, "a click selects, and the focus stays");
  await run(() => { type("a"); tick(200); type("ab"); tick(200); });
  await run(() => answer(1, ["Abuja"])); const late = await run(async () => (await answer(0, ["Aarhus"])).signal.aborted);
  check(late && (await see()).options === "Abuja", "a late answer for another text is ignored");
  await run(() => { type("x"); tick(200); }); await run(() => answer(0, null));
  s = await see();
  check(s.options === "" && s.status === "Suggestions: 0" && s.right, "a failed load shows none");
  const broken = await run(async () => {
    let seed = 7; const below = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const press = (k) => document.querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: k, bubbles: true, cancelable: true }));
    for (let step = 0; step < 1500; step++) {
      const what = below(8);
      if (what < 3) press(["ArrowDown", "ArrowUp", "Enter", "Escape"][below(4)]);
      else if (what === 3) type(["", "a", "ab", "ab ", "b"][below(5)]);
      else if (what === 4) tick(100);
      else if (what === 5) { const input = document.querySelector("input"); if (document.activeElement === input) input.blur(); else input.focus(); }
      else if (calls.length) { const at = below(calls.length); const { query } = calls[at]; await answer(at, below(5) ? [1, 2, 3].slice(below(4)).map((n) => query + n) : null); }
      await Promise.resolve();
      const now = see();
      if (!now.right || (now.options && !now.options.split(",").every((o) => o.slice(0, -1) === now.text.trim()))) return JSON.stringify([step, now]);
    }
    return window.broken.join();
  });
  check(broken === "", `1,500 random steps: roles fit, options belong to the text, no error ${broken}`);
  await open(source.replace("onMouseDown={(e) => e.preventDefault()}", ""));
  await run(() => type("b")); await load(["Bern"]);
  const box = await (await page.$("[role=option]")).boundingBox();
  await page.mouse.move(box.x + 5, box.y + 5); await page.mouse.down(); await run(() => new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))); await page.mouse.up();
  check((await run(() => chosen.length)) === 0, "without preventing mousedown, the list is gone before the click");
  await open(source.replace("onBlur={close}", "onBlur={() => setOpen(false)}"));
  await run(() => type("b")); await load(["Bern", "Basel"]);
  await key("ArrowDown"); await key("ArrowDown");
  await run(() => document.querySelector("input").blur());
  await page.focus("input"); await key("ArrowDown"); await load(["Bern"]);
  check(!(await see()).right, "if closing keeps the index, it points to an option that isn't there");
});
