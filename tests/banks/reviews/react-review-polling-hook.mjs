// The polling hook with timers turned by hand: how requests multiply, old filters, overtaken answers, a limit that never
// comes, onDone again and again; and the answer's effect.
import { mock } from "node:test";
import { answer, handout, check } from "../support/bank.mjs";
import { React, act, compile, mount } from "../support/react.mjs";

const id = "react-review-polling-hook";
const code = handout(id, "jsx");
mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
const tick = (ms) => act(async () => mock.timers.tick(ms));
let requests, reply;
const fetch = (url, options) => (requests.push({ url, ...options }), reply(requests.length - 1));
const ok = (body) => ({ ok: true, json: async () => body });
const opened = [], scope = { fetch, window: { open: (url) => opened.push(url) }, console: { log() {} } };
const { ExportPage } = compile(code, scope);
const show = (props) => React.createElement(ExportPage, props);
const count = async (ms) => { const before = requests.length; await tick(ms); return requests.length - before; };
const soon = (body) => new Promise((done) => setTimeout(() => done(ok(body)), 10 + (requests.length * 70) % 500));

requests = [];
reply = () => soon({ status: "running" });
const page = await mount(show({ id: 1, region: "eu" }));
const perTick = [];
for (let i = 0; i < 7; i++) {
  const before = requests.length;
  for (let step = 0; step < 200; step++) await tick(10);
  perTick.push(requests.length - before);
}
check(perTick[1] === 1 && perTick[6] > 2 * perTick[4], `nearly every tick of every interval adds one: ${perTick} requests`);
await page.render(show({ id: 1, region: "us" }));
await tick(2000);
const last = requests.slice(-20).map(({ url }) => url.split("=")[1]);
check(last.includes("eu"), "old intervals poll with the old filter");
await page.unmount();
check((await count(2000)) > 8, "after unmounting they go on");
mock.timers.reset();
mock.timers.enable({ apis: ["setInterval", "setTimeout"] });

reply = async () => ok({ status: "running" });
const stable = compile(code.replace("  }, [options]);", "  }, [options.id]);"), scope).ExportPage;
requests = [];
const still = await mount(React.createElement(stable, { id: 2, region: "eu" }));
for (let i = 0; i < 105; i++) await tick(2000);
check(requests.length === 105 && still.container.textContent === "Export: running", "with one interval the count stays stale: the limit of 100 never comes");

const pending = [];
reply = () => new Promise((done) => pending.push((status) => done(ok({ status, url: "/x.csv" }))));
await tick(4000);
await act(async () => pending[1]("finished"));
await act(async () => pending[0]("running"));
check(still.container.textContent === "Export: running", "an older running overwrites finished");
reply = async () => ok({ status: "finished", url: "/x.csv" });
opened.length = 0;
await tick(6000);
check(opened.length === 3, "onDone opens a window at every poll after the end");
reply = async () => ({ ok: false, status: 401, json: async () => ({ error: "who?" }) });
await tick(2000);
check(still.container.textContent === "Export: " && (await count(4000)) === 2, "a 401 makes the status undefined, and polling goes on");
await still.render(React.createElement(stable, { id: 3, region: "eu" }));
check(still.container.textContent === "Export: ", "another id starts with the status of the old one");
mock.timers.reset();
mock.timers.enable({ apis: ["setInterval", "setTimeout"] });

const readStatus = async (export_, region, signal) => (await fetch(`/${export_}?region=${region}`, { signal })).json();
const cured = compile(`export function Page({ id, region, interval, onDone }) {
  const [status, setStatus] = useState('running');
  ${answer(id, "jsx")}
  return <p>{status}</p>;
}`, { readStatus, fetch }).Page;
requests = [];
const statuses = ["running", "finished"], done = [];
reply = async () => { if (requests.length === 1) throw new Error("network"); return ok({ status: statuses.shift(), url: "/x.csv" }); };
const draw = (region) => React.createElement(cured, { id: 1, region, interval: 2000, onDone: (url) => done.push(url) });
const good = await mount(draw("eu"));
for (let i = 0; i < 5; i++) { await tick(2000); await good.render(draw("eu")); }
check(requests.length === 3 && good.container.textContent === "finished", "the answer's effect goes on after a failure and ends when finished");
check(done.join() === "/x.csv", "onDone is called once, and a new function does not restart the polling");
reply = () => new Promise((settle) => pending.push(settle));
pending.length = 0;
await good.render(draw("us"));
check(requests.length === 4 && requests[3].url.endsWith("us"), "a new filter polls at once");
await good.render(draw("asia"));
check(requests[3].signal.aborted, "and ends the old request");
await act(async () => pending[0](ok({ status: "stale" })));
check(good.container.textContent === "finished", "whose answer is ignored");
await good.unmount();
check((await count(10000)) === 0, "nothing goes on after unmounting");
