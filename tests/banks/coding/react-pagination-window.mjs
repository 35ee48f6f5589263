// Entries against writing down all pages; the component in jsdom: links, current page, modifier keys, nothing for one page.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { act, compile, createElement, mount, window } from "../support/react.mjs";

const { pageEntries, Pagination } = compile(code("react-pagination-window", "jsx"));
const show = (page, count) => pageEntries(page, count).map((e) => (e === "gap" ? "..." : e === page ? `[${e}]` : e)).join(" ");
check(show(6, 12) === "1 ... 5 [6] 7 ... 12" && show(1, 12) === "[1] 2 ... 12" && show(4, 12) === "1 2 3 [4] 5 ... 12" && show(2, 3) === "1 [2] 3", "the handout's examples hold");
function brute(page, count, around) {
  const shown = Array.from({ length: count }, (_, i) => i + 1).map((n) => (n === 1 || n === count || (n >= page - around && n <= page + around) ? n : null));
  const out = [];
  for (let i = 0; i < count;) {
    if (shown[i] !== null) { out.push(shown[i]); i += 1; continue; }
    let end = i;
    while (shown[end] === null) end += 1;
    out.push(end - i === 1 ? i + 1 : "gap");
    i = end;
  }
  return out;
}
const r = random(1);
for (let n = 0; n < 6000; n++) {
  const count = r.below(16), page = r.below(20), around = r.below(4);
  if (JSON.stringify(pageEntries(page, count, around)) !== JSON.stringify(brute(page, count, around))) check(false, `page ${page} of ${count}, ${around} around`);
}
check(true, "6,000 random pages, also beyond the count: as writing down all pages");
const changes = [];
const view = (props) => mount(createElement(Pagination, { hrefOf: (n) => `?page=${n}`, onChange: (n) => changes.push(n), ...props }));
const { container } = await view({ page: 6, count: 12 });
check(container.querySelector("nav").getAttribute("aria-label") === "Pages" && container.textContent === "1...567...12", "a nav with the entries");
const links = [...container.querySelectorAll("a")];
check(links.filter((a) => a.getAttribute("aria-current") === "page").map((a) => a.textContent).join() === "6" && links.every((a) => a.getAttribute("href") === `?page=${a.textContent}` && a.getAttribute("aria-label") === `Page ${a.textContent}`), "links with address and name, one of them current");
const press = async (link, keys = {}) => {
  const event = new window.MouseEvent("click", { bubbles: true, cancelable: true, ...keys });
  let prevented;
  const look = (e) => { prevented = e.defaultPrevented; e.preventDefault(); };
  window.document.addEventListener("click", look, { once: true });
  await act(async () => link.dispatchEvent(event));
  return prevented;
};
check(await press(links[1]) && changes.join() === "5", "a click changes the page without leaving it");
for (const key of ["metaKey", "ctrlKey", "shiftKey", "altKey"]) check(!(await press(links[1], { [key]: true })) && changes.length === 1, `with ${key} the link is a plain link`);
check((await view({ page: 1, count: 1 })).container.innerHTML === "" && (await view({ page: 1, count: 0 })).container.innerHTML === "", "one page or none: nothing");
process.exit(0);
