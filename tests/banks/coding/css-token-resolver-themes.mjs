// Tokens against following aliases one by one; cycles and unknown names with their path; themes print what changes.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "css-token-resolver-themes";
const given = solution(ID, ["resolve", "toCss", "attempt", "css", "light"]);
const { resolve, toCss, attempt } = given;
check((await examples(ID, given)).length === 0, "the handout's examples hold");

function brute(tokens, overrides) {
  const all = new Map(Object.entries(tokens));
  for (const [name, value] of Object.entries(overrides)) all.set(name, value);
  const out = {};
  for (const first of all.keys()) {
    const trail = [first];
    let value = all.get(first);
    while (value.startsWith("{") && value.endsWith("}")) {
      const next = value.slice(1, -1);
      trail.push(next);
      if (trail.indexOf(next) < trail.length - 1) return `cycle: ${trail.join(" > ")}`;
      if (!all.has(next)) return `unknown: ${trail.join(" > ")}`;
      value = all.get(next);
    }
    out[first] = value;
  }
  return out;
}
const r = random(1);
const names = ["blue", "accent", "gap", "toString", "x-1"];
const some = () => Object.fromEntries(names.filter(() => r.below(3)).map((name) => [name, r.pick(["#00f", "4px", "", ...names.map((n) => `{${n}}`), "#00f"])]));
let cycles = 0, printed = 0;
for (let n = 0; n < 6000; n++) {
  const tokens = some(), themes = Object.fromEntries(["dark", "big"].filter(() => r.below(2)).map((name) => [name, some()]));
  const found = attempt(() => resolve(tokens, themes.dark)), wanted = brute(tokens, themes.dark ?? {});
  if (JSON.stringify(found) !== JSON.stringify(wanted)) check(false, `random tokens ${JSON.stringify([tokens, themes.dark, found, wanted])}`);
  cycles += typeof wanted === "string" && wanted.startsWith("cycle");
  const base = brute(tokens, {}), looks = Object.entries(themes).map(([name, over]) => [name, brute(tokens, over)]);
  if ([base, ...looks.map(([, look]) => look)].some((look) => typeof look === "string")) continue;
  printed += 1;
  const lines = [":root {", ...Object.keys(base).map((k) => `  --${k}: ${base[k]};`), "}"];
  for (const [name, look] of looks) {
    lines.push(`[data-theme='${name}'] {`);
    for (const k of Object.keys(look)) if (!Object.keys(base).includes(k) || base[k] !== look[k]) lines.push(`  --${k}: ${look[k]};`);
    lines.push("}");
  }
  if (toCss(tokens, themes) !== lines.join("\n")) check(false, `random CSS ${JSON.stringify([tokens, themes])}`);
}
check(cycles > 300 && printed > 100, "6,000 random token files: values, or the path of the first cycle or unknown name; the CSS of those that resolve");
const only = solution(ID, ["toCss"], { changes: [[".filter(([name, v]) => base[name] !== v)", ".filter(([name]) => Object.hasOwn(overrides, name))"]] }).toCss;
check(!only(given.light, { dark: { blue: "#99f" } }).includes("--accent: #99f"), "printing only the overridden names misses aliases that change with them");
