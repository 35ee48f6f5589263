// The hook in React Router: odd parameters against a reading by hand, updates, history, other parameters, two updates at once.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, compile, createElement, mount } from "../support/react.mjs";
import { load } from "../support/page.mjs";

const { createMemoryRouter, RouterProvider, useSearchParams } = load("react-router");
const source = code("react-list-state-in-url", "jsx").replace(/^import .*$/gm, "");
async function open(url) {
  const { useListState } = compile(source, { useSearchParams });
  let hook;
  function View() { hook = useListState(); return null; }
  const router = createMemoryRouter([{ path: "/orders", element: createElement(View) }, { path: "/orders/:id", element: null }], { initialEntries: ["/orders", url], initialIndex: 1 });
  const mounted = await mount(createElement(RouterProvider, { router }));
  return {
    state: () => hook[0], update: (...changes) => act(async () => changes.forEach((change) => hook[1](change))),
    url: () => router.state.location.pathname + router.state.location.search, go: (to) => act(async () => router.navigate(to)), unmount: mounted.unmount,
  };
}
const same = (a, b) => a.status === b.status && a.sort === b.sort && a.page === b.page;
let view = await open("/orders?sort=total&page=3");
check(same(view.state(), { status: "all", sort: "total", page: 3 }), "the parameters are the state");
await view.update({ status: "open" });
check(view.url() === "/orders?sort=total&status=open", "a new status goes to page 1, and defaults are left out");
await view.go(-1);
check(view.url() === "/orders", "the new status replaced the entry: back goes to the one before");
view = await open("/orders?page=-2&sort=x");
check(same(view.state(), { status: "all", sort: "date", page: 1 }), "what doesn't count is the default");
await view.update({ sort: "total" });
check(view.url() === "/orders?sort=total", "and is gone after an update");
await view.update({ page: 2 });
await view.go("/orders/7");
await view.go(-1);
check(same(view.state(), { status: "all", sort: "total", page: 2 }), "after an order and back, all is as it was");
await view.go(-1);
check(view.state().page === 1, "a new page was pushed: back is the page before");
view = await open("/orders?status=open&page=4&q=a%26b&q=c");
await view.update({});
check(view.state().page === 4, "changing nothing keeps the page");
await view.update({ sort: "customer", page: 2 });
check(view.url() === "/orders?status=open&page=2&q=a%26b&q=c&sort=customer", "other parameters stay, also repeated ones");
await view.update({ status: "all" }, { sort: "date" });
check(view.state().status === "open" && view.state().sort === "date", "of two updates in one handler the second wins");

const r = random(1);
const pages = ["1", "2", "17", "0", "-1", "1e3", "0x10", " 5", "+2", "2.0", "9".repeat(400), "1" + "0".repeat(15), "2.5", "abc", "", "NaN", "Infinity", null];
for (let n = 0; n < 150; n++) {
  const [page, sort, status] = [r.pick(pages), r.pick(["date", "total", "customer", "x", "", "Total", null]), r.pick(["open", "all", null])];
  const given = Object.entries({ page, sort, status }).filter(([, v]) => v !== null);
  view = await open(`/orders?${given.map(([k, v]) => `${k}=${v}`).join("&")}`);
  const want = { status: status ?? "all", sort: ["date", "total", "customer"].includes(sort) ? sort : "date", page: ["1", "2", "17"].includes(page) ? Number(page) : 1 };
  if (!same(view.state(), want)) check(false, `page ${page}, sort ${sort}, status ${status}`);
  const change = Object.fromEntries(Object.entries({ status: r.pick(["open", "all", "paid"]), sort: r.pick(["date", "total"]), page: 1 + r.below(3) }).filter(() => r.below(2)));
  if (("status" in change || "sort" in change) && !("page" in change)) want.page = 1;
  await view.update(change);
  const left = new URLSearchParams(view.url().split("?")[1]);
  if (!same(view.state(), { ...want, ...change }) || [["status", "all"], ["sort", "date"], ["page", "1"]].some(([k, v]) => left.get(k) === v)) check(false, `after ${JSON.stringify(change)}: ${view.url()}`);
  await view.unmount();
}
check(true, "150 random addresses and changes: as read by hand");
process.exit(0);
