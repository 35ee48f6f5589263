// The answer's reducer sends once, shows no error while sending, and changes no state in place.
import { answer, check } from "../support/bank.mjs";
import { compile } from "../support/react.mjs";

const code = answer("react-reducer-checkout-steps", "jsx").replace("function checkout", "export function checkout");
const { checkout } = compile(code);
const step = (state, type) => Object.freeze(checkout(state, { type, message: "card refused" }));

const start = Object.freeze({ step: "payment", status: "editing", error: null });
const sending = step(start, "submitted");
check(sending.status === "sending" && step(sending, "submitted") === sending, "a second click while sending changes nothing");
const failed = step(sending, "failed");
check(failed.status === "editing" && failed.error === "card refused" && failed.step === "payment", "a failure shows and keeps the rest");
const again = step(failed, "submitted");
check(again.status === "sending" && again.error === null, "sending again hides the old error");
const done = step(again, "accepted");
check(done.status === "done" && step(done, "submitted") === done, "a finished checkout is not sent again");
check(step(done, "failed") === done && step(failed, "accepted") === failed, "a late answer changes nothing");
let said;
try { checkout(start, { type: "typo" }); } catch (error) { said = error.message; }
check(said === "unknown action typo", "an unknown action is an error");
