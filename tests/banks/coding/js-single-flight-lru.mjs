// Loads, order and failures against a model; one load for many callers; a late failure must not remove a newer entry.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-single-flight-lru";
const { createCache, loads } = solution(ID, ["createCache", "loads"]);
check((await examples(ID, { createCache, loads })).length === 0, "the handout's examples hold");

const settle = async () => { for (let i = 0; i < 6; i++) await null; };

async function wrong(create) {
  const r = random(1);
  let bad = 0;
  for (let round = 0; round < 600; round++) {
    const open = [], capacity = 1 + r.below(3);
    const cache = create((key) => new Promise((resolve, reject) => open.push({ key, resolve, reject })), capacity);
    let model = [], number = 0, asked = [], started = [];
    for (let step = 0; step < 20; step++) {
      const key = r.pick(["a", "b", "c", "d"]), what = r.below(6);
      if (what < 3) {
        let entry = model.find((e) => e.key === key);
        if (!entry) { entry = { key, number: number++ }; started.push(entry); }
        model = [...model.filter((e) => e !== entry), entry].slice(-capacity);
        asked.push([entry, cache.get(key).then((v) => `${v}`, (e) => `failed ${e.message}`)]);
        await settle();
        if (open.length !== number || open[entry.number].key !== key) { bad += 1; break; }
      } else if (what === 3) {
        bad += cache.delete(key) !== model.some((e) => e.key === key);
        model = model.filter((e) => e.key !== key);
      } else if (started.length) {
        const entry = started.splice(r.below(started.length), 1)[0];
        if (r.below(2)) { open[entry.number].resolve(entry.number); entry.end = `${entry.number}`; } else {
          open[entry.number].reject(new Error(entry.number));
          entry.end = `failed ${entry.number}`;
          model = model.filter((e) => e !== entry);
        }
        await settle();
      }
      bad += JSON.stringify(cache.keys()) !== JSON.stringify(model.map((e) => e.key));
    }
    for (const load of open) load.resolve("left open");
    for (const [entry, promise] of asked) if (entry.end) bad += await promise !== entry.end;
  }
  return bad;
}
check(await wrong(createCache) === 0, "600 random histories: loads, order, failures and eviction of the model");
const slip = (...changes) => solution(ID, ["createCache"], { changes }).createCache;
check(await wrong(slip(["if (entries.get(key) === promise) entries.delete(key)", "entries.delete(key)"])) > 0, "without the identity check an old failure removes a newer entry");
check(await wrong(slip(["        entries.delete(key);\n        entries.set(key, known);\n", ""])) > 0, "without renewing its place it isn't LRU");
let count = 0;
const cache = createCache(async () => { count += 1; return 5; }, 2);
const ten = await Promise.all(Array.from({ length: 10 }, () => cache.get("x")));
check(count === 1 && ten.every((value) => value === 5), "ten callers, one load");
const throwing = createCache(() => { throw new Error("at once"); }, 2);
check(await throwing.get("x").catch((error) => error.message) === "at once" && throwing.keys().length === 0, "a synchronous throw becomes a rejection");
count = 0;
const small = createCache(async () => { count += 1; await settle(); }, 1);
await Promise.all([small.get("a"), small.get("b"), small.get("a")]);
check(count === 3, "with a capacity below the concurrency a second load starts");
let unhandled = 0;
process.on("unhandledRejection", () => { unhandled += 1; });
const waiting = async (known) => { if (!known.has("x")) known.set("x", await (count += 1)); };
count = 0;
const late = new Map();
await Promise.all(Array.from({ length: 10 }, () => waiting(late)));
check(count === 10, "awaiting before storing loads ten times");
await new Promise((done) => setTimeout(done, 5));
check(unhandled === 0, "no rejection is left unhandled");
