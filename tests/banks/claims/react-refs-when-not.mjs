// The answer's form focuses the field after each failure, and does no harm when it is gone before the answer comes.
import { answer, check } from "../support/bank.mjs";
import { act, compile, createElement, mount, submit, window } from "../support/react.mjs";

let reply;
const scope = { FormData: window.FormData, signUp: () => new Promise((done) => { reply = done; }) };
const code = answer("react-refs-when-not", "jsx").replace("function SignUp", "export function SignUp");
const { SignUp } = compile(code, scope);
const lost = [];
process.on("unhandledRejection", (error) => lost.push(error));

const page = await mount(createElement(SignUp));
const field = page.container.querySelector("input");
for (const time of ["first", "second"]) {
  document.activeElement.blur();
  await submit(page.container.querySelector("form"));
  await act(async () => reply("taken"));
  check(document.activeElement === field && field.getAttribute("aria-invalid") === "true", `the field has the focus after the ${time} failure`);
}
await submit(page.container.querySelector("form"));
await page.unmount();
await act(async () => reply("taken"));
await new Promise((done) => setTimeout(done, 20));
check(lost.length === 0, "an answer after the form is gone is no error");
