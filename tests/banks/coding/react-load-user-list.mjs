// The list with a server that answers when told: each state, switching teams in random orders, retry, and the answer's slips.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount, React } from "../support/react.mjs";

const source = code("react-load-user-list", "jsx").replace(/^import .*$/gm, "");
const calls = [];
let deaf = false; // a fetch that answers although it was aborted
globalThis.fetch = (url, { signal }) => new Promise((resolve, reject) => {
  calls.push({ url, signal, answer: (body, status = 200) => act(async () => resolve({ ok: status < 400, status, json: async () => JSON.parse(body) })), fail: () => act(async () => reject(new TypeError("offline"))) });
  if (!deaf) signal?.addEventListener("abort", () => reject(signal.reason));
});
async function open(text = source, strict = false) {
  calls.length = 0;
  const { Members } = compile(text);
  const element = (teamId) => (strict ? createElement(React.StrictMode, null, createElement(Members, { teamId })) : createElement(Members, { teamId }));
  const { container, render, unmount } = await mount(element(7));
  const shown = [];
  new window.MutationObserver(() => shown.push(container.textContent)).observe(container, { childList: true, subtree: true, characterData: true });
  return { container, unmount, shown, text: () => container.textContent, team: (id) => render(element(id)) };
}
const list = (...names) => JSON.stringify(names.map((name, i) => ({ id: i + 1, name })));
for (const strict of [false, true]) {
  const view = await open(source, strict);
  check(view.text() === "Loading..." && calls.at(-1).url === "/api/teams/7/members", "loading, from the address of the team");
  await calls.at(-1).answer(list("Ada", "Lin"));
  check([...view.container.querySelectorAll("li")].map((li) => li.textContent).join() === "Ada,Lin", "the names as a list");
  await view.team(8);
  check(view.text() === "Loading..." && view.shown.every((text) => text === "Loading..." || text === "AdaLin"), "another team: loading at once");
  await calls.at(-1).answer("[]");
  check(view.text() === "No members yet.", "an empty team");
  for (const [name, bad] of [["an error status", (c) => c.answer("[]", 500)], ["no network", (c) => c.fail()], ["no JSON", (c) => c.answer("<html>")]]) {
    await view.team(name.length + 20);
    await bad(calls.at(-1));
    check(/Could not load/.test(view.container.querySelector("[role=alert]").textContent), `${name}: an error text`);
    const before = calls.length;
    await click(view.container.querySelector("button"));
    check(view.text() === "Loading..." && calls.length === before + 1, "try again: loads once more");
    await calls.at(-1).answer(list("Ada"));
    check(view.text() === "Ada", "and shows the names");
  }
  await view.team(9);
  await view.unmount();
  check(calls.at(-1).signal.aborted, "unmounting aborts");
}
const r = random(1);
async function storm(text) { // random switches and answers; how often a list of another team was on the page
  const view = await open(text);
  let team = 7, wrong = 0;
  for (let step = 0; step < 250; step++) {
    view.shown.length = 0;
    if (r.below(2)) await view.team((team = r.below(4)));
    else if (calls.length) { const [call] = calls.splice(r.below(calls.length), 1); await call.answer(list(`team ${call.url.split("/")[3]}`)); }
    await null;
    if ([...view.shown, view.text()].some((now) => now.startsWith("team") && now !== `team ${team}`)) wrong += 1;
  }
  await view.unmount();
  return wrong;
}
for (deaf of [false, true]) check((await storm(source)) === 0, `250 random steps${deaf ? ", with answers in spite of the abort" : ""}: never a list of another team`);
const noKey = (text) => text.replace("<TeamMembers key={teamId} ", "<TeamMembers ");
const change = (text, from, to) => { if (!text.includes(from)) throw new Error(from); return text.replace(from, to); };
check((await storm(noKey(source))) > 0, "without the key, and a reset only by the answer, an old list stays under the new team");
deaf = false;
check((await storm(noKey(change(source, "[teamId, attempt]", "[attempt]")))) > 0, "a forgotten dependency keeps showing the old team");
check((await storm(change(source, "[teamId, attempt]", "[attempt]"))) === 0, "unless a key remounts the component");
let view = await open(change(source, "if (!response.ok) throw new Error(`HTTP ${response.status}`);", ""));
await calls.at(-1).answer("[]", 500);
check(view.text() === "No members yet.", "without looking at ok, a 500 looks like an empty team");
const log = console.error; let warned = "";
console.error = (...args) => { warned += args.join(" "); };
view = await open(change(change(source, "useEffect(() => {", "useEffect(async () => {"), "load();\n", "await load();\n"));
console.error = log;
check(/must not return anything besides a function/.test(warned), "an async effect returns a promise, and React complains");
process.exit(0);
