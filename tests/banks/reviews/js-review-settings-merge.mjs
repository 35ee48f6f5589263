// The settings module: prototype pollution by either key, code from a file, changed defaults, the race, dead listeners,
// which source wins; and which of the answer's remedies hold.
import { handout, check } from "../support/bank.mjs";
import { evaluate, wait } from "../support/page.mjs";

const code = handout("js-review-settings-merge", "js");
const file = (text) => ({ text: async () => text });
const polluted = () => { const found = {}.admin; delete Object.prototype.admin; return found; };
const load = (source = code, scope = {}) => evaluate(source, { scope });

for (const text of ['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}']) {
  await load().importFile(file(text));
  check(polluted() === true, `an imported ${text} reaches every object`);
  const guarded = code.replace("for (const key in source) {", "for (const key in source) { if (['__proto__', 'constructor', 'prototype'].includes(key)) continue;");
  await load(guarded).importFile(file(text));
  check(polluted() === undefined, "skipping the three keys prevents it");
  const bare = code.replace(/const defaults = (\{.*\});/, "const defaults = bare($1);").replace("target[key] = {}", "target[key] = Object.create(null)");
  await load(bare, { bare: (value) => Object.assign(Object.create(null), value, { theme: Object.assign(Object.create(null), value.theme) }) }).importFile(file(text));
  check(polluted() === undefined, "objects without a prototype prevent it, too");
}
await load(code.replace("for (const key in source)", "for (const key of Object.keys(source))")).importFile(file('{"__proto__":{"admin":true}}'));
check(polluted() === true, "own keys of the source alone do not: __proto__ is an own key here");
check(!Object.hasOwn({ __proto__: {} }, "__proto__") && Object.hasOwn(JSON.parse('{"__proto__":{}}'), "__proto__"), "in source it sets the prototype, in JSON.parse it is a key");
const top = code.replace(/const defaults = (\{.*\});/, "const defaults = Object.assign(Object.create(null), $1);");
await load(top).importFile(file('{"theme":{"__proto__":{"admin":true}}}'));
check(polluted() === true, "without a prototype at the top only, a nested __proto__ still does it");
const half = load('"use strict";\n' + code);       // as every module is
let failed = false;
await half.importFile(file('{"theme":{"size":20},"format":{"a":1}}')).catch(() => (failed = true));
half.onChange((value) => check(failed && value.theme.size === 20, "an object in place of text throws, with half the file merged"));


await load().importFile(file('{"format":"(globalThis.ran = true, v => v)"}'));
check(globalThis.ran, "code from the file runs");

const get = (module) => { let now; module.onChange((value) => (now = value)); return now; };
const settings = load();
check(get(settings).formatter === undefined, "before the first apply there is no formatter");
await settings.importFile(file('{"theme":{"color":"red"},"list":[1,2]}'));
settings.reset();
check(get(settings).theme.color === "red", "reset does not bring the defaults back");
check(!Array.isArray(get(settings).list), "an array has become a plain object");
const copied = load(code.replace("merge(defaults, settings)", "merge(structuredClone(defaults), settings)"));
await copied.importFile(file('{"theme":{"color":"red"}}'));
copied.reset();
check(get(copied).theme.color === "blue", "with a copy it does");

const replies = [];
const net = load(code, { fetch: (url) => new Promise((done) => replies.push({ url, send: (body) => done({ json: async () => body }) })) });
net.refresh("a&b");
net.refresh("a&b");
replies[1].send({ theme: { color: "new" } });
await wait();
replies[0].send({ theme: { color: "old" } });
await wait();
check(get(net).theme.color === "old", "the slow older answer wins");
check(replies[0].url === "/settings?user=a&b", "the user is not encoded");
await net.importFile(file('{"theme":{"color":"mine"}}'));
net.refresh("a");
replies[2].send({ theme: { color: "server" } });
await wait();
check(get(net).theme.color === "server", "the next refresh overwrites what the user has imported");

let told = 0;
const many = load();
check(many.onChange(() => told++) === undefined, "onChange gives no way to unsubscribe");
many.onChange((value) => { if (value.formatter) throw new Error("dead widget"); });
many.onChange(() => told++);
try { many.reset(); } catch { /* the widget's error */ }
check(told === 3, "one listener that throws keeps the rest from being told");
