// Findings against counting by hand over random pages; the baseline allows each finding as often as it is listed.
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
  if (ones !== 1) out.push(`one-h1: ${ones} h1`);
  headings.forEach((h, i) => { if (i && h.level - headings[i - 1].level > 1) out.push(`heading-order: ${h.text}: h${h.level} after h${headings[i - 1].level}`); });
  const seen = [];
  for (const { role } of landmarks) {
    if (seen.includes(role)) continue;
    seen.push(role);
    const all = landmarks.filter((l) => l.role === role).map((l) => (l.name === undefined ? "" : l.name.trim()));
    for (const name of all.filter((n, i) => all.indexOf(n) === i)) {
      const count = all.filter((n) => n === name).length;
      if (count > 1) out.push(`landmark-names: ${count} ${role} with equal names`);
    }
  }
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
const three = { ...given.good, controls: Array.from({ length: 3 }, () => ({ tag: "button" })) };
check(audit(three, ["control-names: button has no name", "control-names: button has no name"]).length === 1, "two equal old findings and three now: one is new");
