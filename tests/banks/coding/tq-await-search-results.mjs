// The answer's tests in Jest with fake timers; without advanceTimers typing hangs; the defects of the component that are named.
import { answer, check, handout } from "../support/bank.mjs";
import { failed, run } from "../support/jest.mjs";

const ID = "tq-await-search-results";
const component = handout(ID, "jsx"), tests = answer(ID, "jsx");
const change = (from, to) => {
  if (component.split(from).length !== 2) throw new Error(from);
  return { "SearchBox.jsx": component.replace(from, to), "answer.test.jsx": tests };
};
const more = `
test("a late answer", async () => {
  const answers = {};
  const search = (text) => new Promise((done) => { answers[text] = done; });
  render(<SearchBox search={search} />);
  const user = typist();
  await user.type(screen.getByRole("searchbox"), "te");
  act(() => jest.advanceTimersByTime(300));
  await user.type(screen.getByRole("searchbox"), "a");
  act(() => jest.advanceTimersByTime(300));
  await act(async () => answers.tea(["new"]));
  await act(async () => answers.te(["old"]));
  expect(screen.getByText("new")).toBeInTheDocument();
});
test("the error goes", async () => {
  const search = jest.fn().mockRejectedValueOnce(new Error("down")).mockResolvedValue(["Tea"]);
  render(<SearchBox search={search} />);
  const user = typist();
  await user.type(screen.getByRole("searchbox"), "te");
  act(() => jest.advanceTimersByTime(300));
  await screen.findByRole("alert");
  await user.type(screen.getByRole("searchbox"), "a");
  act(() => jest.advanceTimersByTime(300));
  await screen.findByText("Tea");
  expect(screen.queryByRole("alert")).toBeNull();
});
test("the results go", async () => {
  render(<SearchBox search={jest.fn().mockResolvedValue(["Tea"])} />);
  const user = typist();
  await user.type(screen.getByRole("searchbox"), "tea");
  act(() => jest.advanceTimersByTime(300));
  await screen.findByText("Tea");
  await user.clear(screen.getByRole("searchbox"));
  act(() => jest.advanceTimersByTime(300));
  expect(screen.queryByText("Tea")).toBeNull();
});
test("an inline search starts anew with each rendering", async () => {
  const search = jest.fn().mockResolvedValue(["Tea"]);
  const { rerender } = render(<SearchBox search={(text) => search(text)} />);
  await typist().type(screen.getByRole("searchbox"), "tea");
  act(() => jest.advanceTimersByTime(300));
  await screen.findByText("Tea");
  rerender(<SearchBox search={(text) => search(text)} />);
  act(() => jest.advanceTimersByTime(300));
  await act(async () => {});
  expect(search).toHaveBeenCalledTimes(1);
});
test("without advanceTimers", async () => {
  render(<SearchBox search={jest.fn()} />);
  await userEvent.setup().type(screen.getByRole("searchbox"), "tea");
});`;
const outcome = run({
  given: { "SearchBox.jsx": component, "answer.test.jsx": tests + more },
  eager: change("}, 300);", "}, 0);"), short: change("}, 300);", "}, 200);"), long: change("}, 300);", "}, 400);"), each: change("return () => clearTimeout(timer);", ""),
  silent: change('() => setError("No connection")', "() => {}"), empty: change("then(setHits,", "then(() => {},"),
});
check(failed(outcome.given).join() === "a late answer,the error goes,the results go,an inline search starts anew with each rendering,without advanceTimers",
  "the answer's tests pass; a late answer shows stale results, old errors and results stay, and typing without advanceTimers hangs");
for (const name of ["eager", "short", "long", "each", "silent", "empty"]) check(failed(outcome[name]).length > 0, `broken: ${name} is caught`);
