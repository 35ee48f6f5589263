// The session provider: another request's user on the server, what differs at hydration, who renders each second,
// an overtaken answer, a log-out that keeps the user; and a value per request, split and memoized.
import { mock } from "node:test";
import { handout, check } from "../support/bank.mjs";
import { React, act, compile, mount, window } from "../support/react.mjs";
import { load } from "../support/page.mjs";

const code = handout("react-review-session-provider", "tsx");
const { renderToPipeableStream } = load("react-dom/server");
const { PassThrough } = load("stream");
const h = React.createElement;
const render = (element) => new Promise((done) => {
  let html = "";
  const stream = renderToPipeableStream(element, { onAllReady: () => stream.pipe(new PassThrough().on("data", (part) => (html += part)).on("end", () => done(html))) });
});
const Name = ({ useSession }) => h("b", null, useSession().user?.name ?? "nobody");

const server = compile(code, { window: undefined, localStorage: undefined });
const page = () => h(server.SessionProvider, null, h(Name, server));
const request = async (name, milliseconds) => {
  server.setInitialUser({ name });
  await new Promise((done) => setTimeout(done, milliseconds));         // the page's data
  return render(page());
};
const [ann, bob] = await Promise.all([request("Ann", 20), request("Bob", 1)]);
check(ann.includes("Bob") && bob.includes("Bob"), "while Ann's page is loading, Bob's request changes her name");

window.localStorage.setItem("token", "t1");
const calls = [];
const fetch = (url, { headers }) => new Promise((done) => calls.push({ token: headers.Authorization, answer: (body, ok = true) => done({ ok, json: async () => body }) }));
mock.timers.enable({ apis: ["setInterval"] });
const browser = compile(code, { fetch });
const seconds = async (n) => { for (let i = 0; i < n; i++) await act(async () => mock.timers.tick(1000)); };
let renders = 0, session;
const Other = React.memo(() => ((session = browser.useSession()), renders++, null));
const app = await mount(h(browser.SessionProvider, null, h(Other)));
check(session.user === null && ann.includes("Bob"), "the browser starts with no user, the server's page had one: hydration does not match");
check(session.token === "t1", "nor does the token, which the server renders as null");
let before = renders;
await seconds(3);
check(renders === before + 3, "every consumer renders each second");

await act(async () => session.login("t2"));
await act(async () => calls[1].answer({ name: "second", role: "admin" }));
await act(async () => calls[0].answer({ name: "first", role: "admin" }));
check(session.user.name === "first" && session.token === "t2", "after a fast change of account the older answer wins");
await act(async () => session.logout());
check(session.user.name === "first" && session.isAdmin && session.token === null, "logging out keeps the user and the admin");
window.localStorage.setItem("token", "t3");
await act(async () => window.dispatchEvent(new window.Event("storage")));
check(session.token === null, "nothing listens to other tabs");
await act(async () => session.login("bad"));
check(session.user.name === "first", "after the next login the old name shows until the answer");
await act(async () => calls.at(-1).answer({ error: "who?" }, false));
check(session.user.error === "who?", "the body of a 401 becomes the user");
check(compile(`${code}\nexport { SessionContext };`).SessionContext._currentValue.user === undefined, "without a provider everything is undefined");

const split = compile(code.replace("const [now, setNow] = useState(new Date());", "").replace(/ {2}useEffect\(\(\) => \{\n {4}const id = setInterval[\s\S]*?\[\]\);\n/, "")
  .replace("value={{ user, token, now, isAdmin, login, logout }}", "value={useMemo(() => ({ user, token, isAdmin, login, logout }), [user, token, isAdmin])}"), { fetch });
await app.unmount();
renders = 0;
const Quiet = React.memo(() => (split.useSession(), renders++, null));
const quiet = await mount(h(split.SessionProvider, null, h(Quiet)));
before = renders;
await seconds(3);
await quiet.render(h(split.SessionProvider, null, h(Quiet)));
check(renders === before, "without the clock, and memoized, consumers stay quiet");
process.exit(0);
