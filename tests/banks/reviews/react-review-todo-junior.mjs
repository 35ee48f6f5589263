// The trainee's list: in which case a click shows nothing, when the count is wrong and when it recovers,
// notes at the wrong task, a note that toggles; and that the answer's new values cure it.
import { handout, blocks, question, check } from "../support/bank.mjs";
import { React, compile, mount, click, submit, type } from "../support/react.mjs";

const id = "react-review-todo-junior";
const code = handout(id, "jsx");
const warnings = [];
console.error = (...parts) => warnings.push(parts.join(" "));

async function list(source) {
  const { TodoList } = compile(source);
  const { container } = await mount(React.createElement(TodoList));
  const rows = () => [...container.querySelectorAll("li")];
  return {
    rows, box: (n) => rows()[n].querySelector("[type=checkbox]"), note: (n) => rows()[n].querySelector("[placeholder=note]"),
    count: () => container.querySelector("p").textContent,
    async add(text) { await type(container.querySelector("form input"), text); await submit(container.querySelector("form")); },
    tap: (n) => click(rows()[n].querySelector("[type=checkbox]")), remove: (n) => click(rows()[n].querySelector("button")),
  };
}

const a = await list(code);
await a.add("one"); await a.add("two");
check(a.rows().length === 2 && a.count() === "2 open", "adding shows, because setCount changes as well");
check(warnings.some((text) => text.includes("without an `onChange` handler")), "React warns of checked without onChange");
await a.tap(1);
check(a.box(1).checked && a.count() === "1 open", "a tick shows; the checkbox works by the bubbling click");
await a.remove(0);
check(a.count() === "1 open" && a.rows().length === 1, "after an open task is removed the count is too high");
await a.tap(0);
check(a.box(0).checked && a.count() === "1 open", "now unticking the done one shows nothing: the new count equals the old one");
await a.tap(0);
check(a.count() === "0 open", "the next toggle counts afresh, so the number is right again");

const b = await list(code);
await b.add("one"); await b.add("two");
b.note(0).value = "about one";
await b.remove(0);
check(b.rows()[0].textContent.startsWith("two") && b.note(0).value === "about one", "the note of the removed task stands at another");
await click(b.note(0));
check(b.box(0).checked, "a click into the note ticks the task");
await b.add("");
check(b.rows().length === 2, "an empty text is accepted");

const [push, map] = blocks(question(id).answer, "jsx")[0].split(/(?<=\]\);)\n/);
const fixed = code.replace(/todos\.push[\s\S]*?setTodos\(todos\);/, push)
  .replace(/todo\.done = !todo\.done;\s*setTodos\(todos\);/, `const id = todo.id; ${map}`)
  .replace(/.*setCount\(.*\n/g, "").replace("const [count, setCount] = useState(0);", "const count = todos.filter((t) => !t.done).length;")
  .replace("key={index}", "key={todo.id}");
const c = await list(fixed);
await c.add("one"); await c.add("two"); await c.tap(1);
c.note(1).value = "about two";
await c.remove(0);
check(c.count() === "0 open" && c.note(0).value === "about two", "fixed: count and note follow the removal");
await c.tap(0);
check(!c.box(0).checked && c.count() === "1 open", "fixed: unticking shows");
