// Strict Mode in development renders, initializes and reduces twice and runs effect, cleanup, effect; without it each runs once.
import { check } from "../support/bank.mjs";
import { act, createElement, mount, React } from "../support/react.mjs";

const { StrictMode, useEffect, useReducer, useState } = React;

async function log(strict) {
  const seen = [];
  let dispatch;
  function Checkout() {
    seen.push("render");
    useState(() => seen.push("init"));
    [, dispatch] = useReducer((count) => (seen.push("reduce"), count + 1), 0);
    useEffect(() => {
      seen.push("effect");
      return () => seen.push("cleanup");
    }, []);
    return null;
  }
  const page = createElement(Checkout);
  const mounted = await mount(strict ? createElement(StrictMode, null, page) : page);
  const first = [...seen];
  seen.length = 0;
  await act(async () => dispatch());
  const second = [...seen];
  await mounted.unmount();
  return { first, second };
}

const count = (list, name) => list.filter((one) => one === name).length;
const strict = await log(true);
check(count(strict.first, "render") === 2 && count(strict.first, "init") === 2, "component and initializer are called twice");
check(strict.first.filter((one) => ["effect", "cleanup"].includes(one)).join(" ") === "effect cleanup effect", "effects run, are cleaned up and run again");
check(count(strict.second, "reduce") === 2, "the reducer is called twice for one action");
const plain = await log(false);
check(count(plain.first, "render") === 1 && count(plain.first, "effect") === 1 && count(plain.second, "reduce") === 1, "without Strict Mode each is called once");
