// The answer's boundary holds an error and a thrown null, retries, and hears of a failed transition but not of a handler.
import { answer, check } from "../support/bank.mjs";
import { act, click, compile, createElement, mount, React, window } from "../support/react.mjs";

console.error = () => {};
window.addEventListener("error", (event) => event.preventDefault());
const reported = [];
const code = answer("react-error-boundary-widget", "jsx").replace("class Boundary", "export class Boundary");
const { Boundary } = compile(code, { report: (error) => reported.push(error) });

for (const thrown of [new Error("broken"), null, undefined]) {
  let broken = true;
  const Widget = () => {
    if (broken) throw thrown;
    return "fine";
  };
  const { container } = await mount(createElement(Boundary, null, createElement(Widget)));
  check(container.textContent.includes("could not be shown"), `a widget that throws ${thrown} is held`);
  broken = false;
  await click(container.querySelector("button"));
  check(container.textContent === "fine", "the retry shows it again once the cause is gone");
}
check(reported.length === 3, "each is reported");

function Buttons() {
  const [, start] = React.useTransition();
  const fail = () => { throw new Error("x"); };
  return createElement("p", null,
    createElement("i", { onClick: fail }, "handler"),
    createElement("b", { onClick: () => start(async () => { await null; fail(); }) }, "transition"));
}
const { container } = await mount(createElement(Boundary, null, createElement(Buttons)));
await click(container.querySelector("i"));
check(container.textContent === "handlertransition", "an error in a handler does not reach it");
await click(container.querySelector("b"));
await act(async () => {});
check(container.textContent.includes("could not be shown"), "an error in a transition does");
