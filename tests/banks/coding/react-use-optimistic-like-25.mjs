// The button with a server that answers when told: random clicks and failures, one request at a time, who agrees in the end.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, click, compile, createElement, mount } from "../support/react.mjs";

const ID = "react-use-optimistic-like-25";
const source = code(ID, "jsx").replace(/^import .*$/gm, "");
async function open(text = source, liked = false) {
  const { LikeButton } = compile(text);
  const server = { liked, open: [], most: 0, requests: 0 };
  const save = (value) => new Promise((resolve, reject) => {
    server.requests += 1;
    server.open.push({ value, resolve, reject });
    server.most = Math.max(server.most, server.open.length);
  });
  const { container } = await mount(createElement(LikeButton, { initialLiked: liked, initialCount: 41, save }));
  const button = container.querySelector("button");
  return {
    server, press: () => click(button), on: () => button.getAttribute("aria-pressed") === "true", text: () => button.textContent, failed: () => container.querySelector("[role=alert]")?.textContent,
    answer: () => act(async () => { const { value, resolve } = server.open.shift(); server.liked = value; resolve(); }), refuse: () => act(async () => server.open.shift().reject(new Error("no"))),
  };
}
let like = await open();
await like.press();
check(like.on() && like.text() === "Like (42)", "a click changes button and count at once");
await like.press();
check(!like.on() && like.text() === "Like (41)", "and back");
await like.press();
check(like.on() && like.server.requests === 1, "three quick clicks: on, off, on with one request under way");
await like.answer();
check(like.server.liked && like.server.open.length === 0 && like.server.requests === 1, "and that one is enough");
await like.press(); await like.press(); await like.answer();
check(like.server.open.length === 1 && like.server.open[0].value === true, "a wish that differs from the answer is sent next");
await like.answer();
check(like.on() && like.server.liked && !like.server.open.length, "until both agree");
like = await open();
await like.press(); await like.refuse();
check(!like.on() && like.failed() === "Could not be saved." && like.text() === "Like (41)", "a failure goes back, with a message");
await like.press();
check(like.on() && !like.failed() && like.server.open[0].value === true, "the next click asks for the right thing and clears the message");
like = await open(source, true);
await like.press();
check(like.text() === "Like (40)", "taking a like back counts down");

const r = random(1);
for (let n = 0; n < 60; n++) {
  like = await open(source, r.below(2) === 1);
  let seen = like.on();
  for (let step = 0; step < 12; step++) {
    const what = r.below(4);
    if (what < 2) { await like.press(); if (like.on() === seen) check(false, "each click shows"); }
    else if (like.server.open.length) { await (what === 2 ? like.answer() : like.refuse()); }
    seen = like.on();
    if (like.server.open.length && like.server.open[0].value === like.server.liked) check(false, "no request for what the server has");
  }
  while (like.server.open.length) await (r.below(3) ? like.answer() : like.refuse());
  if (like.on() !== like.server.liked || like.server.most > 1) check(false, `round ${n}`);
}
check(true, "60 random rounds: one request at a time, screen and server agree in the end");

like = await open(source.replace("      wanted.current = confirmed.current;\n", ""));
await like.press(); await like.refuse(); await like.press();
check(like.on() === like.server.liked && like.server.requests === 1, "if the wish is not taken back, the next click does nothing");
const stale = source.replace("while (wanted.current !== confirmed.current)", "while (liked !== confirmed.current)").replace("const target = wanted.current;", "const target = !liked;");
like = await open(stale);
await like.press();
check(like.server.requests === 0, "a loop that reads the state sees that of its own render");
process.exit(0);
