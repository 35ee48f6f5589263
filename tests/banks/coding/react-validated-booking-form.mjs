// check() against the rules written out one by one, and the form in jsdom: messages, the pair of days, focus, 2.5 guests, Enter in a field.
import { check as seen } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, compile, createElement, mount, submit, type, window } from "../support/react.mjs";

const source = code("react-validated-booking-form", "jsx").replace(/^import .*$/m, "");
const { check, Booking } = compile(source);
const rules = { today: "2025-03-10", capacity: 4 };

function brute({ from, to, guests, email }) {
  const e = {};
  if (from === "") e.from = "Please choose a day";
  if (from !== "" && Date.parse(from) < Date.parse(rules.today)) e.from = "This day is past";
  if (to === "") e.to = "Please choose a day";
  if (to !== "" && from !== "" && Date.parse(to) - Date.parse(from) <= 0) e.to = "Must be after the first day";
  const whole = /^\s*-?\d+\s*$/.test(guests);
  if (!whole) e.guests = "Please enter a whole number";
  else if (parseInt(guests) <= 0) e.guests = "At least one guest";
  else if (parseInt(guests) > 4) e.guests = "At most 4 guests";
  const at = email.indexOf("@", 1);
  if (/\s/.test(email) || at < 1 || email.lastIndexOf("@") === email.length - 1 && email.indexOf("@", 1) === email.length - 1) e.email = "Please check the email";
  return e;
}
const r = random(5);
const day = () => r.pick(["", "2024-12-31", "2025-03-09", "2025-03-10", "2025-03-11", "2025-12-01", "2026-01-01"]);
for (let n = 0; n < 5000; n++) {
  const values = { from: day(), to: day(), guests: r.pick(["", "0", "-1", "1", "4", "5", "2.5", "0.5", "4.5"]), email: r.pick(["", "a", "@", "a@", "@b", "a@b", "a b@c", "a@b.c"]) };
  const sorted = (o) => JSON.stringify(Object.entries(o).sort());
  if (sorted(check(values, rules)) !== sorted(brute(values))) seen(false, `${JSON.stringify([values, check(values, rules), brute(values)])}`);
}
seen(true, "5,000 random inputs: the errors are those of the rules one by one");
seen(check({ from: "", to: "", guests: "2.5", email: "" }, rules).guests === "Please enter a whole number", "2.5 guests are not a whole number");
seen(new Date("2025-03-01").toISOString() === "2025-03-01T00:00:00.000Z", "new Date of a day is midnight in UTC");

const booked = [];
const { container } = await mount(createElement(Booking, { ...rules, onBook: (booking) => booked.push(booking) }));
const field = (name) => container.querySelector(`#${name}`);
const error = (name) => container.querySelector(`#${name}-error`)?.textContent;
seen(!container.querySelector("span"), "no errors at the start");
await act(async () => { field("email").focus(); field("email").blur(); });
seen(error("email") === "Please check the email" && !error("from"), "an error is shown once its field has been left");
await submit(container.querySelector("form"));
seen(document.activeElement === field("from") && error("to"), "after a failed submit all errors show, focus is on the first wrong field");
await type(field("from"), "2025-03-12"); await type(field("to"), "2025-03-12");
seen(error("to") === "Must be after the first day", "the pair of days is checked");
await type(field("from"), "2025-03-11");
seen(error("to") === undefined, "changing the first day clears the error at the second");
await type(field("guests"), "5"); await type(field("email"), "a@b");
await submit(container.querySelector("form"));
seen(error("guests") === "At most 4 guests" && document.activeElement === field("guests") && booked.length === 0, "five guests are too many");
await type(field("guests"), "x");
seen(field("guests").value === "" && error("guests") === "Please enter a whole number", "a number input gives an empty string for what it can't read");
await type(field("guests"), "2"); await submit(container.querySelector("form"));
seen(JSON.stringify(booked) === '[{"from":"2025-03-11","to":"2025-03-12","guests":2,"email":"a@b"}]', "a right form is booked, guests as a number");
seen(container.querySelector("form").noValidate, "the browser's own messages are off");

for (const [slip, label] of [[[], "Enter in the last field: all errors show, though the focus moves away from it"], [[["setLeft((old) => ({ ...old, [name]: true }))", "setLeft({ ...left, [name]: true })"]], "spreading from left would drop the errors of the fields not yet left"]]) {
  const { Booking: Form } = compile(code("react-validated-booking-form", "jsx", ...slip).replace(/^import .*$/m, ""));
  const { container: page } = await mount(createElement(Form, { ...rules, onBook: () => {} }));
  const at = (id) => page.querySelector(`[id="${id}"]`);
  await act(async () => at("email").focus());
  await submit(page.querySelector("form"));
  const shown = ["from", "to", "email"].filter((name) => at(`${name}-error`));
  seen(shown.length === (slip.length ? 1 : 3) && document.activeElement === at("from"), label);
  page.remove();
}
process.exit(0);
