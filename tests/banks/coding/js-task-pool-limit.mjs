// Results and the number of running tasks against a plan; throws before the promise; chunks wait, the rate isn't limited.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-task-pool-limit";
const { runPool, peak } = solution(ID, ["runPool", "peak"]);
check((await examples(ID, { runPool, peak })).length === 0, "the handout's examples hold");

// Ticks are turns of the microtask queue, so that nothing waits for real time.
const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
async function run(pool, plan, limit) {
  let running = 0, most = 0, started = 0;
  const results = await pool(plan.map(([kind, length], index) => () => {
    if (kind === "early") { started += 1; throw `early ${index}`; }
    started += 1;
    most = Math.max(most, ++running);
    return ticks(length).then(() => {
      running -= 1;
      if (kind === "late") throw `late ${index}`;
      return index;
    });
  }), limit);
  return { results, most, started };
}
const r = random(1);
for (let n = 0; n < 1500; n++) {
  const plan = r.times(r.below(9), () => [r.pick(["ok", "ok", "late", "early"]), r.below(12)]);
  const limit = 1 + r.below(4);
  const { results, most, started } = await run(runPool, plan, limit);
  const wanted = await Promise.allSettled(plan.map(async ([kind], index) => { if (kind !== "ok") throw `${kind} ${index}`; return index; }));
  if (JSON.stringify(results) !== JSON.stringify(wanted) || most > limit || started !== plan.length) check(false, `random plan ${JSON.stringify([plan, limit])}`);
}
check(true, "1,500 random plans: the results of allSettled in order, never more than the limit");

async function length(pool, plan, limit) {
  let now = 0, done = false;
  const clock = (async () => { while (!done) { await null; now += 1; } })();
  await run(pool, plan, limit);
  done = true;
  await clock;
  return now;
}
const chunks = async (tasks, limit) => {
  const out = [];
  for (let i = 0; i < tasks.length; i += limit) out.push(...await Promise.allSettled(tasks.slice(i, i + limit).map((task) => task())));
  return out;
};
const uneven = Array.from({ length: 10 }, (_, i) => ["ok", i % 2 ? 10 : 200]);
check(await length(chunks, uneven, 2) > 900 && await length(runPool, uneven, 2) < 800, "chunks wait for their slowest");
check((await runPool([async () => 1], 0)).length === 1 && !(0 in await runPool([async () => 1], 0)), "a limit of 0 runs nothing and gives empty slots");
const quick = await run(runPool, Array.from({ length: 5000 }, () => ["ok", 0]), 3);
check(quick.most <= 3 && quick.started === 5000, "5,000 quick tasks run as fast as they can: the rate isn't limited");
