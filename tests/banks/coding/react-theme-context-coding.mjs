// The provider in jsdom: choices, reload, the system changes, broken storage, two consumers, who renders, no provider.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { act, compile, createElement, mount, React, window } from "../support/react.mjs";
import { load } from "../support/page.mjs";

const source = code("react-theme-context-coding", "jsx").replace(/^import [\s\S]*?;$/gm, "");
const system = { dark: false, listeners: new Set() };
window.matchMedia = (query) => ({
  get matches() { return query === "(prefers-color-scheme: dark)" && system.dark; },
  addEventListener: (type, f) => type === "change" && system.listeners.add(f), removeEventListener: (_, f) => system.listeners.delete(f),
});
const setSystem = (dark) => act(async () => { system.dark = dark; for (const f of [...system.listeners]) f(); });
const writes = [];
let store = {}, broken = false;
const storage = {
  getItem(key) { if (broken) throw new Error("SecurityError"); return store[key] ?? null; },
  setItem(key, value) { if (broken) throw new Error("SecurityError"); store[key] = value; writes.push(value); },
};
Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
async function open(text = source, saved, dark = false) {
  store = saved === undefined ? {} : { theme: saved };
  system.dark = dark; writes.length = 0;
  return reload(text);
}
async function reload(text = source) {
  const { ThemeProvider, useTheme } = compile(text);
  const seen = [[], []], hooks = [];
  const Plain = () => { hooks[0] = useTheme(); seen[0].push(hooks[0].theme); return null; };
  const Memo = React.memo(() => { hooks[1] = useTheme(); seen[1].push(hooks[1].theme); return null; });
  const tree = () => createElement(ThemeProvider, null, createElement(Plain), createElement(Memo));
  const mounted = await mount(tree());
  return { seen, theme: () => { const [a, b] = hooks; return a.theme === b.theme && document.documentElement.dataset.theme === a.theme ? a.theme : "torn"; }, toggle: (i, times = 1) => act(async () => { for (let n = 0; n < times; n++) hooks[i].toggle(); }), again: () => mounted.render(tree()), unmount: mounted.unmount };
}
let view = await open(source, undefined, true);
check(view.theme() === "dark" && !writes.length, "nothing saved, system dark: dark, and nothing is written");
await view.toggle(0);
check(view.theme() === "light" && store.theme === "light", "toggle: light, saved, seen by both consumers and on <html>");
await view.unmount();
view = await reload();
check(view.theme() === "light" && writes.length === 1, "after a reload still light, written once in all");
await setSystem(false); await setSystem(true);
check(view.theme() === "light", "a choice does not follow the system");
await view.toggle(1); await view.toggle(0); await view.toggle(1);
check(view.theme() === "dark" && store.theme === "dark", "either consumer toggles");
await view.unmount();
check(system.listeners.size === 0, "nobody listens after unmounting");
for (const saved of [undefined, "", "blue", "DARK", "null"]) {
  for (const dark of [false, true]) {
    view = await open(source, saved, dark);
    const first = view.theme();
    await setSystem(!dark);
    if (first !== (dark ? "dark" : "light") || view.theme() !== (dark ? "light" : "dark") || writes.length) check(false, `saved ${saved}, system ${dark}`);
    await view.toggle(0);
    if (view.theme() !== (dark ? "dark" : "light") || store.theme !== view.theme()) check(false, `toggle after ${saved}`);
    await view.unmount();
  }
}
check(true, "anything else in the storage counts as no choice and follows the system until a toggle");
broken = true;
view = await open(source, "light", true);
check(view.theme() === "dark", "a storage that throws is no choice");
await view.toggle(0);
check(view.theme() === "light", "and toggling works all the same");
await view.unmount();
broken = false;
view = await open();
let [plain, memo] = view.seen.map((s) => s.length);
await view.again();
check(view.seen[0].length > plain && view.seen[1].length === memo, "the parent renders: a memoized consumer doesn't, another does anyway");
await view.toggle(0, 2);
check(view.theme() === "dark", "two toggles in one handler count as one");
await view.unmount();
view = await open(source.replace("useMemo(() => ({", "((f) => f())(() => ({"));
[plain, memo] = view.seen.map((s) => s.length);
await view.again();
check(view.seen[1].length > memo, "with a new value at each render, the memoized one renders, too");
await view.unmount();
let said = "";
const log = console.error; console.error = () => {};
try { await mount(createElement(() => { compile(source).useTheme(); return null; })); } catch (error) { said = error.message; }
console.error = log;
check(said === "useTheme needs a ThemeProvider above it", "without a provider: a clear message");
delete globalThis.localStorage;
const { ThemeProvider, useTheme } = compile(source);
check(load("react-dom/server").renderToString(createElement(ThemeProvider, null, createElement(() => useTheme().theme))) === "light", "it renders on a server, which has no storage");
process.exit(0);
