// The page of the answer in jsdom: adding, ticking, deleting, filtering, reloading; user text, broken and full storage, focus.
import { answer, check } from "../support/bank.mjs";
import { page, script, wait } from "../support/page.mjs";
import { random } from "../support/coding.mjs";

const html = answer("js-todo-vanilla-60", "html");
const [, body, code] = html.match(/^([\s\S]*?)<script type="module">([\s\S]*)<\/script>/);

function open(stored, change = (text) => text) {
  const made = page(body);
  if (stored !== undefined) made.window.localStorage.setItem("tasks", stored);
  script(made.window, `(() => {${change(code)}})();`);
  const { document, window } = made;
  const $ = (selector) => document.querySelector(selector);
  return {
    ...made, $,
    rows: () => [...document.querySelectorAll("#list li")].map((row) =>
      [row.querySelector("span").textContent, row.querySelector("input").checked]),
    saved: () => JSON.parse(window.localStorage.getItem("tasks")),
    add(text) { $("#text").value = text; $("#new button").click(); },
    tick: (n) => document.querySelectorAll("#list input")[n].click(),
    remove: (n) => document.querySelectorAll("#list button")[n].click(),
    filter(mode) { $("#filter").value = mode; $("#filter").dispatchEvent(new window.Event("change")); },
  };
}

const hostile = open();
hostile.add("<b>x</b>");
check(hostile.rows()[0][0] === "<b>x</b>" && !hostile.$("#list b"), "<b>x</b> is shown as typed");
hostile.add("   ");
check(hostile.rows().length === 1, "a text of spaces adds nothing");
check(hostile.$("#status").getAttribute("role") === "status" && hostile.$("#status").textContent === "1 open", "the count is a status");

for (const stored of ["[null]", "{", "7", '"x"', "null", "[[]]", '[{"id":1}]', '[{"id":"a","text":"t"}]', '[{"id":"\\"]","text":"t","done":false}]']) {
  const broken = open(stored);
  broken.add("tea");
  broken.tick(broken.rows().length - 1);
  check(broken.errors.length === 0 && broken.rows().at(-1)[0] === "tea", `storage holding ${stored} doesn't break the page`);
}
const trusting = open("[null]", (text) => text.replace("data.filter(sound)", "data"));
check(trusting.errors.length > 0, "without the check of each entry, [null] does");

const full = open();
full.window.Storage.prototype.setItem = () => { throw new Error("quota"); };
full.add("tea");
check(full.rows().length === 1 && full.$("#status").textContent === "1 open, could not be saved", "full storage is reported, the task and the count are shown");

const focus = open();
["a", "b", "c"].forEach(focus.add);
focus.tick(1);
check(focus.document.activeElement === focus.document.querySelectorAll("#list input")[1], "focus stays at the ticked box");
focus.filter("open");
focus.tick(0);
check(focus.document.activeElement === focus.$("#filter"), "focus isn't lost when a ticked task leaves the list");
focus.remove(0);
check(focus.document.activeElement === focus.$("#text") && focus.rows().length === 0, "deleting while filtered works");
check(open().$("#row").content.firstChild.nodeType === 3, "firstChild of the template is white space");

const r = random(1);
for (let round = 0; round < 12; round++) {
  let app = open(), model = [], mode = "all";
  for (let step = 0; step < 25; step++) {
    const shown = model.filter((t) => mode === "all" || t.done === (mode === "done"));
    const what = r.below(6);
    if (what < 2) { const text = `t${r.below(5)} <i>`; app.add(text); model.push({ text, done: false }); }
    else if (what === 2 && shown.length) { const n = r.below(shown.length); app.tick(n); shown[n].done = !shown[n].done; }
    else if (what === 3 && shown.length) { const n = r.below(shown.length); app.remove(n); model = model.filter((t) => t !== shown[n]); }
    else if (what === 4) { mode = r.pick(["all", "open", "done"]); app.filter(mode); }
    else if (model.length) { app = open(JSON.stringify(app.saved())); mode = "all"; }
    const now = model.filter((t) => mode === "all" || t.done === (mode === "done"));
    const same = JSON.stringify(app.rows()) === JSON.stringify(now.map((t) => [t.text, t.done]))
      && app.$("#status").textContent === `${model.filter((t) => !t.done).length} open` && app.errors.length === 0;
    if (!same) check(false, `the page shows what the model says: ${JSON.stringify([app.rows(), now, app.errors])}`);
  }
}
check(true, "random actions and reloads: the page shows what a plain model says");
await wait(0);
process.exit(0);
