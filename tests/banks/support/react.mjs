// Compiles a component from a handout and renders it into jsdom with React's act().
import { evaluate, load } from "./page.mjs";

const { JSDOM } = load("jsdom");
export const { window } = new JSDOM("<!doctype html><body></body>", { url: "https://app.example/", pretendToBeVisual: true });
for (const name of ["window", "document", "HTMLElement", "Node", "navigator", "localStorage", "Event", "MouseEvent", "KeyboardEvent"]) {
  Object.defineProperty(globalThis, name, { value: name === "window" ? window : window[name], configurable: true, writable: true });
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;
export const React = load("react");
const { createRoot } = load("react-dom/client");
export const { act, createElement } = React;

/** What the code exports; React's names and those in `scope` are in scope, as its imports would make them. */
export const compile = (code, scope = {}) => evaluate(code, { scope: { ...React, React, ...scope }, loader: "tsx" });

/** Renders an element; `render` again with new props, `unmount`, and the container to look at. */
export async function mount(element) {
  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  const render = (next) => act(async () => root.render(next));
  await render(element);
  return { container, render, unmount: () => act(async () => root.unmount()) };
}

export const click = (target) => act(async () => target.dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true })));
export const submit = (form) => act(async () => form.dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true })));

/** Types a whole text into a controlled field, the way React notices. */
export const type = (field, text) =>
  act(async () => {
    const prototype = field.tagName === "TEXTAREA" ? window.HTMLTextAreaElement.prototype : window.HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, text);
    field.dispatchEvent(new window.Event("input", { bubbles: true }));
  });
