// The typed client: what the compiler lets through, what the cache hands to whom, which failures look like data;
// and that a parser at the border refuses wrong data.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handout, check } from "../support/bank.mjs";
import { evaluate } from "../support/page.mjs";

const code = handout("ts-review-api-client", "ts");
function client(reply, source = code) {
  const calls = [];
  const fetch = async (url, options) => {
    calls.push({ url, ...options });
    const { status = 200, body } = reply(url, options);
    return { ok: status < 400, status, json: async () => structuredClone(body) };
  };
  return { ...evaluate(source, { scope: { fetch } }), calls };
}

const file = join(mkdtempSync(join(tmpdir(), "client-")), "client.ts");
writeFileSync(file, code);
execFileSync(join(process.env.BANKS_ENV, "node_modules/.bin/tsc"), ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noUnusedLocals", "--noImplicitReturns",
  "--noEmit", "--target", "es2022", "--lib", "es2022,dom", file]);
check(true, "it compiles under strict and more, so the compiler finds nothing");

const wrong = client(() => ({ body: [{ id: 7, role: "king" }] }));
const [user] = await new wrong.ApiClient("", "t").get("/users");
check(user.role === "king" && user.name === undefined && user.id === 7, "data of another shape, and an unknown role, pass as users");
check((await new wrong.ApiClient("", "t").user("x")) === undefined, "a missing user is undefined, whatever the type says");

const down = client(() => ({ status: 500, body: { error: "down" } }));
check((await new down.ApiClient("", "t").get("/a")).error === "down", "a 500 is parsed like a success");
check((await new down.ApiClient("", "t").get("/a")).error && down.calls.length === 1, "and stays in the cache");

const who = client((url, { headers }) => ({ body: [{ id: "1", name: headers.Authorization, role: "member" }] }));
const api = new who.ApiClient("https://one.example", "ann");
const list = await api.get("/users");
api.token = "bob";
check((await api.get("/users"))[0].name === "Bearer ann", "after a change of user the old one's data is served");
check((await new who.ApiClient("https://two.example", "bob").get("/users"))[0].name === "Bearer ann", "by another client with another base as well");
list[0].name = "changed by a caller";
check((await api.user("1")).name === "changed by a caller", "all callers share the same objects");
await api.update({ id: "1", name: "new", role: "admin" });
const patch = who.calls.at(-1);
check(JSON.parse(patch.body).role === "admin" && !patch.headers["Content-Type"], "the patch sends id and role, and no content type");
check((await api.user("1")).name === "changed by a caller", "update leaves the cached list stale");
await api.update({ id: "../admin?x=" });
check(who.calls.at(-1).url.endsWith("/users/../admin?x="), "an id goes into the path as it is");
check((await api.update({ id: "1" }, () => { throw new Error("callback"); })) === null, "even a throwing callback after saving becomes null");

const parsed = client(() => ({ body: [{ id: 7 }] }), code.replace("get<T>(path: string)", "get<T>(path: string, parse: (data: unknown) => T)")
  .replace("(await response.json()) as T", "parse(await response.json())"));
let refused = false;
await new parsed.ApiClient("", "t").get("/users", (data) => { if (typeof data[0].id !== "string") throw new TypeError("id"); return data; }).catch(() => (refused = true));
check(refused, "with a parser wrong data is refused at the border");
