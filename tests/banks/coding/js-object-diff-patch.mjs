// Changes against flattening both records; NaN, dates, null, undefined, own __proto__ and empty keys; what comparing JSON misses.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-object-diff-patch";
const { diff } = solution(ID, ["diff"]);
check((await examples(ID, { diff })).length === 0, "the handout's examples hold");

const isPlain = (v) => Object.prototype.toString.call(v) === "[object Object]";
const show = (v) => (v instanceof Date ? `date ${+v}` : Array.isArray(v) ? `[${v.map(show).join()}]`
  : isPlain(v) ? `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${show(v[k])}`).join()}}` : Object.is(v, -0) ? "-0" : typeof v === "string" ? JSON.stringify(v) : String(v));
function brute(a, b, path = []) {
  const out = [];
  for (const key of [...new Set(Object.keys(a).concat(Object.keys(b)))].sort()) {
    const [inA, inB] = [a, b].map((o) => Object.getOwnPropertyDescriptor(o, key));
    const at = [...path, key];
    if (inA && inB && isPlain(inA.value) && isPlain(inB.value)) out.push(...brute(inA.value, inB.value, at));
    else if (!inA) out.push(`add ${at.join(".")} ${show(inB.value)}`);
    else if (!inB) out.push(`remove ${at.join(".")} ${show(inA.value)}`);
    else if (show(inA.value) !== show(inB.value)) out.push(`change ${at.join(".")} ${show(inA.value)} ${show(inB.value)}`);
  }
  return out;
}
const said = (c) => `${c.op} ${c.path}${"from" in c ? ` ${show(c.from)}` : ""}${"to" in c ? ` ${show(c.to)}` : ""}`;
const r = random(1);
const value = (depth) => {
  const what = r.below(depth > 0 ? 5 : 3);
  if (what < 3) return r.pick([1, 0, -0, NaN, null, undefined, "1", "", true, new Date(5), new Date(6), new Date(NaN), "1970-01-01T00:00:00.005Z"]);
  return what === 3 ? r.times(r.below(3), () => value(depth - 1)) : record(depth - 1);
};
const record = (depth) => {
  const made = r.below(4) ? {} : Object.create(null);
  for (const key of ["a", "b", "10", "9", "", "__proto__", "toString"]) {
    if (r.below(3) === 0) Object.defineProperty(made, key, { value: value(depth), enumerable: true, configurable: true, writable: true });
  }
  return made;
};
const wrong = (differ) => {
  let bad = 0;
  for (let n = 0; n < 6000; n++) {
    const [a, b] = [record(3), record(3)];
    try {
      bad += JSON.stringify(differ(a, b).map(said)) !== JSON.stringify(brute(a, b)) || differ(a, a).length !== 0;
    } catch { bad += 1; }
  }
  return bad;
};
check(wrong(diff) === 0, "6,000 random pairs: the changes of flattening both; nothing between a record and itself");
const slip = (...changes) => solution(ID, ["diff"], { changes }).diff;
check(wrong(slip(["v !== null && typeof v === 'object' &&\n    [Object.prototype, null].includes(Object.getPrototypeOf(v))", "typeof v === 'object'"])) > 0, "typeof alone sends null, arrays and dates into the recursion");
check(wrong(slip(["const had = Object.hasOwn(before, key)", "const had = before[key] !== undefined"])) > 0, "testing for undefined takes a field set to it for absent");
check(JSON.stringify(new Date(5)) === JSON.stringify("1970-01-01T00:00:00.005Z") && JSON.stringify({ a: 1, b: 2 }) !== JSON.stringify({ b: 2, a: 1 }), "comparing JSON loses the type of dates and depends on key order");
const wide = Object.fromEntries(Array.from({ length: 200000 }, (_, n) => [`k${n}`, n]));
check(diff({ deep: {} }, { deep: wide }).length === 200000, "200,000 changes in a nested object work");
const live = { to: [1] };
const [change] = diff({}, live);
live.to.push(2);
check(change.to.length === 2, "the list shares its values with the records");
let endless = false;
try { const a = { x: {} }; a.x.a = a; const b = { x: {} }; b.x.a = b; diff(a, b); } catch (error) { endless = error instanceof RangeError; }
check(endless, "cycles recurse forever");
