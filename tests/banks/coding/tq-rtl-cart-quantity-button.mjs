// The answer's tests in Jest: they pass for the component and fail for broken ones; what a 3 on screen would need.
import { answer, check, handout } from "../support/bank.mjs";
import { failed, run } from "../support/jest.mjs";

const ID = "tq-rtl-cart-quantity-button";
const component = handout(ID, "jsx"), tests = answer(ID, "jsx");
const with_ = (text, more = "") => ({ "QuantityPicker.jsx": text, "answer.test.jsx": tests + more });
const change = (from, to) => {
  if (component.split(from).length !== 2) throw new Error(from);
  return with_(component.replace(from, to));
};
const outcome = run({
  given: with_(component, `
test("the number changes", async () => {
  const { user } = setup();
  await user.click(screen.getByRole("button", { name: "One more" }));
  expect(screen.getByText("3")).toBeInTheDocument();
});
test("getBy throws, queryBy gives null", () => {
  setup();
  expect(() => screen.getByText("nothing")).toThrow();
  expect(screen.queryByText("nothing")).toBeNull();
});
test("a disabled button", async () => {
  const { user, onChange } = setup({ value: 3 });
  await user.click(screen.getByRole("button", { name: "One more" }));
  expect(onChange).not.toHaveBeenCalled();
});`),
  plus: change("onChange(value + 1)", "onChange(value)"), minus: change("onChange(value - 1)", "onChange(value)"),
  low: change("value <= 1", "value <= 0"), high: change("disabled={value >= max}", "disabled={value > max}"),
  message: change("{value >= max && ", "{"), early: change("{value >= max && ", "{value >= max - 1 && "), label: change('aria-label="One more" ', ""),
  icon: change(">+<", "><svg /><"),
});
check(failed(outcome.given).join() === "the number changes", "the answer's tests pass; a test that expects the shown number to change doesn't, as the parent owns it");
for (const name of ["plus", "minus", "low", "high", "message", "early", "label"]) check(failed(outcome[name]).length > 0, `broken: ${name} is caught`);
check(failed(outcome.icon).length === 0, "an icon in place of the sign breaks no test");
