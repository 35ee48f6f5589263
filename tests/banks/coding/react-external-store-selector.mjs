// The hook: who renders when, inline selectors, new objects, unmounting; an effect loses an update, a bare filter loops.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { act, compile, createElement, mount, React } from "../support/react.mjs";
import { load } from "../support/page.mjs";

const source = code("react-external-store-selector", "jsx").replace(/^import .*$/gm, "");
const { createStore, useStore } = compile(source);
const start = () => createStore({ items: [3, 8], coupon: "" });
function viewer(use) {
  const seen = [];
  return [seen, (props) => { seen.push(use(props)); return null; }];
}
const shallow = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);
for (const strict of [false, true]) {
  const cart = start();
  const [counts, Count] = viewer(() => useStore(cart, (s) => s.items.length));
  const [big, Big] = viewer(() => useStore(cart, (s) => s.items.filter((i) => i > 5), shallow));
  const [loose, Loose] = viewer(() => useStore(cart, (s) => s.items.filter((i) => i > 5)));
  const all = createElement(React.Fragment, null, createElement(Count), createElement(Big), createElement(Loose));
  const { unmount } = await mount(strict ? createElement(React.StrictMode, null, all) : all);
  const renders = () => [counts.length, big.length, loose.length];
  const set = async (change) => { const before = renders(); await act(async () => cart.set(change)); return renders().map((n, i) => Number(n > before[i])).join(""); };
  const mode = strict ? "in Strict Mode: " : "";
  check((await set((s) => ({ ...s, coupon: "X1" }))) === "001", `${mode}another part changes: only the selector that makes new arrays without isEqual renders, and does not loop`);
  check((await set((s) => ({ ...s, items: [...s.items, 1] }))) === "101", `${mode}one more small item: the count renders, the equal list doesn't`);
  const kept = big.at(-1);
  check((await set((s) => ({ ...s, items: [...s.items, 9] }))) === "111" && big.at(-1).join() === "8,9" && kept.join() === "8" && counts.at(-1) === 4, `${mode}one more big item: all render`);
  check((await set((s) => s)) === "000" && (await set((s) => { s.items.push(9); return s; })) === "000", `${mode}the same state, also changed in place, notifies nobody`);
  await unmount();
  check((await set({ items: [], coupon: "" })) === "000" && cart.get().items.length === 0, `${mode}after unmounting nobody listens; a value works as well as a function`);
}
const cart = start();
const [, One] = viewer(({ at }) => useStore(cart, (s) => s.items[at]));
const [values, Two] = viewer(({ at }) => useStore(cart, (s) => s.items[at]));
const pair = (at) => createElement(React.Fragment, null, createElement(One, { at }), createElement(Two, { at }));
const { render } = await mount(pair(0));
await render(pair(1));
check(values.at(-1) === 8, "a selector with another closure reads anew");

const early = (use) => { // a child's layout effect changes the store between rendering and the parent's subscription
  const store = createStore({ n: 0 });
  function Changer() { React.useLayoutEffect(() => store.set({ n: 1 }), []); return null; }
  const [seen, Reader] = viewer(() => use(store));
  return mount(createElement(React.Fragment, null, createElement(Reader), createElement(Changer))).then(() => seen.at(-1));
};
function useEffectStore(store) {
  const [n, setN] = React.useState(() => store.get().n);
  React.useEffect(() => store.subscribe(() => setN(store.get().n)), [store]);
  return n;
}
check((await early((store) => useStore(store, (s) => s.n))) === 1, "an update between rendering and subscribing arrives");
check((await early(useEffectStore)) === 0, "with useEffect and subscribe it is lost");
const bare = () => { const store = start(); return viewer(() => React.useSyncExternalStore(store.subscribe, () => store.get().items.filter((i) => i > 5)))[1]; };
const log = console.error; console.error = () => {};
let said = "";
try { await mount(createElement(bare())); } catch (error) { said = error.message; }
console.error = log;
check(/Maximum update depth/.test(said), "a snapshot that filters without keeping the result loops");
const odd = createStore(NaN);
const [boxes, Box] = viewer(() => useStore(odd, (s) => ({ s })));
await mount(createElement(Box));
check(Number.isNaN(boxes.at(-1).s), "a state of NaN with a selector that makes objects doesn't loop");
const plain = createStore(0);
let called = 0, end = () => {};
plain.subscribe(() => end());
end = plain.subscribe(() => { called++; });
plain.set(1);
check(called === 0, "a listener ended by an earlier one in the same round isn't called");
const { renderToString } = load("react-dom/server");
check(renderToString(createElement(() => useStore(start(), (s) => s.items.length))) === "2", "it renders on a server");
process.exit(0);
