// Names against the steps written out over random trees: references, labels, hidden parts, images, white space; nothing loops.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "a11y-accessible-name-function";
const given = solution(ID, ["accName", "h", "save", "city", "more", "page"]);
const { accName, h } = given;
check((await examples(ID, given)).length === 0, "the handout's examples hold");

const squeeze = (text) => text.split(/\s+/).filter(Boolean).join(" ");
function flat(node, out = []) {
  out.push(node);
  for (const child of node.children) if (typeof child === "object") flat(child, out);
  return out;
}
function content(node) {
  let text = "";
  for (const child of node.children) {
    if (typeof child === "string") text += child;
    else if (child.attrs["aria-hidden"] === "true") continue;
    else if (squeeze(child.attrs["aria-label"] ?? "")) text += squeeze(child.attrs["aria-label"]);
    else if (child.tag === "img") text += squeeze(child.attrs.alt ?? child.attrs.title ?? "");
    else text += content(child);
  }
  return text;
}
function brute(node, root) {
  const nodes = flat(root);
  const steps = (n) => {
    if (squeeze(n.attrs["aria-label"] ?? "")) return squeeze(n.attrs["aria-label"]);
    if (n.tag === "img") return squeeze(n.attrs.alt ?? "");
    if (n.tag === "input") {
      const labels = nodes.filter((l) => l.tag === "label" && ("for" in l.attrs ? n.attrs.id !== undefined && l.attrs.for === n.attrs.id : l.children.some((c) => c === n)));
      return labels.length ? squeeze(content(labels[0])) : "";
    }
    return ["button", "a", "label", "span", "h1", "h2"].includes(n.tag) ? squeeze(content(n)) : "";
  };
  const named = squeeze(node.attrs["aria-labelledby"] ?? "").split(" ").flatMap((id) => nodes.filter((n) => n.attrs.id === id)).map((n) => steps(n) || squeeze(content(n)));
  if (squeeze(named.join(" "))) return squeeze(named.join(" "));
  if (node.tag === "img" && "alt" in node.attrs) return steps(node);
  return steps(node) || squeeze(node.attrs.title ?? "");
}
const r = random(1);
let ids = 0;
const make = (depth) => {
  const attrs = {};
  if (r.below(3) === 0 && ids < 5) attrs.id = `i${ids++}`;
  if (r.below(5) === 0) attrs["aria-label"] = r.pick(["", " ", " L  1 ", "L2"]);
  if (r.below(4) === 0) attrs["aria-labelledby"] = r.times(1 + r.below(3), () => `i${r.below(6)}`).join(r.pick([" ", "  "]));
  if (r.below(6) === 0) attrs["aria-hidden"] = r.pick(["true", "false"]);
  if (r.below(4) === 0) attrs.title = r.pick(["T", " ", ""]);
  if (r.below(4) === 0) attrs.alt = r.pick(["", " alt "]);
  const tag = r.pick(["button", "a", "label", "span", "h2", "img", "input", "div"]);
  if (tag === "label" && r.below(2)) attrs.for = `i${r.below(5)}`;
  const children = depth > 0 && !["img", "input"].includes(tag) ? r.times(r.below(4), () => (r.below(2) ? r.pick(["a", " b ", "\n", "c  d", ""]) : make(depth - 1))) : [];
  return h(tag, attrs, ...children);
};
const wrong = (name) => {
  let bad = 0;
  for (let n = 0; n < 1500; n++) {
    ids = 0;
    const root = h("main", {}, ...r.times(3, () => make(3)));
    for (const node of flat(root)) {
      try { bad += name(node, root) !== brute(node, root); } catch { bad += 1; }
    }
  }
  return bad;
};
check(wrong(accName) === 0, "1,500 random trees: each element's name by the steps");
const slip = (...changes) => solution(ID, ["accName"], { changes }).accName;
check(wrong(slip(["ownName(n) || textOf(n)", "accName(n, root)"])) > 0, "following references of referenced elements runs forever when two name each other");
const titled = h("main", {}, h("img", { id: "i", title: "T" }), h("a", { "aria-labelledby": "i" }, "Text"));
check(accName(titled.children[0], titled) === "T" && accName(titled.children[1], titled) === "Text", "a title names an image by itself, not one that is referenced: steps 2 to 5");
const around = h("label", {}, "City ", h("input", {}));
check(accName(around.children[1], around) === "City" && accName(around, around) === "City", "a label around its own input");
let endless = false;
try { slip(["      return ariaLabel(child) || raw(child);", "      return ownName(child) || raw(child);"])(around.children[1], around); } catch (error) { endless = error instanceof RangeError; }
check(endless, "asking for names inside content, a label around its own input asks for itself without end");
