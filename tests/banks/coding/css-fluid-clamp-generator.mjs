// The CSS text evaluated at many widths against the line through both points; decimals, signs, equal sizes, other roots; zoom.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "css-fluid-clamp-generator";
const { fluid } = solution(ID, ["fluid"]);
check((await examples(ID, { fluid })).length === 0, "the handout's examples hold");

function value(css, width, root) {
  const number = "(-?\\d+(?:\\.\\d{0,3}[1-9])?)";
  if (!css.startsWith("clamp")) return Number(new RegExp(`^${number}rem$`).exec(css)[1]) * root;
  const [, low, start, sign, slope, high] = new RegExp(`^clamp\\(${number}rem, ${number}rem ([+-]) ${number}vw, ${number}rem\\)$`).exec(css);
  if (!(Number(low) <= Number(high))) return NaN;
  const middle = Number(start) * root + (sign === "-" ? -1 : 1) * Number(slope) * width / 100;
  return Math.max(Number(low) * root, Math.min(middle, Number(high) * root));
}
const wrong = (make) => {
  const r = random(1);
  let bad = 0;
  for (let n = 0; n < 4000; n++) {
    const [minSize, maxSize] = [4 + r.below(60), 4 + r.below(60)], minWidth = r.below(800), maxWidth = minWidth + 100 + r.below(900), root = r.pick([10, 16, 20]);
    const css = make(minSize, maxSize, minWidth, maxWidth, root);
    for (const width of [0, minWidth, minWidth + 1, (minWidth + maxWidth) / 2, maxWidth, 3000]) {
      const at = Math.min(Math.max(width, minWidth), maxWidth);
      const wanted = minSize + (maxSize - minSize) * (at - minWidth) / (maxWidth - minWidth);
      let found = NaN;
      try { found = value(css, width, root); } catch { /* no such text */ }
      bad += !(Math.abs(found - wanted) < 0.1);
    }
  }
  return bad;
};
check(wrong(fluid) === 0, "4,000 random pairs at six widths each: the line, constant beyond its ends");
const slip = (...changes) => solution(ID, ["fluid"], { changes }).fluid;
check(wrong(slip(["const low = Math.min(minSize, maxSize)", "const low = minSize"], ["const high = Math.max(minSize, maxSize)", "const high = maxSize"])) > 0, "bounds in the wrong order are wrong for shrinking sizes");
for (const [a, b] of [[500, 500], [600, 500], [NaN, 500]]) {
  let error;
  try { fluid(16, 20, a, b); } catch (caught) { error = caught; }
  check(error instanceof RangeError, `widths ${a} and ${b}: RangeError`);
}
check(Number((1.5).toFixed(4)).toString() === "1.5", "Number(toFixed) drops trailing zeros");
// Under zoom z the viewport has width / z CSS pixels, each z times as large.
const size = (css, width, zoom) => value(css, width / zoom, 16) * zoom;
check(Math.abs(size("clamp(0rem, 0rem + 5vw, 99rem)", 1000, 2) - size("clamp(0rem, 0rem + 5vw, 99rem)", 1000, 1)) < 1e-9, "pure vw does not react to zoom");
const steep = fluid(16, 80, 320, 1120), mild = fluid(16, 40, 320, 1120);
check(size(steep, 1120, 2) / size(steep, 1120, 1) < 2 && size(mild, 1120, 5) / size(mild, 1120, 1) >= 2, "a steep slope misses 200% at a zoom of two; 2.5 times the minimum reaches it at a larger zoom");
