// The answer's tests in Jest: all but the last pass; broken hooks are caught; the interval at zero and the short second.
import { answer, check, handout } from "../support/bank.mjs";
import { failed, run } from "../support/jest.mjs";

const ID = "tq-hook-use-countdown";
const hook = handout(ID, "jsx"), tests = answer(ID, "jsx");
const change = (from, to) => {
  if (hook.split(from).length !== 2) throw new Error(from);
  return { "useCountdown.jsx": hook.replace(from, to), "answer.test.jsx": tests };
};
const outcome = run({
  given: { "useCountdown.jsx": hook, "answer.test.jsx": tests + `
test("stops ticking at zero", () => {
  renderHook(() => useCountdown(1));
  pass(5000);
  expect(jest.getTimerCount()).toBe(0);
});
test("a full second after restart", () => {
  const { result } = renderHook(() => useCountdown(3));
  pass(900);
  act(() => result.current.restart());
  pass(900);
  expect(result.current.left).toBe(3);
});
test("destructured", () => {
  const { result } = renderHook(() => useCountdown(2));
  const { left } = result.current;
  pass(1000);
  expect(left).toBe(1);
});` },
  below: change("Math.max(0, n - 1)", "n - 1"), leak: change("return () => clearInterval(timer);", ""),
  stuck: change("setLeft(seconds) }", "setLeft(0) }"), slow: change("}, 1000);", "}, 2000);"), quick: change("}, 1000);", "}, 900);"),
  follows: change("  return { left,", "  useEffect(() => setLeft(seconds), [seconds]);\n  return { left,"),
});
check(failed(outcome.given).join() === "follows a new start value,stops ticking at zero,a full second after restart,destructured",
  "all but the last of the answer's tests pass; the interval goes on at zero, the second after a restart is short, a destructured value is stale");
for (const [name, count] of [["below", 2], ["leak", 2], ["stuck", 2], ["slow", 2], ["quick", 2]]) check(failed(outcome[name]).length >= count, `broken: ${name} is caught`);
check(failed(outcome.follows).length === 0, "a hook that follows its start value passes all four");
