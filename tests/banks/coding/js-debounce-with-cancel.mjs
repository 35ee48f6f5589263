// Bursts on a clock that the harness moves, against the rule; cancel, flush, this, an fn that throws or calls again.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-debounce-with-cancel";
const real = solution(ID, ["debounce", "trial"]);
check((await examples(ID, real)).length === 0, "the handout's examples hold");

function clock() {
  let now = 0, last = 0;
  const timers = new Map();
  return {
    setTimeout: (fn, ms) => { timers.set(++last, [now + ms, fn]); return last; },
    clearTimeout: (id) => timers.delete(id),
    waiting: () => timers.size,
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(([, [at]]) => at <= end).sort((a, b) => a[1][0] - b[1][0])[0];
        if (!due) break;
        timers.delete(due[0]);
        now = due[1][0];
        due[1][1]();
      }
      now = end;
    },
  };
}
let current;
const load = (...changes) => solution(ID, ["debounce"], {
  changes, globals: { setTimeout: (...a) => current.setTimeout(...a), clearTimeout: (...a) => current.clearTimeout(...a) },
}).debounce;

function wrong(...changes) {
  const r = random(1), debounce = load(...changes);
  let bad = 0;
  for (let round = 0; round < 800; round++) {
    const time = (current = clock()), seen = [], wanted = [];
    const made = debounce((x) => { seen.push([now, x]); return x * 2; }, 10);
    let now = 0, pending = null;
    const pass = (ms) => {
      for (let i = 0; i < ms; i++) {
        now += 1;
        if (pending && now >= pending[0] + 10) { wanted.push([now, pending[1]]); pending = null; }
        try { time.pass(1); } catch { bad += 1; }
      }
    };
    for (let step = 0; step < 15; step++) {
      const what = r.below(6);
      if (what < 3) { made(step); pending = [now, step]; }
      if (what === 3) { made.cancel(); pending = null; }
      if (what === 4) {
        if (pending) wanted.push([now, pending[1]]);
        bad += made.flush() !== (pending ? pending[1] * 2 : undefined);
        pending = null;
      }
      pass(r.pick([0, 1, 5, 9, 10, 11, 25]));
    }
    pass(20);
    bad += JSON.stringify(seen) !== JSON.stringify(wanted) || time.waiting() !== 0;
  }
  return bad;
}
check(wrong() === 0, "800 random bursts: calls, times, results of flush, no timer left");
check(wrong(["    pending = { self: this, args };\n    clearTimeout(timer);", "    pending = { self: this, args };"]) > 0, "without clearing the old timer it fires too early");

const time = (current = clock()), log = [];
const again = load()(function (x) { log.push([this?.name, x]); if (x === 1) { again(2); throw new Error("1"); } }, 10);
again.call({ name: "me" }, 1);
let thrown = 0;
try { time.pass(10); } catch { thrown += 1; }
time.pass(10);
check(thrown === 1 && JSON.stringify(log) === '[["me",1],[null,2]]', "this is passed on; an fn that calls again and throws leaves a sound state");
const stream = (current = clock()), moves = [];
const draw = load()((x) => moves.push(x), 10);
for (let i = 0; i < 100; i++) { draw(i); stream.pass(5); }
check(moves.length === 0, "a steady stream keeps debounce silent");
