// Queries against a reader letter by letter and, where both agree on the rules, URLSearchParams; __proto__, broken escapes.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-parse-query-string";
const { parseQuery } = solution(ID, ["parseQuery"]);
check((await examples(ID, { parseQuery })).length === 0, "the handout's examples hold");

function read(part) {
  let out = "", i = 0;
  while (i < part.length) {
    const bytes = [];
    let end = i;
    while (part[end] === "%" && /^[0-9a-fA-F]{2}$/.test(part.slice(end + 1, end + 3))) {
      bytes.push(parseInt(part.slice(end + 1, end + 3), 16));
      end += 3;
    }
    if (bytes.length === 0) { out += part[i] === "+" ? " " : part[i]; i += 1; continue; }
    try { out += new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes)); } catch { out += part.slice(i, end); }
    i = end;
  }
  return out;
}
function brute(text) {
  const pairs = (text[0] === "?" ? text.slice(1) : text).split("&").filter((part) => part.length > 0).map((part) => {
    const [key, ...rest] = part.split("=");
    return [read(key), read(rest.join("="))];
  });
  return [...new Set(pairs.map(([key]) => key))].map((key) => {
    const values = pairs.filter(([other]) => other === key).map(([, value]) => value);
    return [key, values.length > 1 ? values : values[0]];
  });
}
const r = random(1);
const bits = ["a", "b", "=", "=", "&", "&", "+", "%2B", "%20", "%", "%C3%A9", "%FF", "%2", "?", "__proto__", "toString", "é", "%26"];
const sort = (pairs) => JSON.stringify([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)));
const wrong = (parse) => {
  let bad = 0;
  for (let n = 0; n < 8000; n++) {
    const text = r.times(r.below(12), () => r.pick(bits)).join("");
    bad += sort(Object.entries(parse(text))) !== sort(brute(text));
  }
  return bad;
};
check(wrong(parseQuery) === 0, "8,000 random queries: the pairs of the reader");
for (let n = 0; n < 3000; n++) {
  const text = r.times(r.below(12), () => r.pick(bits.filter((bit) => !["%", "%FF", "%2"].includes(bit)))).join("");
  const wanted = {};
  for (const [key, value] of new URLSearchParams(text)) (Object.hasOwn(wanted, key) ? wanted[key] : Object.defineProperty(wanted, key, { value: [], enumerable: true })[key]).push(value);
  const found = Object.entries(parseQuery(text)).map(([key, value]) => [key, [value].flat()]);
  if (sort(found) !== sort(Object.entries(wanted))) check(false, `URLSearchParams differs for ${text}`);
}
check(true, "without broken escapes URLSearchParams says the same, 3,000 times");
const slip = (...changes) => solution(ID, ["parseQuery"], { changes }).parseQuery;
check(Object.keys(slip(["return Object.fromEntries(found);", "const plain = {}; for (const [key, value] of found) plain[key] = value; return plain;"])("__proto__=a")).length === 0, "on a plain object the pair with __proto__ is lost");
check(slip(["part.replaceAll('+', ' ')\n    .replace(", "part.replace("], ["/gi, decodeRun)", "/gi, decodeRun).replaceAll('+', ' ')"])("plus=%2B").plus === " ", "replacing plus after decoding turns %2B into a space");
let thrown = false;
try { decodeURIComponent("%"); } catch { thrown = true; }
check(thrown, "decodeURIComponent throws on a stray %");
check("eq=a=b".split("=")[1] === "a", "split at = loses data");
check(Object.entries(parseQuery(decodeURIComponent("a=b%26c=d"))).length === 2, "decoding before cutting makes a pair out of a value");
check(Object.getPrototypeOf(parseQuery("a=b")) === Object.prototype && Object.hasOwn(parseQuery("__proto__=a"), "__proto__"), "the result prints as in the examples, and __proto__ is a key like any other");
const bare = slip(["return Object.fromEntries(found);", "return Object.assign(Object.create(null), Object.fromEntries(found));"])("__proto__=a&__proto__=b");
check(Object.keys(bare)[0] === "__proto__" && bare.__proto__.length === 2, "an object without a prototype keeps it, too");
