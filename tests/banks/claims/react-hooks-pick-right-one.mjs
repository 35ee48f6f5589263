// A total kept by an effect renders twice and is wrong once; a timer in state renders in vain; a layout effect's correction is in place when rendering ends.
import { check } from "../support/bank.mjs";
import { React, act, createElement, mount } from "../support/react.mjs";

const { useState, useRef, useEffect, useLayoutEffect } = React;
const seen = [];
function Kept({ items }) {
  const [total, setTotal] = useState(0);
  useEffect(() => setTotal(items.reduce((sum, price) => sum + price, 0)), [items]);
  seen.push(total);
  return total;
}
function Computed({ items }) {
  const total = items.reduce((sum, price) => sum + price, 0);
  seen.push(total);
  return total;
}
const kept = await mount(createElement(Kept, { items: [1, 2] }));
seen.length = 0;
await kept.render(createElement(Kept, { items: [1, 2, 3] }));
check(seen.join() === "3,6", "state and an effect render twice, first with the old total");
const computed = await mount(createElement(Computed, { items: [1, 2] }));
seen.length = 0;
await computed.render(createElement(Computed, { items: [1, 2, 3] }));
check(seen.join() === "6", "a total computed while rendering needs one render");

let renders = 0;
let store;
function Timer({ inState }) {
  const [, setId] = useState(null);
  const ref = useRef(null);
  store = (id) => (inState ? setId(id) : (ref.current = id));
  renders += 1;
  return null;
}
for (const inState of [true, false]) {
  await mount(createElement(Timer, { inState }));
  const before = renders;
  await act(async () => store(17));
  check(renders - before === (inState ? 1 : 0), inState ? "a timer's id in state renders in vain" : "in a ref it does not");
}

function Tip() {
  const [place, setPlace] = useState("unmeasured");
  useLayoutEffect(() => setPlace("measured"), []);
  return place;
}
const { container } = await mount(createElement(Tip));
check(container.textContent === "measured", "the layout effect's second render is what stays");

const log = [];
function Room({ id }) {
  useEffect(() => {
    log.push(`open ${id}`);
    return () => log.push(`close ${id}`);
  }, [id]);
  return null;
}
const room = await mount(createElement(Room, { id: "a" }));
await room.render(createElement(Room, { id: "b" }));
await room.unmount();
check(log.join() === "open a,close a,open b,close b", "the cleanup closes the old room before the next opens");
