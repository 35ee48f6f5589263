// The answer's tests in Jest with MSW 2: the failure test is red for the given component and green for a mended one.
import { answer, check, handout } from "../support/bank.mjs";
import { failed, run } from "../support/jest.mjs";

const ID = "tq-stub-network-order-list";
const component = handout(ID, "jsx"), tests = answer(ID, "jsx");
const mended = component.replace(".then((response) => response.json())", `.then((response) => {
        if (!response.ok) throw new Error(response.status);
        return response.json();
      })`);
const empty = tests.replace('HttpResponse.json({ error: "down" }, { status: 500 })', "new HttpResponse(null, { status: 500 })");
const stubbed = `import { render, screen } from "@testing-library/react";
import OrderList from "./OrderList";
test("stub", async () => {
  globalThis.fetch = async () => ({ json: async () => [] });
  render(<OrderList />);
  expect(await screen.findByText("No orders yet")).toBeInTheDocument();
});`;
const files = (text, test) => ({ "OrderList.jsx": text, "answer.test.jsx": test });
const outcome = run({
  given: files(component, tests), mended: files(mended, tests), empty: files(component, empty), stubbed: files(component, stubbed),
  other: files(component.replace("/api/orders", "/api/order"), tests), blank: files(component.replace("orders.length === 0", "false"), tests),
}, { environment: "jest-fixed-jsdom" });
check(failed(outcome.given).join() === "reports a server error", "the failure test is red, since response.ok is never checked");
check(failed(outcome.mended).length === 0, "with the check of response.ok all are green");
check(failed(outcome.empty).length === 0, "with an empty body it would be green by luck");
check(failed(outcome.stubbed).length === 0, "a stub with json() only hides the defect");
check(failed(outcome.other).includes("shows loading, then the orders"), "a wrong URL is caught");
check(failed(outcome.blank).includes("says so when there are none"), "a missing message is caught");
const { refused } = run({ refused: files(component, tests) }, { environment: "jest-fixed-jsdom", modules: false });
check(refused.suite === false && refused.said.includes("Must use import to load ES Module"), "without transformIgnorePatterns, Jest refuses the ES modules that MSW pulls in");
const { plain } = run({ plain: { "answer.test.js": 'test("fetch", () => { expect(typeof fetch).toBe("function"); });' } });
check(failed(plain).join() === "fetch", "Jest's plain jsdom environment has no fetch");
