// Waves against the longest chain of needs; cycles that are cycles and start where the rule says; unknown needs; the cost.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-startup-waves";
const { waves, attempt } = solution(ID, ["waves", "attempt"]);
check((await examples(ID, { waves, attempt })).length === 0, "the handout's examples hold");

function brute(modules) {
  const names = Object.keys(modules);
  for (const name of names) for (const need of modules[name]) if (!names.includes(need)) return `${name} needs unknown ${need}`;
  const depth = (name, path) => (path.includes(name) ? Infinity : Math.max(0, ...modules[name].map((need) => 1 + depth(need, [...path, name]))));
  const levels = Object.fromEntries(names.map((name) => [name, depth(name, [])]));
  const stuck = names.filter((name) => levels[name] === Infinity).sort();
  if (stuck.length) {
    const walk = [stuck[0]];
    while (walk.indexOf(walk.at(-1)) === walk.length - 1) walk.push(modules[walk.at(-1)].find((need) => levels[need] === Infinity));
    return `cycle: ${walk.slice(walk.indexOf(walk.at(-1))).join(" -> ")}`;
  }
  const out = [];
  for (const name of names.sort()) (out[levels[name]] ??= []).push(name);
  return out;
}
const r = random(1);
let cycles = 0;
for (let n = 0; n < 4000; n++) {
  const names = ["a", "b", "c", "d", "7", "constructor"].slice(0, r.below(7));
  const free = r.below(2);
  const modules = Object.fromEntries(names.map((name, i) => [name, r.times(r.below(3), () => (r.below(30) ? r.pick(free ? names : names.slice(0, i + (i === 0))) : "x")).filter((need) => free || need !== name)]));
  const found = attempt(modules), wanted = brute(modules);
  if (JSON.stringify(found) !== JSON.stringify(wanted)) check(false, `random modules ${JSON.stringify([modules, found, wanted])}`);
  cycles += String(wanted).startsWith("cycle");
}
check(cycles > 200, "4,000 random sets: waves by the longest chain of needs, or the very cycle or unknown need");
const count = (n) => {
  let reads = 0;
  const modules = Object.fromEntries(Array.from({ length: n }, (_, i) => [`m${String(i).padStart(4, "0")}`, i ? [`m${String(i - 1).padStart(4, "0")}`] : []]));
  for (const [name, needs] of Object.entries(modules)) modules[name] = new Proxy(needs, { get: (list, key) => { reads += key === "every"; return list[key]; } });
  waves(modules);
  return reads;
};
check(count(200) / count(100) > 3.5, "in a chain, scanning all in each wave is quadratic");
