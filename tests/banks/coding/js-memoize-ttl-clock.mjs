// Calls of the inner function against a list with times; undefined results, errors, size; the limits of the JSON key.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-memoize-ttl-clock";
const { memoize, trial } = solution(ID, ["memoize", "trial"]);
check((await examples(ID, { memoize, trial })).length === 0, "the handout's examples hold");

function wrong(make) {
  const r = random(1);
  let bad = 0;
  for (let round = 0; round < 2000; round++) {
    let now = 0, calls = 0, rows = [];
    const ttl = r.pick([Infinity, 10, 3]), size = 1 + r.below(3);
    const inner = (...args) => { calls += 1; if (args[0] === "fail") throw new Error("fail"); return args[0] === null ? undefined : { args }; };
    const f = make(inner, { ttl, size, now: () => now });
    for (let step = 0; step < 25; step++) {
      now += r.pick([0, 0, 1, 2, 3, 10]);
      const args = r.pick([[1], [1, 2], ["1"], [null], [true], ["fail"], [], ["a,b"], ["a", "b"]]);
      const same = (row) => row.args.length === args.length && row.args.every((x, i) => x === args[i]);
      const known = rows.find((row) => same(row) && now - row.at < ttl);
      const before = calls;
      let value;
      try { value = f(...args); } catch { value = "thrown"; }
      bad += calls - before !== (known ? 0 : 1) || (known !== undefined && value !== known.value);
      if (args[0] === "fail") continue;
      rows = rows.filter((row) => !same(row)).concat(known ?? { args, at: now, value }).slice(-size);
    }
  }
  return bad;
}
check(wrong(memoize) === 0, "2,000 random histories: inner calls and values as a list with times");
const slip = (...changes) => solution(ID, ["memoize"], { changes }).memoize;
check(wrong(slip(["      cache.delete(key);\n      cache.set(key, hit);\n      return", "      return"])) > 0, "without renewing its place on a hit it is first in, first out");
check(wrong(slip(["{ value, at: now() }", "value && { value, at: now() }"])) > 0, "taking a cached undefined for a miss is wrong");
check(wrong(slip(["JSON.stringify(args)", "args.toString()"])) > 0, "args.toString() mixes up keys");
const key = (...args) => JSON.stringify(args);
check(key({ a: 1, b: 2 }) !== key({ b: 2, a: 1 }), "field order makes different keys");
check(key(undefined) === key(null) && key(NaN) === key(null) && key(() => 1) === key(null) && key(new Map([[1, 2]])) === key({}), "undefined, NaN and functions become null, a Map becomes {}");
let cycle = false;
try { const a = {}; a.a = a; key(a); } catch { cycle = true; }
check(cycle, "cycles throw");
const shared = memoize(function () { return this.name; });
check(shared.call({ name: "a" }) === shared.call({ name: "b" }), "this is no part of the key");
let tries = 0;
const failing = memoize(async () => { tries += 1; throw new Error("down"); });
await failing().catch(() => {});
await failing().catch(() => {});
check(tries === 1, "a rejected promise stays in the cache");
