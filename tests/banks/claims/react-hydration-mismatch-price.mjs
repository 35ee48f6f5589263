// A differing text makes React replace the server's nodes; a differing attribute stays as the server sent it.
import { check } from "../support/bank.mjs";
import { load } from "../support/page.mjs";
import { act, createElement } from "../support/react.mjs";

const { hydrateRoot } = load("react-dom/client");
console.error = () => {};

async function hydrate(html, element) {
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html;
  const server = container.firstChild;
  const reported = [];
  await act(async () => void hydrateRoot(container, element, { onRecoverableError: (error) => reported.push(error) }));
  return { html: container.innerHTML, kept: container.firstChild === server, reported: reported.length };
}

const same = await hydrate("<p>9.90</p>", createElement("p", null, "9.90"));
check(same.kept && same.reported === 0, "equal results: the server's node is kept");
const text = await hydrate("<p>9.90</p>", createElement("p", null, "9,90"));
check(!text.kept && text.html === "<p>9,90</p>" && text.reported > 0, "another text: the node is replaced and an error reported");
const attribute = await hydrate('<p class="a">9.90</p>', createElement("p", { className: "b" }, "9.90"));
check(attribute.kept && attribute.html === '<p class="a">9.90</p>', "another class: the server's stays");
