// Ratios against the formula in other steps; verdicts at the border; invalid colors; what sorting without a comparator does.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-contrast-ratio-check";
const given = solution(ID, ["contrast", "verdict", "luminance", "parseHex"]);
const { contrast, verdict, luminance } = given;
check((await examples(ID, given)).length === 0, "the handout's examples hold");

function light(color) {
  const full = color.length === 4 ? `#${color[1]}${color[1]}${color[2]}${color[2]}${color[3]}${color[3]}` : color;
  const whole = Number.parseInt(full.slice(1), 16);
  const weights = [0.2126, 0.7152, 0.0722];
  return [whole >> 16, (whole >> 8) & 255, whole & 255].map((v) => v / 255)
    .map((c) => (c > 0.04045 ? Math.pow((c + 0.055) / 1.055, 2.4) : c / 12.92)).reduce((sum, c, i) => sum + weights[i] * c, 0);
}
const r = random(1);
const color = () => {
  const length = r.pick([3, 6]);
  return `#${r.times(length, () => r.pick([..."0123456789abcdefABCDEF"])).join("")}`;
};
let border = 0;
for (let n = 0; n < 20000; n++) {
  const [a, b] = [color(), color()], [x, y] = [light(a), light(b)];
  const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05), { ratio: shown, text, largeText } = verdict(a, b);
  const good = Math.abs(contrast(a, b) - ratio) < 1e-12 && contrast(a, b) === contrast(b, a) && shown <= ratio && ratio - shown < 0.0100001
    && text === ratio >= 4.5 && largeText === ratio >= 3;
  if (!good) check(false, `random pair ${a} ${b}`);
  border += ratio < 4.5 && Number(ratio.toFixed(2)) >= 4.5;
}
check(border > 0, "20,000 random pairs: ratios and verdicts in both orders; rounding up would pass some that fail");
check(contrast("#000", "#fff") === 21 && contrast("#abc", "#AABBCC") === 1, "black and white is 21, equal is 1, the short form counts");
for (const bad of ["", "#12", "#1234", "#12345g", "123456", "#1234567", "#123456\n", "red", "# 12345"]) {
  let failed = false;
  try { contrast(bad, "#fff"); } catch { failed = true; }
  if (!failed) check(false, `${JSON.stringify(bad)} is refused`);
}
check(true, "nine texts that are no colors are refused");
const plain = solution(ID, ["contrast"], { changes: [[".sort((x, y) => x - y)", ".sort()"]] }).contrast;
check(Array.from({ length: 5000 }, () => [color(), color()]).every(([a, b]) => plain(a, b) === contrast(a, b)) && [10, 9].sort()[0] === 10, "comparing texts happens to work with luminances and not with numbers in general");
check(luminance("#000001") > 1e-6, "no luminance above 0 is small enough for an exponent");
