// The host with guests told what to do: limits, failures, leaving early, retries; random use, also in Strict Mode: balanced mounts.
import { mock } from "node:test";
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { load } from "../support/page.mjs";
import { act, click, compile, createElement, mount, React } from "../support/react.mjs";

process.removeAllListeners("warning");
mock.timers.enable({ apis: ["setTimeout"] });
const source = code("react-micro-app-host", "jsx").replace(/^import .*$/gm, "");
const context = { locale: "en" };
async function open({ text = source, strict = false } = {}) {
  const { MicroApp } = compile(text);
  const loads = [], log = { mounted: 0, unmounted: 0, reports: [], most: 0 };
  const load = () => new Promise((resolve, reject) => loads.push({ resolve, reject }));
  const report = (name, error) => log.reports.push(`${name}: ${error.message}`);
  const app = (props = {}) => createElement(MicroApp, { name: "Billing", load, context, timeout: 8000, report, ...props });
  const element = (props) => createElement(React.Fragment, null, createElement("p", null, "the rest"), strict ? createElement(React.StrictMode, null, app(props)) : app(props));
  const { container, unmount, render } = await mount(element());
  const guest = ({ version = 2, breaks = "" } = {}) => ({ version, mount: (node, given) => {
    node.append("guest " + given.locale);
    if (breaks === "mount") throw new Error("mount broke");
    log.mounted += 1;
    log.most = Math.max(log.most, log.mounted - log.unmounted);
    let gone = false;
    return () => { if (gone) throw new Error("unmounted twice"); gone = true; log.unmounted += 1; if (breaks === "unmount") throw new Error("unmount broke"); };
  } });
  return { log, loads, guest, unmount, show: (props) => render(element(props)), text: () => container.textContent, busy: () => container.querySelector("section").getAttribute("aria-busy") === "true",
    arrive: (value, at = loads.length - 1) => act(async () => loads[at].resolve(value)), refuse: (at = loads.length - 1) => act(async () => loads[at].reject(new Error("offline"))),
    wait: (ms) => act(async () => mock.timers.tick(ms)), retry: () => click(container.querySelector("button")) };
}
const GONE = "the restBilling is not available. Try again";
for (const strict of [false, true]) {
  const mode = strict ? "in Strict Mode: " : "";
  let app = await open({ strict });
  check(app.busy() && app.text() === "the rest", `${mode}loading`);
  for (const at of app.loads.keys()) await app.arrive(app.guest(), at);
  check(!app.busy() && app.text() === "the restguest en" && app.log.mounted === 1, `${mode}mounted once, with its context`);
  await app.unmount();
  check(app.log.unmounted === 1 && !app.log.reports.length, `${mode}and unmounted once`);
  app = await open({ strict });
  await app.wait(7999);
  check(app.busy(), `${mode}just before the limit`);
  await app.wait(1);
  check(app.text() === GONE && app.log.reports.join() === "Billing: timeout", `${mode}8 s: the message, one report`);
  await app.arrive(app.guest());
  check(app.text() === GONE && app.log.mounted === 0, `${mode}what arrives later is not mounted`);
  await app.retry();
  check(app.busy() && app.text() === "the rest", `${mode}try again: loading`);
  await app.arrive(app.guest());
  check(app.text() === "the restguest en" && app.log.mounted === 1, `${mode}and mounted`);
  for (const [why, fails] of [["a failed load", (a) => a.refuse()], ["version 1", (a) => a.arrive(a.guest({ version: 1 }))], ["no version", (a) => a.arrive({})], ["no module", (a) => a.arrive(null)], ["a mount that throws", (a) => a.arrive(a.guest({ breaks: "mount" }))]]) {
    app = await open({ strict });
    await fails(app);
    check(app.text() === GONE && app.log.reports.length === 1, `${mode}${why}: the message alone, one report`);
    await app.unmount();
    check(app.log.mounted === app.log.unmounted, `${mode}nothing is left`);
  }
  app = await open({ strict });
  await app.wait(1000); await app.unmount(); await app.arrive(app.guest()); await app.wait(9000);
  check(app.log.mounted === 0 && !app.log.reports.length, `${mode}left after 1 s: no mount, no report`);
  app = await open({ strict });
  await app.arrive(app.guest({ breaks: "unmount" })); await app.unmount();
  check(app.log.reports.join() === "Billing: unmount broke", `${mode}an unmount that throws is reported and breaks nothing`);
}
const r = random(1);
for (let n = 0; n < 80; n++) {
  const app = await open({ strict: n % 2 === 1 });
  for (let step = 0; step < 15; step++) {
    const what = r.below(5);
    if (what === 0) await app.arrive(app.guest({ version: r.pick([1, 2, 2, 2]), breaks: r.pick(["", "", "unmount", "mount"]) }), r.below(app.loads.length));
    else if (what === 1) await app.refuse(r.below(app.loads.length));
    else if (what === 2) await app.wait(r.pick([1000, 8000]));
    else if (what === 3 && app.text() === GONE) await app.retry();
    else if (what === 4) await app.show({ context: { locale: r.pick(["en", "pl"]) } });
  }
  await app.unmount();
  if (app.log.mounted !== app.log.unmounted || app.log.most > 1 || app.log.reports.some((line) => /twice/.test(line))) check(false, JSON.stringify(app.log));
}
check(true, "80 random rounds: each mount unmounted once, never two at a time");
const bare = await open({ text: source.replace("      if (!active) return;\n      if (app.version", "      if (app.version") });
await bare.unmount(); await bare.arrive(bare.guest());
check(bare.log.mounted === 1 && bare.log.unmounted === 1, "without the flag after the await, a guest is mounted for nobody");
let loaded = 0, mounts = 0;
const twice = compile(source).MicroApp, guests = async () => { loaded += 1; return { version: 2, mount: () => { mounts += 1; return () => {}; } }; };
await mount(createElement(React.StrictMode, null, createElement(twice, { name: "Billing", load: guests, context, report: () => {} })));
await act(async () => {});
check(loaded === 2 && mounts === 1, "in Strict Mode two loads, but the first run of the effect mounts nothing");
const half = await open({ text: source.replace("      target.remove();\n      report", "      report") });
await half.arrive(half.guest({ breaks: "mount" }));
check(half.text() !== GONE, "without removing the node, half a guest stays below the message");
const { flushSync } = load("react-dom");
for (const [wanted, text] of [[1, source], [0, source.replace("      else unmount();   // mount itself made the page go away\n", "")]]) {
  const { MicroApp } = compile(text), report = () => {};
  let leave, mounted = 0, unmounted = 0;
  const guest = { version: 2, mount: () => { mounted += 1; flushSync(leave); return () => { unmounted += 1; }; } };
  const begin = async () => guest;
  const Page = () => {
    const [shown, setShown] = React.useState(true);
    leave = () => setShown(false);
    return shown && createElement(MicroApp, { name: "Billing", load: begin, context, report });
  };
  await mount(createElement(Page));
  await act(async () => {});
  check(mounted === 1 && unmounted === wanted, wanted ? "a mount that makes the page go away is unmounted once" : "without asking after mount, never");
}
process.exit(0);
