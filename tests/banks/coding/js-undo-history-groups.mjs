// Random actions with nested and failing groups against a model that keeps texts; limit, redo, a command that throws.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-undo-history-groups";
const { createHistory, trial } = solution(ID, ["createHistory", "trial"]);
check((await examples(ID, { createHistory, trial })).length === 0, "the handout's examples hold");

function wrong(create) {
  const r = random(1);
  let bad = 0;
  for (let round = 0; round < 1500; round++) {
    const limit = r.pick([Infinity, 0, 1, 2, 5]);
    const h = create({ limit });
    let text = "", past = [], future = [];
    const command = (x) => ({ do: () => { if (x === "!") throw new Error("bad"); text += x; }, undo: () => { if (!text.endsWith(x)) bad += 1; text = text.slice(0, -1); } });
    let model = "";
    // Runs a plan inside a group, in the history and in the model; gives whether it failed.
    function work(depth) {
      const before = model;
      try {
        h.group(() => {
          for (let i = r.below(4); i > 0; i--) {
            const what = r.below(depth > 0 ? 8 : 6);
            if (what >= 6) { work(depth - 1); continue; }
            if (what === 5) bad += h.undo() || h.redo();
            const x = r.pick(["a", "b", "c", "c", "c", "!"]);
            if (x !== "!") model += x;
            h.execute(command(x));
          }
        });
      } catch { model = before; }
    }
    const record = (before) => {
      if (model === before) return;
      past = [...past, before].slice(limit ? -limit : Infinity);
      future = [];
    };
    for (let step = 0; step < 20; step++) {
      const what = r.below(5), before = model;
      if (what === 0) {
        bad += h.undo() !== past.length > 0;
        if (past.length) { future.push(model); model = past.pop(); }
      } else if (what === 1) {
        bad += h.redo() !== future.length > 0;
        if (future.length) { past.push(model); model = future.pop(); }
      } else if (what === 2) { work(2); record(before); } else {
        const x = r.pick(["a", "b", "!"]);
        try { h.execute(command(x)); model += x; } catch { bad += x !== "!"; }
        record(before);
      }
      if (text !== model || h.size !== past.length) { bad += 1; break; }
    }
  }
  return bad;
}
check(wrong(createHistory) === 0, "1,500 random histories: texts, sizes and answers of the model, nested and failing groups included");
const slip = (...changes) => solution(ID, ["createHistory"], { changes }).createHistory;
check(wrong(slip(["    undone = [];\n    if", "    if"])) > 0, "without emptying the redo list it brings back the wrong things");
check(wrong(slip(["[...step].reverse().forEach", "[...step].forEach"])) > 0, "undoing a group forward is wrong");
check(wrong(slip(["      const own = [];\n", "      if (open) return work();\n      const own = [];\n"])) > 0, "a nested group that only joins isn't rolled back when it fails alone");
check(createHistory().group(() => 7) === 7, "group gives what work gives");

const nested = (...changes) => {
  const history = solution("js-undo-history-groups", ["createHistory"], { changes }).createHistory();
  let count = 0;
  const command = { do: () => { count += 1; }, undo: () => { count -= 1; } };
  history.group(() => history.group(() => { for (let n = 0; n < 200000; n++) history.execute(command); }));
  history.undo();
  return count;
};
check(nested() === 0, "a nested group of 200,000 commands is one step");
let spread = "";
try { nested(["for (const c of own) outer.push(c)", "outer.push(...own)"]); } catch (error) { spread = error.name; }
check(spread === "RangeError", "spreading them into push would be too much for the stack");
