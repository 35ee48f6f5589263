// Lookups against a walk with a scanner for the path; falsy values, inherited names, texts and numbers on the way.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-deep-get-path";
const { getPath } = solution(ID, ["getPath"]);
check((await examples(ID, { getPath })).length === 0, "the handout's examples hold");

function brute(object, path, fallback) {
  let rest = path, value = object;
  while (rest !== "") {
    const found = /^\[(\d+)\]|^\.?([^.[\]]+)/.exec(rest);
    rest = rest.slice(found[0].length);
    const own = value === null || value === undefined ? {} : Object.getOwnPropertyDescriptors(value);
    const name = found[1] ?? found[2];
    value = Object.entries(own).find(([key]) => key === name)?.[1].value;
  }
  return value === undefined ? fallback : value;
}
const r = random(1);
const leaf = () => r.pick([0, false, "", null, undefined, "text", 5, true, NaN]);
const make = (depth) => (depth === 0 || r.below(3) === 0 ? leaf()
  : r.below(2) ? r.times(r.below(4), () => make(depth - 1)) : Object.fromEntries(r.times(r.below(4), () => [r.pick(["a", "b", "0", "length"]), make(depth - 1)])));
const wrong = (get) => {
  let bad = 0;
  for (let n = 0; n < 8000; n++) {
    const object = make(3);
    const path = r.times(r.below(5), (_, i) => r.pick(["[0]", "[1]", "[9]", ".a", ".b", ".0", ".length", ".constructor", ".toString"])).join("").replace(/^\./, "");
    let found;
    try { found = get(object, path, "none"); } catch { bad += 1; continue; }
    bad += !Object.is(found, brute(object, path, "none"));
  }
  return bad;
};
check(wrong(getPath) === 0, "8,000 random lookups: the walk's value or the fallback, never an exception");
const slip = (...changes) => solution(ID, ["getPath"], { changes }).getPath;
check(slip(["current === undefined ? fallback : current", "current || fallback"])({ retries: 0 }, "retries", 3) === 3, "|| gives 3 for 0 configured");
check(wrong(slip(["Object.hasOwn(Object(current), key)", "(key in Object(current))"])) > 0, "in finds inherited names");
check(wrong(slip(["    if (!Object.hasOwn(Object(current), key)) return fallback;\n", ""])) > 0, "without the check before each step null throws");
check(typeof slip(["    if (!Object.hasOwn(Object(current), key)) return fallback;\n", ""])({}, "constructor") === "function", "without hasOwn an inherited function comes out");
let thrown = false;
try { void ("a" in "text"); } catch { thrown = true; }
check(thrown && (5).a === undefined && "text".a === undefined, "in throws on a text, reading a field of a number or text doesn't");
check((null ?? 8080) === 8080, "?? also replaces null");
check(getPath(7, "", 1) === 7 && getPath(undefined, "", 1) === 1, "the empty path is the object itself");
const splitting = (keep) => slip(["path.match(/[^.[\\]]+/g) ?? []", `path.replace(/\\[(\\d+)\\]/g, '.$1').split('.')${keep}`]);
check(splitting("")({ a: 1 }, "", "F") === "F" && splitting("")([{ id: 7 }], "[0].id", "F") === "F", "split alone fails on the empty path and a leading position");
check(wrong(splitting(".filter(Boolean)")) === 0, "split that drops empty parts is right");
