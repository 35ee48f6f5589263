// The component with a socket, frames and timers of the harness: batching, reconnecting, cleaning up, equal and changed symbols.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { act, compile, createElement, mount, React, window } from "../support/react.mjs";

const source = code("rt-live-ticker-component", "tsx");
const sockets = [], timers = new Map(), frames = new Map();
let ids = 0, renders = 0;
class Socket {
  constructor(url) { this.url = url; this.sent = []; this.closed = false; sockets.push(this); }
  send(text) { this.sent.push(JSON.parse(text)); }
  close() { this.closed = true; }
  open() { return act(async () => this.onopen()); }
  lose() { return act(async () => this.onclose()); }
  say(...messages) { return act(async () => { for (const [symbol, price] of messages) this.onmessage({ data: JSON.stringify({ symbol, price }) }); }); }
}
const globals = {
  WebSocket: Socket, requestAnimationFrame: (f) => { frames.set(++ids, f); return ids; }, cancelAnimationFrame: (id) => frames.delete(id),
  clearTimeout: (id) => timers.delete(id), window: { setTimeout: (f, ms) => { timers.set(++ids, [f, ms]); return ids; } }, Math: Object.assign(Object.create(Math), { random: () => 1, min: Math.min }),
};
const paint = () => act(async () => { const all = [...frames.values()]; frames.clear(); all.forEach((f) => f()); });
const fire = () => act(async () => { const [[id, [f]]] = timers; timers.delete(id); f(); });
async function open(symbols, text = source, strict = false) {
  sockets.length = 0; timers.clear(); frames.clear();
  const { Ticker } = compile(`${text}\nexport { Ticker };`, globals);
  const Counting = (props) => { renders += 1; return Ticker(props); };
  const wrap = (list, url = "wss://q") => createElement(strict ? React.StrictMode : React.Fragment, null, createElement(Counting, { url, symbols: list }));
  const mounted = await mount(wrap(symbols));
  return { ...mounted, show: (list, url) => mounted.render(wrap(list, url)), lines: () => [...mounted.container.querySelectorAll("li")].map((li) => li.textContent).join(), status: () => mounted.container.querySelector("[role=status]")?.textContent };
}
let view = await open(["XYZ", "ABC"]);
check(view.lines() === "XYZ: -,ABC: -" && view.status(), "a dash until a price is known, and a note while not connected");
await sockets[0].open();
check(JSON.stringify(sockets[0].sent) === '[{"subscribe":["ABC","XYZ"]}]' && !view.status(), "after opening it subscribes");
renders = 0;
await sockets[0].say(...Array.from({ length: 200 }, (_, n) => ["ABC", n]), ["XYZ", 12.5]);
check(renders === 0 && frames.size === 1, "200 messages: one frame is requested, nothing rendered yet");
await paint();
check(renders === 1 && view.lines() === "XYZ: 12.50,ABC: 199.00", "then one rendering with the newest prices");
await view.show(["ABC", "XYZ"].reverse());
check(sockets.length === 1, "an equal list in a new array doesn't reconnect");
await sockets[0].lose();
const waits = [];
check(view.status() && timers.size === 1, "after a loss it says so and waits");
for (let i = 0; i < 7; i++) { waits.push([...timers.values()][0][1]); await fire(); await sockets.at(-1).lose(); }
check(waits.join() === "1000,2000,4000,8000,16000,30000,30000", "after 1, 2, 4 ... seconds, at most 30");
await fire();
await sockets.at(-1).open();
await sockets.at(-1).lose();
check([...timers.values()][0][1] === 1000, "a success starts the waits anew");
await fire();
const last = sockets.at(-1);
await last.open();
await last.say(["ABC", 1]);
await view.show(["NEW"]);
check(last.closed && frames.size === 0 && sockets.at(-1) !== last, "other symbols: the old socket and frame go, a new one opens");
await last.open();
const early = view.status();
await last.say(["NEW", 99]);
await last.lose();
check(early && last.sent.length === 1 && frames.size === 0 && timers.size === 0 && view.lines() === "NEW: -", "what the old socket still delivers counts for nothing");
await sockets.at(-1).open();
check(sockets.at(-1).sent[0].subscribe.join() === "NEW", "and the new symbols are subscribed");
await view.unmount();
check(sockets.at(-1).closed && timers.size === 0, "unmounting closes it");
view = await open([]);
await sockets[0].open();
check(JSON.stringify(sockets[0].sent[0]) === '{"subscribe":[]}' && [""].join(",").split(",").length === 1 && "".split(",").length === 1, "no symbols: an empty list; joined by commas it would come back with one");
view = await open(["ABC"], source, true);
check(sockets.length === 2 && sockets[0].closed && !sockets[1].closed, "Strict Mode mounts twice and tests the cleanup");
const each = await open(["ABC"], source.replace("if (!frame) frame = requestAnimationFrame(flush);", "flush();"));
await sockets[0].open();
renders = 0;
for (let n = 0; n < 20; n++) await sockets[0].say(["ABC", n]);
check(renders === 20 && each, "setting state per message renders each time");

const flapping = await open(["ABC"]), held = [];
for (let i = 0; i < 3; i++) { await sockets.at(-1).open(); await sockets.at(-1).lose(); held.push([...timers.values()][0][1]); await fire(); }
check(held.every((ms) => ms <= 1000), "a server that accepts and closes is called each second");
await flapping.unmount();
process.exit(0);
