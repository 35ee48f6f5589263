// The nested dashboard: what a letter in the search remounts, the list one render late; and that moving Frame out,
// or the answer's composition, keeps the field.
import { answer, handout, check } from "../support/bank.mjs";
import { React, compile, mount, type } from "../support/react.mjs";

const id = "react-review-nested-dashboard";
const code = handout(id, "jsx");
const orders = [{ id: 1, title: "pens", total: 3 }, { id: 2, title: "ink", total: 5 }];
const user = { name: "Ann", currency: "EUR" };

async function search(source, scope) {
  const { Dashboard } = compile(source, scope);
  const { container } = await mount(React.createElement(Dashboard, { user, orders }));
  const field = container.querySelector("input");
  field.focus();
  await type(field, "p");
  return { container, kept: container.querySelector("input") === field && document.activeElement === field };
}

const before = await search(code);
check(!before.kept, "a letter mounts a new field, and the focus is lost");
check(before.container.textContent.includes("pens") && !before.container.textContent.includes("ink"), "(the search itself works)");

const frame = code.match(/ {2}const Frame = [\s\S]*?\n {2}\);\n/)[0];
const moved = code.replace(frame, "").replace("<Frame>", "<Frame user={user}>").concat(frame.replace("({ children })", "({ user, children })"));
check((await search(moved)).kept, "with Frame outside the field keeps the focus");

const shown = [];
await search(code.replace("return (\n    <ul>", "seen(query, shown.length);\n  return (\n    <ul>"), { seen: (...state) => shown.push(state.join()) });
check(shown.includes("p,2") && shown.at(-1) === "p,1", "Orders renders the old list once before the effect corrects it");

const parts = `
const Page = ({ title, children }) => <main><h1>{title}</h1>{children}</main>;
${code.slice(code.indexOf("function SearchBar"), code.indexOf("function Orders"))}
const Orders = ({ orders, currency }) => <ul>{orders.map((o) => <li key={o.id}>{o.title}: {o.total} {currency}</li>)}</ul>;
export { Dashboard };`;
const after = await search(answer(id, "jsx") + parts);
check(after.kept && after.container.querySelectorAll("li").length === 1, "the answer's Dashboard keeps the field and filters");
