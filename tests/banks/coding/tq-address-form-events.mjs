// The answer's tests in Jest; broken forms that they catch and that fireEvent passes by; what they don't see.
import { answer, check, handout } from "../support/bank.mjs";
import { failed, run } from "../support/jest.mjs";

const ID = "tq-address-form-events";
const component = handout(ID, "jsx"), tests = answer(ID, "jsx");
const events = `import { fireEvent, render, screen } from "@testing-library/react";
import AddressForm from "./AddressForm";
test("fireEvent", () => {
  const onSave = jest.fn();
  const { container } = render(<AddressForm onSave={onSave} />);
  fireEvent.change(container.querySelector("[name=city]"), { target: { value: "Lyon" } });
  fireEvent.submit(container.querySelector("form"));
  expect(onSave).toHaveBeenCalledWith({ city: "Lyon", country: "DE" });
});`;
const change = (from, to) => {
  if (component.split(from).length !== 2) throw new Error(from);
  return component.replace(from, to);
};
const broken = {
  readonly: change('name="city" ', 'name="city" readOnly '), short: change('name="city" ', 'name="city" maxLength={2} '),
  button: change("<button>Save", '<button type="button">Save'), label: change("<label>City\n", "<label>City</label><label>\n"),
};
const disabled = change('name="city" ', 'name="city" disabled ');
const variants = { disabled: { "AddressForm.jsx": disabled, "answer.test.jsx": events }, given: { "AddressForm.jsx": component, "answer.test.jsx": tests + `
test("described", async () => {
  render(<AddressForm onSave={() => {}} />);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(screen.getByLabelText("City")).toHaveAccessibleDescription("City is missing");
});` } };
for (const [name, text] of Object.entries(broken)) {
  variants[name] = { "AddressForm.jsx": text, "answer.test.jsx": tests };
  variants[`${name}-events`] = { "AddressForm.jsx": text, "answer.test.jsx": events };
}
for (const [name, from, to] of [["trim", ".trim()", ""], ["save", "      return;\n", ""], ["country", 'data.get("country")', '"DE"'], ["stays", "    setError(null);\n", ""], ["invalid", "aria-invalid={error !== null}", ""]]) {
  variants[name] = { "AddressForm.jsx": change(from, to), "answer.test.jsx": tests };
}
const outcome = run(variants);
check(failed(outcome.given).join() === "described", "the answer's tests pass; that nothing ties the message to the field they don't see");
for (const name of Object.keys(broken)) {
  check(failed(outcome[name]).length > 0 && failed(outcome[`${name}-events`]).length === 0, `broken: ${name} is caught by typing and clicking, and passes with fireEvent`);
}
for (const name of ["trim", "save", "country", "stays", "invalid"]) check(failed(outcome[name]).length > 0, `broken: ${name} is caught`);
check(failed(outcome.disabled).length > 0, "a disabled field is left out of FormData, so even fireEvent meets it");
