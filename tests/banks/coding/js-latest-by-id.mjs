// The readings against looking at all others; ties, order of arrival, ids 9 and 10, a frozen input; >= and plain sort fail.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-latest-by-id";
const { latestById } = solution(ID, ["latestById"]);
check((await examples(ID, { latestById })).length === 0, "the handout's examples hold");
const brute = (list) => {
  const kept = list.filter((one, i) => !list.some((other, j) => other.id === one.id && (other.at > one.at || (other.at === one.at && j < i))));
  const out = [];
  for (const one of kept) out.splice(out.filter((other) => other.id < one.id).length, 0, one);
  return out;
};
const r = random(1);
const make = () => r.times(r.below(12), (_, value) => Object.freeze({ id: r.pick([9, 10, 1, -2, 0.5, 100]), at: r.below(4), value }));
const wrong = (solve) => {
  let bad = 0;
  for (let n = 0; n < 4000; n++) {
    const list = Object.freeze(make());
    const found = solve(list), wanted = brute(list);
    bad += found.length !== wanted.length || found.some((one, i) => one !== wanted[i]);
  }
  return bad;
};
check(wrong(latestById) === 0, "4,000 random frozen lists: the very readings of brute force, ascending by id");
const slip = (...change) => solution(ID, ["latestById"], { changes: [change] }).latestById;
check(wrong(slip("reading.at > known.at", "reading.at >= known.at")) > 0, "with >= the second of equal times wins");
check(wrong(slip("(a, b) => a.id - b.id", "")) > 0 && [10, 9].sort().join() === "10,9", "sort() without a comparator puts 10 before 9");
check(wrong(slip("!known || reading.at > known.at", "true")) > 0, "keeping the last to arrive is wrong");
check(Object.keys({ [9]: 1 })[0] === "9", "an object turns the ids into texts");
check("2025-03-09T10:00Z" < "2025-03-10T01:00Z" && "2025-03-10T01:00+09:00" > "2025-03-09T20:00Z" && Date.parse("2025-03-10T01:00+09:00") < Date.parse("2025-03-09T20:00Z"),
  "ISO texts in one zone compare rightly, in two they don't");
check([{ id: 9 }, { id: 1 }].sort().map((one) => one.id).join() === "9,1", "and does not sort readings at all");
