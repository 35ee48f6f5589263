// The answer's tests in Jest with a real provider; broken badges and a broken provider are caught; rerender keeps the wrapper.
import { answer, check, handout } from "../support/bank.mjs";
import { failed, run } from "../support/jest.mjs";

const ID = "tq-render-with-cart-context";
const component = handout(ID, "jsx"), tests = answer(ID, "jsx");
const cart = `import { createContext, useContext, useState } from "react";
const Cart = createContext(null);
export function CartProvider({ initialItems = [], children }) {
  const [items, setItems] = useState(initialItems);
  return <Cart.Provider value={{ items, add: (item) => setItems([...items, item]) }}>{children}</Cart.Provider>;
}
export function useCart() {
  const cart = useContext(Cart);
  if (!cart) throw new Error("CartProvider is missing");
  return cart;
}`;
const leaking = tests.replace("afterEach(() => jest.restoreAllMocks());\n", "");
if (leaking === tests) throw new Error("no restoreAllMocks");
const spied = `
test("the spy is still there", () => { expect(jest.isMockFunction(console.error)).toBe(false); });`;
const files = (badge = component, provider = cart, more = "") => ({ "CartBadge.jsx": badge, "cart.jsx": provider, "answer.test.jsx": tests + more });
const mocked = `import { render, screen } from "@testing-library/react";
jest.mock("./cart", () => ({ useCart: () => ({ items: [{ id: 1, quantity: 1 }] }) }));
const CartBadge = require("./CartBadge").default;
test("mocked", () => {
  render(<CartBadge />);
  expect(screen.getByLabelText("Items in cart")).toHaveTextContent("1");
});`;
const still = cart.replace("setItems([...items, item])", "items.push(item)");
const outcome = run({
  given: files(component, cart, `
test("rerender", () => {
  const { rerender } = renderWithCart(<CartBadge />, { items: [{ id: 1, quantity: 2 }] });
  rerender(<CartBadge />);
  expect(screen.getByLabelText("Items in cart")).toHaveTextContent("2");
});` + spied),
  leaking: { ...files(), "answer.test.jsx": leaking + spied },
  lines: files(component.replace("sum + item.quantity", "sum + 1")), unmoved: files(component, still),
  quiet: files(component, cart.replace('if (!cart) throw new Error("CartProvider is missing");', "if (!cart) return { items: [] };")),
  mocking: { "CartBadge.jsx": component, "cart.jsx": still, "answer.test.jsx": mocked },
});
check(failed(outcome.given).length === 0 && failed(outcome.leaking).join() === "the spy is still there", "the answer's tests and a rerender pass; the console spy outlives its test unless it is restored");
for (const name of ["lines", "unmoved", "quiet"]) check(failed(outcome[name]).length === 1, `broken: ${name} is caught by one test`);
check(failed(outcome.mocking).length === 0, "mocking the hook module passes even with a broken provider");
