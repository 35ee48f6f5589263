// A form action empties uncontrolled fields even when it returns an error; the answer's own handler keeps them.
import { answer, check } from "../support/bank.mjs";
import { act, compile, createElement, mount, submit, window } from "../support/react.mjs";

globalThis.FormData = window.FormData;
let reply;
const scope = { FormData: window.FormData, signUp: () => new Promise((done, fail) => { reply = { done, fail }; }) };

const { ByAction } = compile(
  `export function ByAction() {
     const [state, action, pending] = useActionState(async (_, data) => ({ error: await signUp(data), email: data.get('email') }), {});
     return <form action={action}><input name="name" /><input name="email" defaultValue={state.email ?? ''} /><button disabled={pending}>Go</button><p>{state.error}</p></form>;
   }`, scope);
const first = await mount(createElement(ByAction));
const [name, email] = first.container.querySelectorAll("input");
name.value = "Ada";
email.value = "ada@example.com";
await act(async () => first.container.querySelector("form").requestSubmit());
check(first.container.querySelector("button").disabled, "the action manages the pending state");
await act(async () => reply.done("taken"));
check(first.container.querySelector("p").textContent === "taken" && name.value === "", "an action that returns an error empties the uncontrolled field");
check(email.value === "ada@example.com", "a value given back as defaultValue stays");

const { ByHandler } = compile(
  `export function ByHandler() {
     const [errors, setErrors] = useState({});
     const [pending, setPending] = useState(false);
     ${answer("react-signup-form-flow", "jsx")}
     return <form onSubmit={handleSubmit}><input name="email" /><button disabled={pending}>Go</button><p>{errors.email}</p><b>{errors.form}</b></form>;
   }`, scope);
const second = await mount(createElement(ByHandler));
const field = second.container.querySelector("input");
field.value = "ada@example.com";
await submit(second.container.querySelector("form"));
check(second.container.querySelector("button").disabled, "the button is disabled while the request runs");
await act(async () => reply.done({ email: "taken" }));
check(second.container.querySelector("p").textContent === "taken" && field.value === "ada@example.com", "the server's error is at its field, and what was typed is kept");
await submit(second.container.querySelector("form"));
await act(async () => reply.fail(new Error("offline")));
check(second.container.querySelector("b").textContent !== "" && !second.container.querySelector("button").disabled, "a failed request gives a message and ends pending");
