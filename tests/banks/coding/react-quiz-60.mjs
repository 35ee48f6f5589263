// The quiz with a mocked clock: random answers and time-outs against a list by hand, both at once, restart, Strict Mode.
import { mock } from "node:test";
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount, React } from "../support/react.mjs";

process.removeAllListeners("warning");
mock.timers.enable({ apis: ["setTimeout"] });
const source = code("react-quiz-60", "jsx").replace(/^import .*$/gm, "");
const two = [{ text: "2 + 2?", choices: ["3", "4"], correct: 1 }, { text: "Red planet?", choices: ["Mars", "Venus"], correct: 0 }];
async function open({ questions = two, seconds = 20, strict = false, text = source } = {}) {
  const element = createElement(compile(text).Quiz, { questions, seconds });
  const { container, unmount } = await mount(strict ? createElement(React.StrictMode, null, element) : element);
  const find = (selector) => container.querySelector(selector);
  const buttons = () => [...container.querySelectorAll("button")];
  return {
    unmount, head: () => find("h2").textContent, left: () => find("p")?.textContent, buttons: () => buttons().map((b) => b.textContent).join(), press: (at) => click(buttons()[at]),
    list: () => [...container.querySelectorAll("li")].map((li) => li.textContent), second: async (n = 1) => { for (let i = 0; i < n; i++) await act(async () => mock.timers.tick(1000)); },
    act: (at) => { buttons()[at].focus(); if (document.activeElement !== buttons()[at]) throw new Error("no focus"); return click(buttons()[at]); },
    both: (at) => act(async () => { mock.timers.tick(1000); buttons()[at].click(); }),
    twice: () => act(async () => { const [button] = buttons(); const key = Object.keys(button).find((k) => k.startsWith("__reactProps")); const press = button[key].onClick; press(); press(); }),
  };
}
for (const strict of [false, true]) {
  const mode = strict ? "in Strict Mode: " : "";
  const quiz = await open({ strict });
  check(quiz.head() === "1. 2 + 2?" && quiz.buttons() === "3,4" && quiz.left() === "20 s left", `${mode}one question with its choices`);
  await quiz.second(5);
  check(quiz.left() === "15 s left", `${mode}the countdown counts down`);
  await quiz.press(1);
  check(quiz.head() === "2. Red planet?" && quiz.left() === "20 s left", `${mode}a click goes on, with a countdown of its own`);
  await quiz.second(19);
  check(quiz.left() === "1 s left", `${mode}and 19 s later it is still there`);
  await quiz.second();
  check(quiz.head() === "1 of 2" && quiz.list().join() === "Red planet?: no answer, right: Mars", `${mode}at 0: no answer, and the review at the end`);
  await quiz.press(0);
  check(quiz.head() === "1. 2 + 2?" && quiz.left() === "20 s left", `${mode}again`);
  await quiz.unmount();
}
const focus = await open();
await focus.act(0);
check(document.activeElement === document.body, "the clicked button goes with its question, and the focus falls to the body");
await focus.unmount();
let quiz = await open({ seconds: 1 });
await quiz.both(1);
check(quiz.head().startsWith("2."), "click and time-out at once: one answer");
quiz = await open();
await quiz.twice();
check(quiz.head().startsWith("2."), "two answers from the same render: one counts");
quiz = await open({ text: source.replace("(old.length === at ? [...old, choice] : old)", "[...old, choice]") });
await quiz.twice();
check(quiz.head().endsWith("of 2"), "without the guard the second answers the next question");
quiz = await open({ text: source.replace("key={index} number", "number") });
await quiz.second(15); await quiz.press(0);
check(quiz.left() === "5 s left", "without the key the next question gets what is left of the time");
quiz = await open({ questions: [] });
check(quiz.head() === "0 of 0", "no questions: the end");
const r = random(1);
for (let n = 0; n < 60; n++) {
  const questions = r.times(1 + r.below(5), (i) => ({ text: `q${n}`, choices: ["a", "", "c"].slice(0, 1 + r.below(3)) })).map((q, i) => ({ ...q, text: `${q.text}-${i}`, correct: r.below(q.choices.length) }));
  const seconds = 1 + r.below(3);
  quiz = await open({ questions, seconds });
  const given = [];
  for (const q of questions) {
    const wait = r.below(seconds + 1);
    await quiz.second(wait);
    if (wait === seconds) given.push(null);
    else { given.push(r.below(q.choices.length)); await quiz.press(given.at(-1)); }
  }
  const wrong = questions.flatMap((q, i) => (given[i] === q.correct ? [] : [`${q.text}: ${given[i] === null ? "no answer" : q.choices[given[i]]}, right: ${q.choices[q.correct]}`]));
  if (quiz.head() !== `${questions.length - wrong.length} of ${questions.length}` || quiz.list().join("|") !== wrong.join("|")) check(false, `${quiz.head()}: ${quiz.list()} instead of ${wrong}`);
  await quiz.unmount();
}
check(true, "60 random games: score and review as counted by hand");
process.exit(0);
