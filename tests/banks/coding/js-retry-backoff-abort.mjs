// Calls, pauses and ends against the rule; aborting before, during a call and during a pause; return without await; listeners.
import { getEventListeners } from "node:events";
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-retry-backoff-abort";
const { retry, pause, waits } = solution(ID, ["retry", "pause", "waits"]);
check((await examples(ID, { retry, waits })).length === 0, "the handout's examples hold");

async function wrong(retry) {
  const r = random(1);
  let bad = 0;
  for (let round = 0; round < 2000; round++) {
    const attempts = 1 + r.below(6), base = r.pick([1, 100, 7]), max = r.pick([5, 300, 5000]);
    const plan = r.times(7, () => r.pick(["down", "down", "fatal", "ok"]));
    const chance = r.times(7, () => r.next());
    const abortAt = r.pick([0, 0, 0, 1, 2, -1, -2]); // in which call (positive) or pause (negative)
    const control = new AbortController(), log = [], wanted = [];
    let pauses = 0, calls = 0;
    const task = async (attempt) => {
      calls += 1;
      log.push(`call ${attempt}`);
      if (calls === abortAt) control.abort("stopped");
      if (plan[calls - 1] !== "ok") throw plan[calls - 1];
      return "fine";
    };
    const sleep = async (ms) => {
      log.push(`pause ${ms}`);
      if (++pauses === -abortAt) { control.abort("stopped"); throw "stopped"; }
    };
    let n = 0;
    const end = await retry(task, { attempts, base, max, signal: control.signal, sleep, random: () => chance[n++], retryable: (e) => e === "down" }).catch((e) => e);
    let result;
    for (let i = 1; result === undefined; i++) {
      wanted.push(`call ${i}`);
      if (plan[i - 1] === "ok") result = "fine";
      else if (plan[i - 1] === "fatal" || i === attempts || i === abortAt) result = plan[i - 1];
      else {
        wanted.push(`pause ${Math.round(chance[i - 1] * Math.min(max, base * [1, 2, 4, 8, 16, 32][i - 1]))}`);
        if (i === -abortAt) result = "stopped";
      }
    }
    bad += end !== result || log.join() !== wanted.join();
  }
  return bad;
}
check(await wrong(retry) === 0, "2,000 random plans: calls, pauses and ends of the rule, with aborts in calls and pauses");
const slip = (...changes) => solution(ID, ["retry"], { changes }).retry;
check(await wrong(slip(["return await task(attempt)", "return task(attempt)"])) > 0, "without await the rejection leaves the try");
const control = new AbortController();
const start = performance.now();
setTimeout(() => control.abort(new Error("stopped")), 10);
const error = await pause(60000, control.signal).catch((e) => e);
check(error.message === "stopped" && performance.now() - start < 5000, "an abort ends a pause at once with its reason");
const early = new AbortController();
const began = performance.now();
const give = () => { early.abort(new Error("stopped")); return true; };
const ended = await retry(async () => { throw new Error("down"); }, { base: 60000, max: 60000, random: () => 1, signal: early.signal, retryable: give }).catch((e) => e);
check(ended.message === "stopped" && performance.now() - began < 5000, "a pause that begins after the abort ends at once, too");
const long = new AbortController();
await pause(1, long.signal);
check(getEventListeners(long.signal, "abort").length === 0, "no listener is left after a pause");
let layered = 0;
const call = () => { layered += 1; return Promise.reject(new Error("down")); };
const quick = { attempts: 4, sleep: async () => {} };
await retry(() => retry(() => retry(call, quick), quick), quick).catch(() => {});
check(layered === 64, "three layers of four attempts make 64 calls");
