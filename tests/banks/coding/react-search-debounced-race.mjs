// The search with a clock and a server of its own: debounce, answers out of order, errors, the way back, odd texts.
import { mock } from "node:test";
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, compile, createElement, mount, React, type } from "../support/react.mjs";

mock.timers.enable({ apis: ["setTimeout"] });
const source = code("react-search-debounced-race", "jsx").replace(/^import .*$/gm, "");
const calls = [];
let deaf = false; // a fetch that answers although it was aborted
globalThis.fetch = (url, { signal }) => new Promise((resolve, reject) => {
  const answer = (items, status = 200) => act(async () => resolve({ ok: status < 400, status, json: async () => items }));
  calls.push({ url, signal, answer, fail: (error) => act(async () => reject(error)) });
  if (!deaf) signal.addEventListener("abort", () => reject(signal.reason));
});
async function open(text = source, strict = false) {
  calls.length = 0;
  const element = createElement(compile(text).ProductSearch, { delay: 300 });
  const { container, unmount } = await mount(strict ? createElement(React.StrictMode, null, element) : element);
  return {
    unmount, status: () => container.querySelector("[role=status]").textContent, names: () => [...container.querySelectorAll("li")].map((li) => li.textContent).join(),
    field: () => container.querySelector("input").value, type: (value) => type(container.querySelector("input"), value), wait: (ms) => act(async () => mock.timers.tick(ms)),
  };
}
const found = (...names) => names.map((name, i) => ({ id: i + 1, name }));
for (const strict of [false, true]) {
  const view = await open(source, strict);
  await view.wait(1000);
  check(view.status() === "" && calls.length === 0, "an empty text: nothing, and no request");
  for (const text of ["s", "sh", "sho", "shoe"]) { await view.type(text); await view.wait(299); }
  check(view.field() === "shoe" && view.status() === "Searching..." && calls.length === 0, "while typing: the field at once, \"Searching...\", no request");
  await view.wait(1);
  check(calls.length === 1 && calls[0].url === "/api/products?q=shoe", "300 ms after the last key: one request");
  await calls[0].answer(found("Running shoe", "Shoe"));
  check(view.status() === "2 found" && view.names() === "Running shoe,Shoe", "the results");
  await view.type("shoe ");
  await view.wait(300);
  check(calls.length === 1 && view.status() === "2 found", "a space at the end changes nothing");
  await view.type("shoes");
  check(view.status() === "Searching..." && view.names() === "", "another text: old results are gone at once");
  await view.type("shoe");
  check(view.status() === "Searching..." && view.names() === "", "back to the first text: it searches again, too");
  await view.wait(300);
  await calls.at(-1).answer({}, 500);
  check(view.status() === "The search failed.", "an error status");
  await view.type("shoes"); await view.wait(300);
  await calls.at(-1).fail(new TypeError("offline"));
  check(view.status() === "The search failed.", "no network");
  await view.type("a&b=\u00fc"); await view.wait(300);
  check(calls.at(-1).url === "/api/products?q=a%26b%3D%C3%BC", "the text is encoded");
  await view.type("  ");
  check(view.status() === "" && calls.at(-1).signal.aborted, "white space counts as empty and ends the request");
  await view.type("x"); await view.wait(300);
  await view.unmount();
  check(calls.at(-1).signal.aborted, "unmounting ends the request");
}
const r = random(1);
async function storm(text) { // random typing and answers; whether results of another text were seen
  let wrong = 0;
  const view = await open(text);
  for (let step = 0; step < 250; step++) {
    if (r.below(3) === 0) await view.type(r.pick(["", "a", "ab", "abc"]));
    else if (r.below(2)) await view.wait(r.pick([100, 300]));
    else if (calls.length) { const [call] = calls.splice(r.below(calls.length), 1); await call.answer(found(decodeURIComponent(call.url.split("=")[1]))); }
    if (view.names() && view.names() !== view.field()) wrong += 1;
  }
  await view.unmount();
  return wrong;
}
for (deaf of [false, true]) check((await storm(source)) === 0, `250 random steps${deaf ? ", with answers that come in spite of the abort" : ""}: results always fit the text`);
const naive = source.replace("if (!controller.signal.aborted) setResult", "setResult").replace("result.query === query", "query !== ''").replace("      controller.abort();\n", "");
check((await storm(naive)) > 0, "debouncing alone shows results of an older text");
const keep = await open(source.replace("      setResult(null);\n", ""));
await keep.type("a"); await keep.wait(300); await calls[0].answer(found("a"));
await keep.type("ab"); await keep.type("a");
check(keep.names() === "a", "without the reset, the way back shows the old answer at once");
process.exit(0);
