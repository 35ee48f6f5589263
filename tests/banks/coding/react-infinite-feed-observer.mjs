// The feed with an observer that works like a browser's: random pages against all entries once, errors, short pages, late entries.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount, React } from "../support/react.mjs";

const source = code("react-infinite-feed-observer", "jsx").replace(/^import .*$/gm, "");
let observers = new Set(), visible = () => false, margin;
globalThis.IntersectionObserver = class {
  constructor(callback, options) { this.callback = callback; margin = options.rootMargin; }
  observe(target) { this.target = target; this.last = null; observers.add(this); }
  disconnect() { observers.delete(this); }
  look(queued = []) { // reports the first time and on each change
    const now = visible();
    if (now !== this.last || queued.length) this.callback([...queued, { isIntersecting: now, target: this.target }], this);
    this.last = now;
  }
};
const scroll = () => act(async () => { for (const observer of [...observers]) observer.look(); });
async function open(pages, { text = source, strict = false, failAt = () => false, perScreen = 4 } = {}) {
  observers = new Set();
  const log = { calls: [], open: 0, most: 0 };
  const loadPage = async (cursor) => {
    log.calls.push(cursor);
    log.most = Math.max(log.most, ++log.open);
    await null;
    log.open -= 1;
    if (failAt(log.calls.length)) throw new Error("offline");
    const at = cursor ?? 0;
    return { items: pages[at], next: at + 1 < pages.length ? at + 1 : null };
  };
  const element = createElement(compile(text).Feed, { loadPage });
  const { container, unmount } = await mount(strict ? createElement(React.StrictMode, null, element) : element);
  const ids = () => [...container.querySelectorAll("li")].map((li) => li.textContent);
  let top = 0;
  visible = () => ids().length - top <= perScreen;
  return { log, ids, unmount, container, down: async (n) => { top += n; await scroll(); }, end: () => container.textContent.includes("No more entries."), button: () => container.querySelector("button") };
}
const page = (...ids) => ids.map((id) => ({ id, text: String(id) }));
const r = random(1);
for (let n = 0; n < 120; n++) {
  let id = 0;
  const pages = r.times(1 + r.below(6), () => page(...r.times(r.below(6), () => (r.below(4) ? ++id : Math.max(1, id - r.below(3))))));
  const feed = await open(pages, { strict: n % 2 === 1 });
  for (let step = 0; step < 40; step++) await feed.down(r.below(2));
  const all = [...new Set(pages.flat().map((i) => i.text))];
  if (feed.ids().join() !== all.join() || !feed.end() || feed.log.most > 1 || feed.log.calls.length !== pages.length || observers.size) check(false, `${JSON.stringify(pages)}: ${feed.ids()} after ${feed.log.calls}`);
  await feed.unmount();
}
check(true, "120 random feeds, with empty and overlapping pages: each entry once, each page once, one request at a time, no observer left");
let feed = await open([page(1, 2), page(3, 4), page(5, 6), page(7, 8)]);
for (let i = 0; i < 9; i++) await scroll();
check(feed.log.calls.join() === ",1,2" && margin === "400px", "short pages fill the screen without scrolling, and no more than that; it loads ahead");
const single = source.replace("status !== 'idle' || cursor === null", "false").replace("}, [status, cursor, loadNext]);", "}, []);");
feed = await open([page(1, 2), page(3, 4), page(5, 6)], { text: single });
for (let i = 0; i < 9; i++) await scroll();
check(feed.log.calls.length === 1, "one observer for good stays silent after a short first page");
feed = await open([page(1, 2), page(3)], { failAt: (n) => n === 1 || n === 2 });
for (let i = 0; i < 9; i++) await scroll();
check(feed.log.calls.length === 1 && feed.button().textContent === "Try again", "an error: a button, no retry by itself");
await click(feed.button());
check(feed.log.calls.length === 2 && feed.button(), "one retry for one click");
await act(async () => { feed.button().click(); feed.button().click(); });
check(feed.log.most === 1 && feed.log.calls.length === 3, "two quick clicks: one request");
for (let i = 0; i < 9; i++) await scroll();
check(feed.ids().join() === "1,2,3" && feed.end(), "and then it goes on");
for (const [text, wanted] of [[source, 1], [source.replace("(entries) => { if (entries.at(-1).", "([entry]) => { if (entry."), 0]]) {
  feed = await open([page(1, 2, 3, 4, 5)], { text });
  await act(async () => { for (const observer of [...observers]) observer.look([{ isIntersecting: false }]); });
  check(feed.log.calls.length === wanted, wanted ? "of several entries in one report the last counts" : "taking the first would miss it");
}
feed = await open([page(1), page(2)], { text: source.replace("if (busy.current || cursor === null) return;", "if (cursor === null) return;") });
await act(async () => { const [observer] = observers; observer.look(); observer.last = null; observer.look(); });
check(feed.log.most === 2, "without the ref, two reports before the state arrives load twice");
process.exit(0);
