// The proposed shared package: what its import does, what its functions do to odd input,
// and what one default object means for bundlers.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handout, check } from "../support/bank.mjs";
import { evaluate, load } from "../support/page.mjs";

const code = handout("js-review-shared-utils-proposal", "ts");
let failed;
try { evaluate(code, { scope: { setInterval() {} } }); } catch (error) { failed = error; }
check(failed?.message.includes("window is not defined"), "import breaks where there is no window (server, tests)");

const window = {}, sent = [], calls = [];
let tick, every, answer;
const scope = {
  window,
  setInterval: (work, ms) => ((tick = work), (every = ms)),
  navigator: { sendBeacon: (url, body) => sent.push(body) },
  fetch: async (url, options) => (calls.push(options?.method), answer()),
  console: { log() {} },
};
const utils = evaluate(code, { scope }).default;
const keys = [];
for (const key in [1]) keys.push(key);
check(keys.includes("toggle"), "import changes every array: for...in lists toggle");
delete Array.prototype.toggle;
window.__company.user = "u1";
tick();
check(every === 5000 && sent[0].includes("u1"), "import starts to send the user every five seconds");

const clone = utils.deepClone({ at: new Date(0), gone: undefined, map: new Map([[1, 2]]) });
check(typeof clone.at === "string" && !("gone" in clone) && JSON.stringify(clone.map) === "{}", "deepClone loses dates, undefined, Maps");
const kept = structuredClone({ at: new Date(0), gone: undefined, map: new Map([[1, 2]]) });
check(kept.at instanceof Date && "gone" in kept && kept.map.get(1) === 2, "structuredClone keeps them");
check(utils.formatMoney(1234, "JPY") === "¥12" && utils.formatMoney(123456, "EUR") === "€1,234.56", "1,234 yen come out as 12; the locale is fixed");

answer = () => ({ ok: false, status: 504 });
check((await utils.request("/orders", { method: "POST" })) === undefined && calls.join() === "POST,POST,POST",
  "a POST goes out three times, and the failure comes back as undefined");
calls.length = 0;
answer = () => ({ ok: false, status: 400 });
await utils.request("/orders");
check(calls.length === 3, "a 400 is repeated as well");
answer = () => { throw new TypeError("network"); };
check((await utils.request("/orders")) === undefined, "the last error is swallowed");

const folder = mkdtempSync(join(tmpdir(), "utils-"));
const bundle = (library, use) => {
  writeFileSync(join(folder, "utils.ts"), library);
  writeFileSync(join(folder, "app.ts"), use);
  return load("esbuild").buildSync({ entryPoints: [join(folder, "app.ts")], bundle: true, format: "esm", write: false, logLevel: "silent" }).outputFiles[0].text;
};
const parts = code.slice(code.indexOf("const deepClone"));
const named = parts.replace(/export default[^\n]*/, "export { deepClone, formatMoney, request };");
check(bundle(parts, "import u from './utils'; u.formatMoney(1, 'EUR')").includes("JSON.parse"), "the default object keeps the unused functions in the bundle");
check(!bundle(named, "import { formatMoney } from './utils'; console.log(formatMoney(1, 'EUR'))").includes("JSON.parse"), "named exports let them go");
check(bundle(code, "import './utils'").includes("prototype.toggle"), "the side effect stays although nothing is used");
bundle(parts, "import u from './utils'; u.gone()");
let refused = false;
try { bundle(named, "import { gone } from './utils'; gone()"); } catch { refused = true; }
check(refused, "a missing named export fails the build, a missing member does not");
