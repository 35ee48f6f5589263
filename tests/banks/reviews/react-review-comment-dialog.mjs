// The comment dialog: markup from the comment, typed text overwritten, clicks that close it, a save nobody waits for,
// listeners and styles that stay; and that a key, an own target and text cure the blockers.
import { handout, check } from "../support/bank.mjs";
import { React, act, click, compile, mount, type, window } from "../support/react.mjs";

const code = handout("react-review-comment-dialog", "jsx");
const comment = { id: 7, text: "<img src=x onerror=alert(1)>" };
const sent = [], saved = [];
let reply = { ok: true, json: async () => ({ id: 7, text: "saved" }) }, closed = 0;
const scope = { fetch: async (url, options) => (sent.push({ url, ...options }), reply) };
const draw = ({ CommentDialog }, props) => React.createElement(CommentDialog, { comment, onClose: () => closed++, onSaved: (body) => saved.push(body), ...props });
const escape = () => act(async () => window.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape" })));

const dialog = compile(code, scope);
const page = await mount(draw(dialog));
const $ = (selector) => page.container.querySelector(selector);
check($(".preview img").hasAttribute("onerror"), "a stored comment becomes an element with a handler");
await type($("textarea"), "half a sentence");
await page.render(draw(dialog, { comment: { ...comment } }));
check($("textarea").value === comment.text, "a refetched comment overwrites what was typed");
await click($("textarea"));
check(closed === 1, "a click into the text closes the dialog");
closed = 0;
await escape();
check(closed > 2, `after ${closed} renders Escape closes as many times`);
check(!$("[role=dialog], dialog, button, [tabindex]"), "nothing is a dialog or a button, and Save takes no focus");

const order = [];
reply = { ok: false, status: 500, json: async () => ({ error: "down" }) };
const other = await mount(draw(compile(code, { fetch: async () => (order.push("fetch"), reply) }), { onClose: () => order.push("close"), onSaved: (body) => saved.push(body) }));
await click(other.container.querySelector(".button"));
check(order[0] === "close" && order[1] === "fetch", "it closes before the request is sent");
check(saved.at(-1).error === "down", "a 500 counts as saved");

await page.unmount();
await other.unmount();
check(document.body.style.overflow === "hidden", "the page stays without scrolling");
closed = 0;
await escape();
check(closed > 2, "the listeners answer after the dialog is gone");

const fixed = compile(code.replace(/ {2}useEffect\(\(\) => \{\n {4}setDraft[\s\S]*?\[comment\]\);\n/, "").replace('onClick={onClose}', "onClick={(event) => event.target === event.currentTarget && onClose()}")
  .replace(/dangerouslySetInnerHTML=\{\{ __html: draft \}\}\n\s*\/>/, ">{draft}</div>"), scope);
const again = await mount(draw(fixed, { key: 7 }));
const field = () => again.container.querySelector("textarea");
closed = 0;
await type(field(), "half a sentence");
await again.render(draw(fixed, { key: 7, comment: { ...comment } }));
await click(field());
check(field().value === "half a sentence" && closed === 0 && !again.container.querySelector("img"), "fixed: the text stays, inner clicks do nothing, markup is text");
await click(again.container.querySelector(".overlay"));
check(closed === 1, "fixed: a click on the overlay closes");
await again.render(draw(fixed, { key: 8, comment: { id: 8, text: "another" } }));
check(field().value === "another", "fixed: another key starts afresh");
