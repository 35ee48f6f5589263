// The hook with a fetch that the harness answers: changing URLs, late answers, reload, failures, new parse functions; its types.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { act, compile, createElement, mount, React } from "../support/react.mjs";

const ID = "react-use-fetch-hook";
const source = code(ID, "tsx");
const calls = [];
globalThis.fetch = (url, { signal }) => new Promise((resolve, reject) => {
  calls.push({ url, signal, answer: (body, status = 200) => act(async () => resolve({ ok: status < 400, status, json: async () => JSON.parse(body) })), fail: (error) => act(async () => reject(error)) });
  signal.addEventListener("abort", () => reject(signal.reason));
});
async function open(text = source, strict = false) {
  const { useFetch } = compile(text.replace(/^import .*$/m, ""));
  const renders = [];
  let state;
  function View({ url, parse = (raw) => raw.v }) {
    state = useFetch(url, parse);
    renders.push([url, state.status, state.data ?? state.error?.message]);
    return null;
  }
  const wrap = (props) => (strict ? createElement(React.StrictMode, null, createElement(View, props)) : createElement(View, props));
  calls.length = 0;
  const mounted = await mount(wrap({ url: "/a" }));
  return { renders, state: () => state, show: (props) => mounted.render(wrap(props)), unmount: mounted.unmount };
}
let view = await open();
check(view.state().status === "loading" && !("data" in view.state()), "loading has no data");
await calls[0].answer('{"v": 1}');
check(view.state().status === "ready" && view.state().data === 1 && !("error" in view.state()), "ready has data");
const { reload } = view.state();
await view.show({ url: "/a" });
check(view.state().reload === reload && calls.length === 1, "reload is stable, and a new parse function alone loads nothing");
view.renders.length = 0;
await view.show({ url: "/b" });
check(view.renders.every(([url, status]) => url === "/b" && status === "loading") && calls[0].signal.aborted, "another URL: loading at once, in every render, the old request aborted");
await view.show({ url: "/a" });
check(view.renders.filter(([url]) => url === "/a").every(([, status]) => status === "loading") && calls.length === 3, "back before the other has arrived: loading again");
await calls[2].answer('{"v": 2}');
check(view.state().data === 2, "and then the new answer");
await act(async () => view.state().reload());
check(view.state().status === "loading" && calls.length === 4, "reload loads again");
await calls[3].answer("{}", 500);
check(view.state().status === "failed" && view.state().error.message === "HTTP 500", "an error status is a failure");
for (const [name, answer, parse] of [["a network error", (c) => c.fail(new TypeError("offline"))], ["invalid JSON", (c) => c.answer("{")], ["a parse that throws", (c) => c.answer('{"v": 1}'), () => { throw "odd"; }]]) {
  await view.show({ url: `/${name}`, parse });
  await answer(calls.at(-1));
  check(view.state().status === "failed" && view.state().error instanceof Error, `${name} is a failure with an Error`);
}
await view.show({ url: "/late", parse: () => "old" });
await view.show({ url: "/late", parse: () => "new" });
await calls.at(-1).answer("{}");
check(view.state().data === "new", "the newest parse function is used");
await view.show({ url: "/gone" });
const seen = view.renders.length;
await view.unmount();
check(calls.at(-1).signal.aborted && view.renders.length === seen, "unmounting aborts");
view = await open(source, true);
await calls.at(-1).answer('{"v": 3}');
check(view.state().data === 3, "in Strict Mode, too");
const keep = await open(source.replace("      setEntry(undefined);\n", ""));
await calls[0].answer('{"v": 1}');
await keep.show({ url: "/b" });
await keep.show({ url: "/a" });
check(keep.state().status === "ready", "without the reset in the cleanup, the way back shows old data at once");

const folder = mkdtempSync(join(tmpdir(), "banks-"));
const react = `declare module "react" {
  export function useState<T>(v: T | (() => T)): [T, (v: T | ((old: T) => T)) => void];
  export function useState<T>(): [T | undefined, (v: T | undefined) => void];
  export function useRef<T>(v: T): { current: T };
  export function useEffect(f: () => void | (() => void), deps?: unknown[]): void;
  export function useCallback<F>(f: F, deps: unknown[]): F;
}`;
const use = `
const users = useFetch("/u", (raw): string[] => raw as string[]);
if (users.status === "ready") users.data.map((name) => name.length);
if (users.status === "failed") users.error.message;
// @ts-expect-error no data unless ready
users.data;
// @ts-expect-error no error when ready
if (users.status === "ready") users.error;
users.reload();
`;
try {
  writeFileSync(join(folder, "react.d.ts"), react);
  writeFileSync(join(folder, "hook.ts"), source + use);
  let said = "";
  try {
    execFileSync(join(process.env.BANKS_ENV, "node_modules/.bin/tsc"), ["--noEmit", "--strict", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler", "--lib", "es2022,dom", "--ignoreConfig", join(folder, "react.d.ts"), join(folder, "hook.ts")], { encoding: "utf8" });
  } catch (error) { said = error.stdout; }
  check(said === "", `in strict mode data exists only when ready ${said}`);
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(0);
