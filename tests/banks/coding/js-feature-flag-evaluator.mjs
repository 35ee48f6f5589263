// Decisions against the list of rules; stable and growing shares, independent between flags; cycles; shared needs evaluated anew.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-feature-flag-evaluator";
const given = solution(ID, ["evaluate", "hash", "flags", "share"]);
const { evaluate, hash } = given;
check((await examples(ID, given)).length === 0, "the handout's examples hold");

function brute(flags, name, user, above = []) {
  if (!Object.keys(flags).includes(name)) return [false, "unknown flag"];
  if (above.includes(name)) return [false, "cycle"];
  const flag = flags[name];
  if (flag.off) return [false, "switched off"];
  const missing = (flag.needs ?? []).find((need) => !brute(flags, need, user, above.concat(name))[0]);
  if (missing !== undefined) return [false, `needs ${missing}`];
  const n = (flag.rules ?? []).findIndex(({ when: [field, op, value] }) => {
    if (!Object.keys(user).includes(field) || user[field] === undefined) return false;
    if (op === "is") return user[field] === value;
    if (op === "in") return value.some((one) => one === user[field]);
    return op === "atLeast" && typeof user[field] === "number" && user[field] >= value;
  });
  if (n >= 0) return [flag.rules[n].on, `rule ${n + 1}`];
  return [hash(`${name}:${user.id}`) < (flag.percent ?? 0), `percent ${flag.percent ?? 0}`];
}
const r = random(1);
const names = ["a", "b", "c", "toString"];
for (let n = 0; n < 6000; n++) {
  const flags = Object.fromEntries(names.filter(() => r.below(4)).map((name) => [name, {
    ...(r.below(6) ? {} : { off: true }),
    ...(r.below(2) ? {} : { needs: r.times(1 + r.below(2), () => r.pick(names)) }),
    ...(r.below(2) ? {} : { rules: r.times(1 + r.below(2), () => ({ when: r.pick([["country", "is", "SE"], ["country", "in", ["SE", "NO"]], ["age", "atLeast", 18], ["age", "atLeast", 0], ["age", "below", 5], ["constructor", "is", 1]]), on: r.below(2) === 1 })) }),
    ...(r.below(2) ? {} : { percent: r.pick([0, 1, 50, 99, 100]) }),
  }]));
  const user = { id: r.below(50), ...(r.below(2) ? { country: r.pick(["SE", "NO", "DE", undefined]) } : {}), ...(r.below(2) ? { age: r.pick([17, 18, 30, null, "", false, "30"]) } : {}) };
  const name = r.pick(names), before = JSON.stringify([flags, user]);
  const { on, reason } = evaluate(flags, name, user);
  const wanted = brute(flags, name, user);
  if (on !== wanted[0] || reason !== wanted[1] || JSON.stringify([flags, user]) !== before) check(false, `random flags ${JSON.stringify([flags, name, user, on, reason, wanted])}`);
}
check(true, "6,000 random sets with cycles: on and reason of the list of rules");
const users = Array.from({ length: 5000 }, (_, id) => ({ id }));
const chosen = (name, percent) => new Set(users.filter((user) => evaluate({ [name]: { percent } }, name, user).on).map((user) => user.id));
for (const percent of [0, 5, 20, 50, 80, 100]) if (Math.abs(chosen("f", percent).size / 5000 - percent / 100) > 0.02) check(false, `a share of ${percent}`);
check(chosen("f", 0).size === 0 && chosen("f", 100).size === 5000, "shares come out within two points, 0 and 100 exactly");
const more = chosen("f", 30);
check([...chosen("f", 20)].every((id) => more.has(id)), "the share only grows as the percentage rises");
const other = chosen("g", 50);
const both = [...chosen("f", 50)].filter((id) => other.has(id)).length;
check(Math.abs(both / 5000 - 0.25) < 0.03, "two flags pick different users");
const alone = solution(ID, ["evaluate"], { changes: [["hash(`${name}:${user.id}`)", "hash(`${user.id}`)"]] }).evaluate;
const first = (name) => users.filter((user) => alone({ [name]: { percent: 10 } }, name, user).on).map((user) => user.id).join();
check(first("f") === first("g"), "hashing the user alone gives everything to the same users first");
let calls = 0;
const diamonds = {};
for (let i = 0; i < 10; i++) diamonds[`n${i}`] = { get percent() { calls += i === 9; return 100; }, needs: i < 9 ? [`n${i + 1}`, `n${i + 1}`] : [] };
evaluate(diamonds, "n0", { id: 1 });
check(calls === 512, "a shared need is evaluated anew for each");

const loose = solution(ID, ["evaluate"], { changes: [["typeof have === typeof want", "have !== null"]] }).evaluate;
const grown = { f: { rules: [{ when: ["age", "atLeast", 0], on: true }] } };
check(loose(grown, "f", { id: 1, age: "" }).on && !evaluate(grown, "f", { id: 1, age: "" }).on, "an empty text is at least 0 unless the types are compared");
