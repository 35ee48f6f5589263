// The sign-up in jsdom: where the password goes, what failure looks like, the two seconds, the double click;
// and that waiting for a checked answer and writing text cure it.
import { handout, check } from "../support/bank.mjs";
import { evaluate, page, wait } from "../support/page.mjs";

const code = handout("tq-review-messy-signup-js", "js");
async function open(values, reply = async () => ({ ok: true }), source = code) {
  const { window, document } = page(`<input id="name"><input id="email"><input id="pw"><p id="msg"></p>`);
  for (const [id, value] of Object.entries(values)) document.getElementById(id).value = value;
  const seen = { log: [], sent: [], alerts: [], timers: [] };
  const scope = {
    document, localStorage: window.localStorage, console: { log: (...parts) => seen.log.push(parts.join(" ")) }, alert: (text) => seen.alerts.push(text),
    fetch: (url, options) => (seen.sent.push(options), reply()), setTimeout: (work, ms) => seen.timers.push({ work, ms }),
  };
  const { signup } = evaluate(source, { scope });
  return { ...seen, signup, document, storage: window.localStorage, message: () => document.getElementById("msg") };
}
const good = { name: "Ann", email: "a@x.example", pw: "hunter22" };
const unhandled = [];
process.on("unhandledRejection", (error) => unhandled.push(error.message));

const first = await open(good);
first.signup();
check(first.log[0].includes("hunter22") && first.storage.getItem("user").includes("hunter22"), "the password is in the log and in localStorage");
check(!first.sent[0].headers, "the JSON goes out without a content type");
first.signup();
check(first.sent.length === 2, "a second click signs up twice");

const refused = await open(good, async () => ({ ok: false, status: 409 }));
refused.signup();
check(refused.timers[0].ms === 2000 && refused.message().textContent === "", "nothing shows for two seconds");
refused.timers[0].work();
check(refused.message().textContent === "Welcome, Ann!", "then a refused sign-up shows Welcome");
const slow = await open(good, () => new Promise(() => {}));
slow.signup();
slow.timers[0].work();
check(slow.message().textContent === "Welcome, Ann!", "and so does one that nobody has answered yet");
const down = await open(good, async () => { throw new TypeError("network"); });
down.signup();
await wait(1);
check(unhandled[0] === "network", "a network error is an unhandled rejection");
const evil = await open({ ...good, name: "<img src=x onerror=alert(1)>" });
evil.signup();
evil.timers[0].work();
check(evil.message().querySelector("img")?.hasAttribute("onerror"), "a name becomes an element with a handler");
const at = await open({ ...good, email: "@" });
at.signup();
check(at.sent.length === 1, "the address @ is accepted");

const fixed = code.replace(/console\.log.*\n/, "").replace(/localStorage.*\n/, "").replace("export function", "export async function")
  .replace("fetch(\"/api/signup\", {", "const response = await fetch(\"/api/signup\", { headers: { 'Content-Type': 'application/json' },")
  .replace("setTimeout(function () {", "const message = document.getElementById('msg');\n message.textContent = response.ok ? 'Welcome, ' + name + '!' : 'That did not work';").replace(/flag = true;[\s\S]*?\}, 2000\);/, "");
for (const [ok, text] of [[true, "Welcome, <b>!"], [false, "That did not work"]]) {
  const site = await open({ ...good, name: "<b>" }, async () => ({ ok }), fixed);
  await site.signup();
  check(site.message().textContent === text && site.storage.length === 0 && site.log.length === 0, `fixed: ${text}`);
}
