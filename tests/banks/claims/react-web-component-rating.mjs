// What React 19 does with an object and with handlers on a custom element, and that the answer's component works.
import { answer, check } from "../support/bank.mjs";
import { load } from "../support/page.mjs";
import { compile, createElement, mount, window } from "../support/react.mjs";

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
