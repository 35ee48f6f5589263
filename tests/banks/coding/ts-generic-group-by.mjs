// The types as the compiler of TypeScript sees them, and the groups against filtering; Object.groupBy's own typing.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, check, handout } from "../support/bank.mjs";
import { load, random } from "../support/coding.mjs";

const ID = "ts-generic-group-by";
const code = answer(ID, "ts");
const folder = mkdtempSync(join(tmpdir(), "banks-"));
const tests = `
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
const paid: Equal<(typeof grouped)['paid'], Order[] | undefined> = true;
const grouped = groupBy(orders, 'status');
const ids: Equal<ReturnType<typeof byId>, Partial<Record<string, Order[]>>> = true;
const byId = () => groupBy(orders, 'id');
// @ts-expect-error no such field
groupBy(orders, 'color');
// @ts-expect-error not a string field
groupBy(orders, 'total');
interface Loose { tag?: string; mixed: string | number; name: string }
declare const loose: readonly Loose[];
groupBy(loose, 'name');
// @ts-expect-error an optional field may be undefined
groupBy(loose, 'tag');
// @ts-expect-error not always a string
groupBy(loose, 'mixed');
// @ts-expect-error no order may have this status
grouped.paid.length;
const own: Equal<ReturnType<typeof builtIn>, Partial<Record<Order['status'], Order[]>>> = true;
const builtIn = () => Object.groupBy(orders, (order) => order.status);
Object.groupBy(orders, (order) => order.total);
interface Merged { a: string }
interface Merged { b: string }
const merged: Merged = { a: '', b: '' };
`;
const tsc = join(process.env.BANKS_ENV, "node_modules/.bin/tsc");
function compiles(text) {
  writeFileSync(join(folder, "answer.ts"), text);
  try {
    execFileSync(tsc, ["--noEmit", "--strict", "--target", "es2024", "--ignoreConfig", join(folder, "answer.ts")], { encoding: "utf8" });
    return true;
  } catch (error) {
    if (!/error TS/.test(error.stdout)) throw error;
    return error.stdout;
  }
}
try {
  const whole = handout(ID, "ts") + code + tests;
  const said = compiles(whole);
  check(said === true, `the wanted types, errors for wrong and optional fields, a missing group is undefined ${said === true ? "" : said}`);
  const lax = compiles(whole.replace("T[K] extends string ? K : never", "K"));
  check(lax !== true, "with every key allowed, wrong fields compile");
  const alias = compiles(handout(ID, "ts") + "interface StringKeys<T> { [K in keyof T]: K }");
  check(/TS\d+/.test(alias), "a mapped type can't be an interface");
} finally {
  rmSync(folder, { recursive: true });
}
check(!/\bany\b/.test(code), "no any");

const { groupBy } = load(code, ["groupBy"]);
const r = random(1);
for (let n = 0; n < 3000; n++) {
  const items = r.times(r.below(9), (_, i) => ({ i, status: r.pick(["paid", "constructor", "__proto__", "7", ""]) }));
  const groups = groupBy(items, "status");
  const names = new Set(items.map((item) => item.status));
  const good = Object.keys(groups).length === names.size
    && [...names].every((name) => JSON.stringify(groups[name]) === JSON.stringify(items.filter((item) => item.status === name)));
  if (!good) check(false, `random items: ${JSON.stringify(items)}`);
}
check(true, "3,000 random lists: each group as filtering, also for names such as constructor");
const plain = load(code.replace("Object.create(null)", "{}"), ["groupBy"]);
let failed = false;
try { plain.groupBy([{ s: "constructor" }], "s"); } catch { failed = true; }
check(failed, "a plain object fails for constructor");
