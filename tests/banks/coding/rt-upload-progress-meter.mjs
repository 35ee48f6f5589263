// The view against exact arithmetic event by event: retries, canceled files, caps, stalls, the first moments; rounding.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "rt-upload-progress-meter";
const { uploadView } = solution(ID, ["uploadView"]);
check((await examples(ID, { uploadView })).length === 0, "the handout's examples hold");

const ceil = (a, b) => Number((a + b - 1n) / b);
function brute(sizes, events, now, windowMs) {
  const gone = (id) => events.some(([other, loaded, at]) => other === id && loaded === null && at <= now);
  const ids = Object.keys(sizes).filter((id) => !gone(id));
  const sent = (time) => ids.reduce((sum, id) => {
    const own = events.filter(([other, , at]) => other === id && at <= time);
    const last = own.length ? own[own.length - 1][1] : 0;
    return sum + BigInt(last > sizes[id] ? sizes[id] : last);
  }, 0n);
  const total = ids.reduce((sum, id) => sum + BigInt(sizes[id]), 0n), done = sent(now);
  const span = BigInt(now < windowMs ? now : windowMs), before = sent(now - Number(span)), gained = done > before ? done - before : 0n;
  return {
    percent: total === 0n ? 100 : Number((100n * done) / total),
    bytesPerSecond: span === 0n ? 0 : Number((2000n * gained + span) / (2n * span)),
    secondsLeft: done >= total ? 0 : gained === 0n || span === 0n ? null : ceil((total - done) * span, 1000n * gained),
  };
}
const wrong = (view) => {
  const r = random(1);
  let bad = 0;
  for (let n = 0; n < 8000; n++) {
    const sizes = Object.fromEntries(["a", "constructor", "__proto__", "7"].filter(() => r.below(3)).map((id) => [id, r.pick([0, 1, 3, 100, 1000, 12345])]));
    let at = 0;
    const events = r.times(r.below(8), () => [r.pick(["a", "constructor", "__proto__", "7", "x"]), r.below(8) ? r.pick([0, 1, 2, 50, 100, 999, 1040, 12345]) : null, (at += r.pick([0, 1, 3, 10, 700, 3000]))]);
    const now = r.pick([0, 1, 3, 10, at, at + 1, at + 4000, at + 9000]), windowMs = r.pick([5000, 10, 7]);
    const known = events.filter(([id, , time]) => time <= now || id);
    bad += JSON.stringify(view(sizes, known, now, windowMs)) !== JSON.stringify(brute(sizes, known, now, windowMs));
  }
  return bad;
};
check(wrong(uploadView) === 0, "8,000 random uploads: percent, speed and remaining time of exact arithmetic");
check(uploadView({ 7: 10, 8: 90 }, [[7, 10, 5], [8, null, 9]], 10).percent === 100, "ids may be numbers, as keys of sizes are texts");
const slip = (...changes) => solution(ID, ["uploadView"], { changes }).uploadView;
const divided = slip(["Math.ceil(((total - done) * span) / (1000 * gained))", "Math.ceil((total - done) / (gained / span) / 1000)"]);
const whole = [{ a: 196 }, [["a", 21, 120]], 120];
check(divided(...whole).secondsLeft === 2 && uploadView(...whole).secondsLeft === 1, "dividing first makes two seconds of one");
check(wrong(slip(["Math.max(0, done - doneAt(now - span))", "done - doneAt(now - span)"])) > 0, "a retry makes the speed negative");
check(wrong(slip(["Math.floor((100 * done) / total)", "Math.round((100 * done) / total)"])) > 0, "rounding shows 100 before the end");
check(wrong(slip(["Math.min(latest[id] ?? 0, sizes[id])", "(latest[id] ?? 0)"])) > 0, "without the cap a part exceeds its file");
check(uploadView({ a: 100 }, [["a", 50, 0], ["a", 60, 1000]], 1000).bytesPerSecond === 10 && uploadView({ a: 100 }, [["a", 50, 1000]], 6000).bytesPerSecond === 0, "an event exactly at the start of the window is before it");
check(uploadView({ a: 100 }, [["a", 50, 100], ["a", 90, 300]], 200).percent === 50, "events after now do not count");
check(uploadView({ a: 1000 }, [["a", 1, 1000]], 3000).secondsLeft === 2997, "the remaining time uses the speed before rounding");
const big = 100_000_000_000;
check(uploadView({ a: big }, [["a", big - 1, 60000]], 60000, 60000).percent === 99 && uploadView({ a: big }, [["a", 1, 60000]], 60000, 60000).secondsLeft === 60 * (big - 1), "100 GB and a minute stay exact");
