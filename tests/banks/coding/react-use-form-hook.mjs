// The hook in a small form: when errors show, what is sent, server errors, failing requests, two submits in a row.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { act, compile, createElement, mount, submit, type } from "../support/react.mjs";

const { useForm } = compile(code("react-use-form-hook", "jsx").replace(/^import .*$/m, ""));

async function open(answers, validate = (v) => (v.email ? {} : { email: "Please enter an email" })) {
  const sent = [];
  let form, release;
  function Form() {
    form = useForm({
      initial: { email: "", name: "" },
      validate,
      onSubmit: (values) => {
        sent.push(values);
        const answer = answers[sent.length - 1];
        if (answer === "wait") return new Promise((done) => { release = done; });
        if (answer instanceof Error) return Promise.reject(answer);
        if (answer === "throw") throw new Error("at once");
        return answer;
      },
    });
    return createElement("form", { onSubmit: form.submit }, createElement("input", form.field("email")), createElement("input", form.field("name")),
      createElement("button", { disabled: form.pending }), createElement("p", null, form.errorOf("email") ?? ""));
  }
  const { container } = await mount(createElement(Form));
  const input = (name) => container.querySelector(`[name=${name}]`);
  return { sent, input, form: () => form, error: () => container.querySelector("p").textContent, element: container.querySelector("form"),
    leave: (name) => act(async () => { input(name).focus(); input(name).blur(); }), send: () => submit(container.querySelector("form")), release: (v) => act(async () => release(v)) };
}
let view = await open([]);
check(view.error() === "" && view.input("email").getAttribute("aria-invalid") === "false", "no error before the user has done anything");
await view.leave("name");
check(view.error() === "", "leaving another field shows nothing");
await view.leave("email");
check(view.error() === "Please enter an email" && view.input("email").getAttribute("aria-invalid") === "true" && view.input("email").getAttribute("aria-describedby") === "email-error", "an error after its field was left");
view = await open([undefined]);
await view.send();
check(view.error() === "Please enter an email" && view.sent.length === 0, "a submit shows it too, and sends nothing");
await type(view.input("email"), "a@x");
check(view.error() === "", "it goes with the next key");
await view.send();
check(JSON.stringify(view.sent) === '[{"email":"a@x","name":""}]' && view.form().pending === false, "then the values are sent");
view = await open([{ email: "Already taken" }, {}]);
await type(view.input("email"), "a@x");
await view.send();
check(view.error() === "Already taken", "the server's error is shown");
await type(view.input("name"), "b");
check(view.error() === "Already taken", "changing another field leaves it");
await type(view.input("email"), "b@x");
check(view.error() === "", "changing its field takes it away");
await view.send();
check(view.error() === "" && view.sent.length === 2, "{} means that all is well");
for (const answer of [new Error("down"), "throw"]) {
  view = await open([answer, undefined]);
  await type(view.input("email"), "a@x");
  await view.send();
  check(view.form().errorOf("form") === "Could not be sent. Please try again." && view.form().pending === false, `a request that fails (${answer === "throw" ? "at once" : "later"}): a text, and pending ends`);
  await view.send();
  check(view.form().errorOf("form") === undefined, "after a good one the text is gone");
}
view = await open(["wait", undefined]);
await type(view.input("email"), "a@x");
await view.send();
check(view.form().pending === true && view.element.querySelector("button").disabled, "pending while the request runs");
await view.send();
check(view.sent.length === 1, "a second submit meanwhile sends nothing");
await type(view.input("email"), "b@x");
await view.release({ email: "Already taken" });
check(view.error() === "Already taken" && view.form().pending === false, "an error that arrives for a field changed meanwhile is shown: the limit that is named");
view = await open([undefined, undefined]);
await type(view.input("email"), "a@x");
const event = { preventDefault() {} };
await act(async () => { view.form().submit(event); view.form().submit(event); });
check(view.sent.length === 2, "code that calls submit twice in a row sends twice");
view = await open([undefined], (v) => ({ email: undefined, form: v.name ? undefined : "Please fill in something" }));
await view.send();
check(view.sent.length === 0 && view.form().errorOf("form") === "Please fill in something", "an error that belongs to no field is shown after a submit");
await type(view.input("name"), "b");
await view.send();
check(view.sent.length === 1, "an undefined error is none");
process.exit(0);
