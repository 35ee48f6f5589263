// The form in jsdom: duplicates, dropped rows, removing; what index keys really break; Enter without type="button".
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount, submit, type } from "../support/react.mjs";

const ID = "react-dynamic-attendees-form";
const source = code(ID, "jsx");

async function open(text = source) {
  const { Attendees } = compile(text.replace(/^import .*$/m, ""));
  const sent = [];
  const { container, unmount } = await mount(createElement(Attendees, { onSubmit: (list) => sent.push(list) }));
  const all = (selector) => [...container.querySelectorAll(selector)];
  return {
    container, unmount, sent, all,
    add: () => click(all("form > button")[0]), invite: () => submit(container.querySelector("form")),
    remove: (n) => click(all("fieldset button")[n]),
    fill: async (n, name, email) => { await type(all("[aria-label=Name]")[n], name); await type(all("[aria-label=Email]")[n], email); },
    errors: () => all("fieldset").map((row) => row.querySelector("p")?.textContent ?? ""),
    names: () => all("[aria-label=Name]").map((field) => field.value),
  };
}

const shown = await open();
await shown.add(); await shown.add();
await shown.fill(0, " Ada ", "ada@x.org"); await shown.fill(1, "Bo", "ADA@x.org");
check(shown.errors().join("") === "", "no error before the first try");
await shown.invite();
check(shown.errors()[1] === "Already in the list" && shown.sent.length === 0, "equal but for case: an error in the second row, nothing sent");
await shown.fill(1, "Bo", "bo@x.org"); await shown.invite();
check(JSON.stringify(shown.sent[0]) === '[{"name":"Ada","email":"ada@x.org"},{"name":"Bo","email":"bo@x.org"}]', "trimmed, without the empty row");
await shown.remove(1);
check(document.activeElement === shown.all("form > button")[0], "after removing, focus is on Add attendee");
await shown.remove(0); await shown.remove(0); await shown.invite();
check(JSON.stringify(shown.sent[1]) === "[]", "zero rows are allowed");

const three = async (text) => {
  const form = await open(text);
  await form.add(); await form.add();
  for (const [n, name] of ["a", "b", "c"].entries()) await form.fill(n, name, `${name}@x.org`);
  return form;
};
const keyless = source.replace("key={row.id}", "key={i}").replace("addButton.current.focus();", "");
const byIndex = await three(keyless);
const [, second, third] = byIndex.all("fieldset");
const button = second.querySelector("button");
button.focus();
await byIndex.remove(1);
check(byIndex.names().join("") === "ac", "with index keys the controlled values stay right");
check(!third.isConnected && second.isConnected && second.querySelector("input").value === "c", "but the removed row's elements now show the next attendee");
check(document.activeElement === button, "and focus stands on its Remove button");
const byId = await three(source.replace("addButton.current.focus();", ""));
const [, gone, stays] = byId.all("fieldset");
gone.querySelector("button").focus();
await byId.remove(1);
check(!gone.isConnected && stays.isConnected && document.activeElement === document.body, "with ids the row itself goes, and focus falls to the body");
check(byId.all("fieldset button, form > button").filter((b) => b.type === "submit").length === 1, "only Invite submits");
const typeless = await three(source.replaceAll(' type="button"', ""));
check(typeless.all("button")[0].type === "submit", "without type=button, Remove is the button that Enter presses");
const malformed = await three();
await malformed.fill(0, "x", "nobody");
check(malformed.all("[type=email]")[0].validity.typeMismatch && !malformed.container.querySelector("form").noValidate, "the browser refuses a malformed address first");

const r = random(3);
for (let round = 0; round < 15; round++) {
  const form = await open();
  let rows = [["", ""]];
  for (let step = 0; step < 12; step++) {
    const what = r.below(4);
    if (what === 0) { await form.add(); rows.push(["", ""]); }
    else if (what === 1 && rows.length) { const n = r.below(rows.length); await form.remove(n); rows.splice(n, 1); }
    else if (rows.length) {
      const n = r.below(rows.length), row = [r.pick(["", " ", "a", " b "]), r.pick(["", "a@x", "A@x", "b@x"])];
      await form.fill(n, ...row); rows[n] = row;
    }
  }
  const before = form.sent.length;
  await form.invite();
  const keys = rows.map(([, email]) => email.trim().toLowerCase());
  const wrong = keys.map((key, n) => key !== "" && keys.slice(0, n).includes(key));
  const list = rows.map(([name, email]) => ({ name: name.trim(), email: email.trim() })).filter((x) => x.name !== "" || x.email !== "");
  const good = wrong.some(Boolean)
    ? form.sent.length === before && form.errors().every((text, n) => (text !== "") === wrong[n])
    : JSON.stringify(form.sent.at(-1)) === JSON.stringify(list);
  if (!good) check(false, `random rows: ${JSON.stringify([rows, form.sent, form.errors()])}`);
  await form.unmount();
}
check(true, "random rows: errors and what is sent are those of a plain model");
process.exit(0);
