// The rules against a reading by hand on random schemas; the form in jsdom: kept values, errors after a submit, what is sent.
import { check } from "../support/bank.mjs";
import { blocks, question } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount, submit, type, window } from "../support/react.mjs";

const ID = "react-schema-form-60";
const source = code(ID, "jsx").replace(/^import .*$/gm, "");
const { visibleFields, findErrors, SchemaForm } = compile(source);
const schema = JSON.parse(blocks(question(ID).handout, "json")[0]);
const names = (values) => visibleFields(schema, values).map((f) => f.name).join();
check(names({ kind: "private", staff: "5" }) === "kind" && names({ kind: "company", staff: "5" }) === "kind,staff,union", "the handout's examples");
const r = random(1);
const isNumber = (text) => typeof text === "string" && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(text);
function brute(fields, values) { // visibility by following each rule back to its start
  const byName = Object.fromEntries(fields.map((f) => [f.name, f]));
  const is = (have, want) => (typeof want === "number" ? isNumber(have) && parseFloat(have) === want : have === want);
  const on = (f) => {
    if (!f.when) return true;
    const { field, op, value } = f.when, have = values[field];
    return on(byName[field]) && (op === "equals" ? is(have, value) : op === "in" ? value.filter((v) => is(have, v)).length > 0 : isNumber(have) && parseFloat(have) >= value);
  };
  const shown = fields.filter(on);
  const errors = {};
  for (const f of shown) {
    const v = values[f.name], blank = v === false || (typeof v === "string" && !/\S/.test(v));
    if (blank && f.required) errors[f.name] = "Required";
    else if (!blank && f.type === "number") {
      if (!isNumber(v)) errors[f.name] = "Not a number";
      else if ("min" in f && parseFloat(v) < f.min) errors[f.name] = `At least ${f.min}`;
    }
  }
  return [shown.map((f) => f.name).join(), JSON.stringify(errors)];
}
for (let n = 0; n < 6000; n++) {
  const fields = [];
  for (let i = 0; i < 1 + r.below(5); i++) {
    const f = { name: `f${i}`, type: r.pick(["text", "number", "select", "checkbox"]), label: "x", required: r.below(2) === 1 };
    if (f.type === "number" && r.below(2)) f.min = r.pick([0, 1, 5, -2.5]);
    if (i && r.below(3)) { const op = r.pick(["equals", "atLeast", "in"]); const one = () => r.pick(["a", "5", 5, 0, true, false]); f.when = { field: `f${r.below(i)}`, op, value: op === "in" ? r.times(r.below(3), one) : op === "atLeast" ? r.pick([0, 5]) : one() }; }
    fields.push(f);
  }
  const values = Object.fromEntries(fields.map((f) => [f.name, f.type === "checkbox" ? r.below(2) === 1 : r.pick(["", "  ", "a", "5", "05", "5.0", " 5 ", "0", "-3", "4.5", "x5", "NaN", "1,5", "0x10", "1e3", "0b1"])]));
  const given = { version: 1, fields };
  const [shown, errors] = brute(fields, values);
  if (visibleFields(given, values).map((f) => f.name).join() !== shown || JSON.stringify(findErrors(given, values)) !== errors) check(false, `${JSON.stringify(fields)} ${JSON.stringify(values)}: ${shown} ${errors}, not ${JSON.stringify(findErrors(given, values))}`);
}
check(true, "6,000 random schemas and values: visible fields and errors as read by hand");
check(findErrors({ version: 1, fields: [{ name: "n", type: "number" }] }, { n: "Infinity" }).n === "Not a number", "infinity is not a number to send");
check(findErrors({ version: 1, fields: [{ name: "n", type: "number", min: 1 }] }, { n: "9".repeat(400) }).n === undefined, "digits are a number, however many there are");
check(Number("0x10") === 16 && ["0x10", "1e3"].every((n) => findErrors({ version: 1, fields: [{ name: "n", type: "number" }] }, { n }).n === "Not a number"), "0x10 and 1e3, which Number alone would take");
async function open(given) {
  const sent = [];
  const { container } = await mount(createElement(SchemaForm, { schema: given, onSubmit: (values) => sent.push(JSON.stringify(values)) }));
  const field = (name) => container.querySelector(`[id="${name}"]`);
  return { sent, field, text: () => container.textContent, shown: () => [...container.querySelectorAll("label")].map((l) => l.htmlFor).join(), send: () => submit(container.querySelector("form")),
    error: (name) => field(name).getAttribute("aria-describedby") && container.querySelector(`[id="${field(name).getAttribute("aria-describedby")}"]`).textContent,
    choose: (name, value) => act(async () => { field(name).value = value; field(name).dispatchEvent(new window.Event("change", { bubbles: true })); }) };
}
let form = await open(schema);
check(form.shown() === "kind" && form.error("kind") === null, "at first one field, and no error");
await form.send();
check(form.error("kind") === "Required" && form.field("kind").getAttribute("aria-invalid") === "true" && !form.sent.length, "after a submit its error, and nothing is sent");
await form.choose("kind", "company");
check(form.shown() === "kind,staff" && form.error("staff") === "Required" && form.error("kind") === null, "the next field appears");
for (const [text, error] of [["abc", "Not a number"], ["0", "At least 1"], ["5", null]]) { await type(form.field("staff"), text); if (form.error("staff") !== error) check(false, `${text}: ${form.error("staff")}`); }
check(form.shown() === "kind,staff,union", "number and minimum are checked; five people show the third field");
await click(form.field("union"));
await form.choose("kind", "private");
await form.send();
check(form.shown() === "kind" && form.sent.join() === '{"kind":"private"}', "switched to private: one field is shown, one is sent");
await form.choose("kind", "company");
await form.send();
check(form.sent[1] === '{"kind":"company","staff":"5","union":true}', "switched back: the values are still there");
const change = (edit) => { const copy = structuredClone(schema); edit(copy); return copy; };
for (const [why, given] of [["version 2 of another shape", { version: 2, pages: [] }], ["an unknown type", change((s) => { s.fields[2].type = "date"; })], ["a type named like a method", change((s) => { s.fields[0].type = "toString"; })], ["an unknown op", change((s) => { s.fields[1].when.op = "matches"; })]]) {
  form = await open(given);
  check(form.text() === "Please update the application.", `${why}: the message`);
}
const spaces = change((s) => { s.fields[0].options = ["a  b", "company"]; });
form = await open(spaces);
await form.choose("kind", "a  b");
await form.send();
check(form.sent[0] === '{"kind":"a  b"}', "an option with two spaces is sent as it is");
process.exit(0);
