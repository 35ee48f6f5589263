// Findings against counting by hand over random pages; the baseline allows each finding as often as it is listed, and a page that got better reports nothing new.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "a11y-outline-auditor";
const given = solution(ID, ["audit", "page", "good"]);
const { audit } = given;
check((await examples(ID, given)).length === 0, "the handout's examples hold");

function brute({ headings, landmarks, controls }) {
  const out = [];
  let ones = 0;
  for (const { level } of headings) ones += level === 1;
  if (ones === 0) out.push("one-h1: no h1");
  for (let n = 1; n < ones; n++) out.push("one-h1: another h1");
  headings.forEach((h, i) => { if (i && h.level - headings[i - 1].level > 1) out.push(`heading-order: ${h.text} skips a level`); });
  const named = (l) => (l.name === undefined ? "" : l.name.trim());
  landmarks.forEach((l, i) => { if (landmarks.slice(0, i).some((k) => k.role === l.role && named(k) === named(l))) out.push(`landmark-names: another ${l.role} with the same name`); });
  for (const { tag, name } of controls) if (name === undefined || name.trim() === "") out.push(`control-names: ${tag} has no name`);
  return out;
}
const r = random(1);
const name = () => r.pick([{}, { name: "" }, { name: " " }, { name: "Main" }, { name: "Foot" }, { name: "constructor" }]);
for (let n = 0; n < 5000; n++) {
  const page = {
    headings: r.times(r.below(5), (_, i) => ({ level: 1 + r.below(4), text: r.pick(["A", "B"]) })),
    landmarks: r.times(r.below(5), () => ({ role: r.pick(["nav", "aside", "toString"]), ...name() })),
    controls: r.times(r.below(4), () => ({ tag: r.pick(["button", "input"]), ...name() })),
  };
  const all = brute(page), baseline = all.filter(() => r.below(2)).concat(r.below(2) ? ["gone: finding"] : []);
  const left = [...baseline];
  const fresh = all.filter((id) => { const at = left.indexOf(id); if (at >= 0) left.splice(at, 1); return at < 0; });
  if (JSON.stringify(audit(page)) !== JSON.stringify(all) || JSON.stringify(audit(page, baseline)) !== JSON.stringify(fresh)) {
    check(false, `random page ${JSON.stringify([page, baseline, audit(page, baseline), fresh])}`);
  }
}
check(true, "5,000 random pages: the findings in order, and only those beyond the baseline");
for (let n = 0; n < 2000; n++) {
  const page = {
    headings: [{ level: 1, text: "A" }, ...r.times(r.below(3), () => ({ level: 1, text: "B" })), { level: 4 + r.below(2), text: "C" }],
    landmarks: r.times(r.below(5), () => ({ role: r.pick(["nav", "aside"]), ...name() })),
    controls: r.times(r.below(4), () => ({ tag: "button", ...name() })),
  };
  const better = { headings: page.headings.filter((h) => h.text !== "B" || r.below(2)).map((h) => (h.level === 5 ? { ...h, level: 4 } : h)), landmarks: page.landmarks.filter(() => r.below(2)), controls: page.controls.filter(() => r.below(2)) };
  if (audit(better, audit(page)).length) check(false, `a page that got better reports ${audit(better, audit(page))}`);
}
check(true, "2,000 pages of which something wrong was removed report nothing new against the old baseline");
const three = { ...given.good, controls: Array.from({ length: 3 }, () => ({ tag: "button" })) };
check(audit(three, ["control-names: button has no name", "control-names: button has no name"]).length === 1, "two equal old findings and three now: one is new");
