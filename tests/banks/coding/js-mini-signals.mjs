// Random graphs against recomputing everything: which effects run, what they see, how often computed values run; errors, disposing.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-mini-signals";
const NAMES = ["signal", "computed", "effect", "batch", "trace", "one", "diamond", "branch"];
const given = solution(ID, NAMES);
check((await examples(ID, given)).length === 0, "the handout's examples hold");

function wrong({ signal, computed, effect, batch }) {
  const r = random(1);
  let bad = 0;
  for (let round = 0; round < 500; round++) {
    const signals = r.times(3, () => ({ value: r.below(3) }));
    for (const s of signals) { s.made = signal(s.value); s.plain = (seen) => { seen?.add(s); return s.value; }; }
    const nodes = [...signals];
    for (let i = r.below(5); i > 0; i--) {
      const [x, y, z] = [r.pick(nodes), r.pick(nodes), r.pick(nodes)];
      const node = { runs: 0, dirty: true };
      node.made = computed(() => { node.runs += 1; return (x.made.get() % 2 ? y : z).made.get() + 1; });
      node.plain = (seen) => (x.plain(seen) % 2 ? y : z).plain(seen) + 1;
      nodes.push(node);
    }
    const effects = r.times(1 + r.below(3), () => {
      const [x, y] = [r.pick(nodes), r.pick(nodes)];
      const e = { log: [], wanted: [], plain: (seen) => (x.plain(seen) % 2 ? y.plain(seen) : "even") };
      e.stop = effect(() => e.log.push(x.made.get() % 2 ? y.made.get() : "even"));
      e.seen = new Set();
      e.wanted.push(e.plain(e.seen));
      return e;
    });
    for (let step = 0; step < 12; step++) {
      const changes = r.times(1 + r.below(2), () => [r.pick(signals), r.below(3)]);
      const touched = new Set();
      const before = nodes.map((n) => n.runs);
      const write = () => { for (const [s, v] of changes) { if (s.value !== v) touched.add(s); s.value = v; s.made.set(v); } };
      if (changes.length > 1) batch(write); else write();
      for (const e of effects) {
        if (!e.stopped && [...e.seen].some((s) => touched.has(s))) { e.seen = new Set(); e.wanted.push(e.plain(e.seen)); }
        bad += JSON.stringify(e.log) !== JSON.stringify(e.wanted);
      }
      bad += nodes.some((n, i) => n.runs - before[i] > 1);
      if (r.below(5) === 0) { const e = r.pick(effects); e.stop(); e.stopped = true; }
      if (r.below(2)) { const n = r.pick(nodes); const runs = n.runs; bad += n.made.get() !== n.plain() || (n.made.get(), n.runs > runs + 1); }
    }
  }
  return bad;
}
check(wrong(given) === 0, "500 random graphs with branches, batches and disposing: logs as recomputing everything, each computed once per change");
const slip = (...changes) => solution(ID, NAMES, { changes });
check(wrong(slip(["  drop(observer);\n  const outer", "  const outer"])) > 0, "keeping old subscriptions runs effects too often");

const { signal, computed, effect, batch } = given;
function recover(lib) {
  const a = lib.signal(1), log = [];
  const c = lib.computed(() => { if (a.get() === 2) throw new Error("two"); return a.get(); });
  lib.effect(() => { try { log.push(c.get()); } catch (error) { log.push(error.message); } });
  a.set(2); a.set(3);
  return log.join();
}
check(recover(given) === "1,two,3", "after an error in a computed its readers hear of the next change");
check(recover(slip(["        } catch (error) {\n          value = error;\n          failed = true;\n        }\n        stale = false;", "        } finally {\n          failed = false;\n        }\n        stale = false;"])) === "1,two", "left stale, it would stay silent");
const own = signal(0), seen = [];
effect(() => { const v = own.get(); if (v < 3) own.set(v + 1); seen.push(v); });
check(seen.join() === "0,1,2,3", "writes in the first run wait until it has ended");
const s = signal(0), runs = [];
const stop = effect(() => { runs.push(s.get()); if (s.get() === 1) { stop(); s.get(); } });
s.set(1); s.set(2);
check(runs.join() === "0,1", "an effect that disposes of itself stays silent");
function finish(lib) {
  const logs = [];
  for (const where of ["signal", "computed", "batch"]) {
    const n = lib.signal(0), twice = lib.computed(() => n.get() * 2), log = [];
    const end = lib.effect(() => {
      const v = where === "computed" ? twice.get() / 2 : n.get();
      log.push(v);
      if (v === 0 || v > 5) return;
      end();
      n.get(); twice.get();
      if (where === "batch") lib.batch(() => n.set(v + 1)); else n.set(v + 1);
    });
    n.set(1); n.set(9);
    logs.push(log.join());
  }
  return logs.join(" ");
}
check(finish(given) === "0,1 0,1 0,1", "nor does one run again that disposes of itself, reads and then writes what it read");
check(finish(slip(["if (alive) queue.add(self)", "queue.add(self)"])) !== "0,1 0,1 0,1", "unless invalidate forgets to ask whether it is alive");
const same = [];
const p = signal(1), parity = computed(() => p.get() % 2);
effect(() => same.push(parity.get()));
p.set(3);
check(same.join() === "1,1", "an effect runs even if a computed ends with an equal value");
const bad = signal(0), log = [];
effect(() => { if (bad.get() === 1) throw new Error("effect"); });
effect(() => log.push(bad.get()));
try { bad.set(1); } catch { /* the first effect throws */ }
const left = log.join();
signal(0).set(1);
check(left === "0" && log.join() === "0,1", "an effect that throws leaves the others queued until the next write");
const later = signal(0), counts = [];
effect(async () => { await null; counts.push(later.get()); });
await null; await null;
later.set(1);
await null; await null;
check(counts.join() === "0", "nothing after an await is tracked");
const unread = computed(() => check(false, "never read"));
{
  const n = signal(0), log = [];
  batch(() => { n.set(1); effect(() => log.push(n.get())); log.push("made"); n.set(2); log.push("end"); });
  effect(() => { log.push("outer"); effect(() => log.push("inner")); log.push("after"); });
  check(log.join() === "1,made,end,2,outer,inner,after", "an effect runs at once even within a batch or another effect; its rerun waits");
}
check(unread && batch(() => 7) === 7, "a computed that nobody reads never runs; batch gives the result");
const chain = (length) => {
  let end = signal(0);
  for (let i = 0; i < length; i++) { const before = end; end = computed(() => before.get() + 1); }
  try { return end.get(); } catch (error) { return error.name; }
};
check(chain(1000) === 1000 && chain(50_000) === "RangeError", "a thousand computed values in a chain work, tens of thousands overflow the stack");
