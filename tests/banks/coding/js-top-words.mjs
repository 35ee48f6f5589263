// The words against a reader letter by letter: apostrophes, accents as marks, ties; split, booleans in sort, plain objects.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-top-words";
const { topWords } = solution(ID, ["topWords"]);
check((await examples(ID, { topWords })).length === 0, "the handout's examples hold");

function brute(text, n) {
  const letters = [...text.toLowerCase()].map((c) => (c === "\u2019" ? "'" : c));
  const part = (c) => c !== undefined && /^[\p{L}0-9]$/u.test(c);
  const words = [""];
  letters.forEach((c, i) => {
    const begun = words.at(-1) !== "";
    if (part(c) || (begun && c === "'" && part(letters[i - 1]) && part(letters[i + 1]))) words[words.length - 1] += c;
    else words.push("");
  });
  const distinct = [...new Set(words.filter(Boolean))].sort();
  const rows = distinct.map((word) => [word, words.filter((w) => w === word).length]);
  const out = [];
  for (const row of rows) out.splice(out.findLastIndex((other) => other[1] >= row[1]) + 1, 0, row);
  return out.slice(0, n);
}
const r = random(1);
const signs = ["a", "A", "b", "'", "\u2019", " ", ".", "1", "é", "É", "Œ", "œ", "-", "\u00b2", "\u00bd", "\u2764\ufe0f", "_", "\n"];
for (let n = 0; n < 6000; n++) {
  const text = r.times(r.below(16), () => r.pick(signs)).join(""), most = r.below(5);
  if (JSON.stringify(topWords(text, most)) !== JSON.stringify(brute(text, most))) check(false, `random text ${JSON.stringify(text)}`);
}
check(true, "6,000 random texts: words, counts and order of the reader");
check(topWords("constructor constructor", 1)[0][1] === 2, "the word constructor is counted");
const plain = {};
for (const word of ["constructor", "constructor"]) plain[word] = (plain[word] ?? 0) + 1;
check(plain.constructor !== 2, "in a plain object it isn't");
check("slow,  app".split(" ").includes("") && "slow,  app".split(" ").includes("slow,"), "split leaves empty strings and punctuation");
check("...".match(/\p{L}/gu) === null, "match without a match gives null");
check([3, 1, 2].sort((a, b) => a > b).join() === "3,1,2", "a comparator that returns booleans doesn't sort");
check("café".match(/\w+/g)[0] === "caf", "\\w drops the accented letter");
check(topWords("'slow' slow don\u2019t don't", 9).join(" ") === "don't,2 slow,2", "quotes and curly apostrophes make no other words");

check(topWords("I love it \u2764\ufe0f", 9).length === 3, "the mark that an emoji carries is no word");
check(topWords("m\u00b2 2,5 don''t", 9).map(([word]) => word).join() === "2,5,don,m,t", "only 0 to 9 are digits, only single apostrophes join");
