// What React 19 does with an object and with handlers on a custom element, and that the answer's component works.
import { answer, check } from "../support/bank.mjs";
import { load } from "../support/page.mjs";
import { act, compile, createElement, mount, window } from "../support/react.mjs";

const { renderToString } = load("react-dom/server");
window.customElements.define("ds-rating", class extends window.HTMLElement {
  set value(value) { this.seen = value; }
  get value() { return this.seen; }
});
const rate = (node) => node.dispatchEvent(new window.CustomEvent("rated", { detail: 5 }));
const calls = [];
let page = await mount(createElement("ds-rating", { value: { score: 4 }, onrated: () => calls.push("onrated"), onRated: () => calls.push("onRated") }));
let node = page.container.querySelector("ds-rating");
rate(node);
check(node.seen?.score === 4 && !node.hasAttribute("value"), "an object becomes a property, as the element has one");
check(calls.join() === "onrated", "onrated is called for rated, onRated is not");
check(renderToString(createElement("ds-rating", { value: { score: 4 }, label: "x" })) === '<ds-rating label="x"></ds-rating>', "on the server only the text is written");

const code = answer("react-web-component-rating", "jsx").replace("function Rating", "export function Rating");
const { Rating } = compile(code);
const details = [];
page = await mount(createElement(Rating, { score: 3, onRated: (detail) => details.push(detail) }));
node = page.container.querySelector("ds-rating");
rate(node);
check(node.seen?.score === 3 && details.join() === "5", "the answer's component sets the property and hears the event");
await page.unmount();
rate(node);
check(details.length === 1, "and stops hearing it when it goes");

const { hydrateRoot } = load("react-dom/client");
const hydrate = async (element) => {
  const place = window.document.body.appendChild(window.document.createElement("div"));
  place.innerHTML = renderToString(element);
  let root;
  await act(async () => (root = hydrateRoot(place, element)));
  return { node: place.querySelector("ds-rating"), render: (next) => act(async () => root.render(next)) };
};
const heard = [];
const direct = (score) => createElement("ds-rating", { value: { score }, onrated: () => heard.push(score) });
const hydrated = await hydrate(direct(1));
rate(hydrated.node);
check(hydrated.node.seen === undefined && heard.length === 0, "hydration sets neither the property nor the listener");
await hydrated.render(direct(2));
rate(hydrated.node);
check(hydrated.node.seen?.score === 2 && heard.join() === "2", "the next render sets both");
const wrapped = await hydrate(createElement(Rating, { score: 3, onRated: (detail) => heard.push(detail) }));
rate(wrapped.node);
check(wrapped.node.seen?.score === 3 && heard.join() === "2,5", "the answer's component works after hydration");
const same = { score: 4 };
const stable = createElement("ds-rating", { value: same });
const kept = await hydrate(stable);
await kept.render(createElement("ds-rating", { value: same }));
check(kept.node.seen === undefined, "a render with the same object does not make up for it");
