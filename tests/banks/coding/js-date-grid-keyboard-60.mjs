// The calendar in jsdom: arithmetic against counting days by hand, random keys in several zones and week starts, choice, names.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { page } from "../support/page.mjs";

const html = code("js-date-grid-keyboard-60", "html");
const source = /<script type="module">([\s\S]*)<\/script>/.exec(html)[1];
const leap = (y) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
const daysIn = (y, m) => [31, leap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1];
const text = ([y, m, d]) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
const next = ([y, m, d]) => (d < daysIn(y, m) ? [y, m, d + 1] : m < 12 ? [y, m + 1, 1] : [y + 1, 1, 1]);
const days = []; // every day from 1999 on, with its weekday
for (let day = [1999, 1, 1], weekday = 5; day[0] < 2032; day = next(day), weekday = (weekday + 1) % 7) days.push({ day, weekday, key: text(day) });
const indexOf = new Map(days.map((d, i) => [d.key, i]));
function months([y, m, d], n) {
  const total = y * 12 + m - 1 + n, year = Math.floor(total / 12), month = total % 12 + 1;
  return text([year, month, Math.min(d, daysIn(year, month))]);
}
function moved(key, name, firstDay) {
  const i = indexOf.get(key), { day, weekday } = days[i], lead = (weekday - firstDay + 7) % 7;
  if (name.startsWith("Page")) return months(day, name === "PageUp" ? -1 : 1);
  return days[i + { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -lead, End: 6 - lead }[name]].key;
}
function open(options) {
  const { window, document } = page('<div id="calendar"></div>');
  const calls = [];
  const calendar = new Function("document", "Intl", `${source.slice(0, source.lastIndexOf("  calendar(document"))}\nreturn calendar;`)(document, Intl);
  calendar(document.querySelector("#calendar"), { locale: "en-GB", firstDay: 1, allowed: () => true, onChoose: (...args) => calls.push(args), ...options });
  const root = document.querySelector("#calendar");
  const press = (key, more = {}) => !(document.activeElement === document.body ? root : document.activeElement).dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  return { root, document, calls, press, window, focused: () => root.querySelectorAll("[tabindex='0']").length === 1 && root.querySelector("[tabindex='0']").dataset.day, rows: () => [...root.querySelectorAll("tr")].slice(1).map((tr) => [...tr.children].map((td) => td.textContent)), cell: (key) => root.querySelector(`[data-day="${key}"]`) };
}
const names = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
const r = random(1);
for (const zone of ["UTC", "America/New_York", "Pacific/Auckland", "America/Sao_Paulo"]) {
  process.env.TZ = zone;
  for (let round = 0; round < 2; round++) {
    const firstDay = r.below(7);
    let key = r.pick(days.slice(3000, 9000)).key;
    const view = open({ value: key, firstDay });
    for (let step = 0; step < 20; step++) {
      const name = r.pick(names);
      key = moved(key, name, firstDay);
      view.press(name);
      const i = indexOf.get(key), [y, m] = days[i].day, first = days[indexOf.get(text([y, m, 1]))];
      const lead = (first.weekday - firstDay + 7) % 7;
      const cells = [...Array(lead).fill(""), ...Array.from({ length: daysIn(y, m) }, (_, d) => String(d + 1))];
      while (cells.length % 7) cells.push("");
      if (view.focused() !== key || view.document.activeElement !== view.cell(key) || view.rows().flat().join() !== cells.join() || view.rows().some((row) => row.length !== 7)) check(false, `${zone}, ${name}, first day ${firstDay}: ${view.focused()}, not ${key}`);
    }
    view.window.close();
  }
}
check(true, "160 random keys in four time zones: day, focus and grid as counted by hand, one tab stop");
let view = open({ value: "2025-01-31" });
view.press("PageDown");
check(view.focused() === "2025-02-28", "January 31 and a month: February 28");
view = open({ value: "2025-03-31" });
check(view.rows().at(-1).join() === "31,,,,,,", "the last row of March 2025: the 31st and six empty cells");
view.press("ArrowRight");
check(view.focused() === "2025-04-01" && view.root.querySelector("caption").textContent === "April 2025", "and the day after, in April");
const counts = new Set();
for (const [y, m] of [[2021, 2], [2026, 2], [2025, 2], [2025, 3], [2025, 4], [2024, 9], [2023, 10]]) counts.add(open({ value: text([y, m, 1]) }).rows().length);
check([...counts].sort().join() === "4,5,6", "a month touches four to six weeks");
view = open({ value: "2025-03-31", allowed: (day) => ![6, 0].includes(days[indexOf.get(day)].weekday) });
view.press("ArrowUp"); view.press("End");
check(view.focused() === "2025-03-30" && view.cell("2025-03-30").getAttribute("aria-disabled") === "true", "a day that cannot be chosen has the focus");
view.press("Enter"); view.press(" "); view.cell("2025-03-29").click();
check(view.calls.length === 0 && view.cell("2025-03-31").getAttribute("aria-selected") === "true", "but is not chosen, by key or click");
view.press("Home"); view.press("Enter");
check(view.calls.length === 1 && view.calls[0][0] === "2025-03-24" && view.cell("2025-03-24").getAttribute("aria-selected") === "true" && view.root.querySelectorAll("[aria-selected=true]").length === 1, "an allowed one is");
view.cell("2025-03-26").click();
check(view.calls[1][0] === "2025-03-26" && view.focused() === "2025-03-26" && /Wednesday.*26 March 2025/.test(view.calls[1][1]), "also by click, with a text for people");
check(["altKey", "ctrlKey", "metaKey"].every((key) => !view.press("ArrowLeft", { [key]: true })) && view.focused() === "2025-03-26" && !view.press("a"), "keys with Alt, Ctrl or Meta and other keys are left alone");
view = open({ value: "2025-03-31", allowed: (day) => day !== "2025-03-29" });
view.cell("2025-03-29").focus(); view.cell("2025-03-29").click(); view.press("Enter");
check(view.calls.length === 0 && view.focused() === "2025-03-29" && view.document.activeElement === view.cell("2025-03-29"), "after a click on a closed day, keys go on from the clicked day");
view = open({ value: "0099-01-31" });
view.press("PageDown");
check(view.focused() === "0099-02-28", "a year below 100 stays in its century");
view = open({ value: "2025-03-31", locale: "de", firstDay: 0 });
check(view.root.querySelector("caption").textContent === "M\u00e4rz 2025" && [...view.root.querySelectorAll("th")].map((th) => th.textContent).join() === "So,Mo,Di,Mi,Do,Fr,Sa", "names by locale, the week from Sunday");
process.env.TZ = "America/New_York";
const local = new Date(2025, 2, 8), later = new Date(local.getTime() + 2 * 86400000);
const autumn = new Date(new Date(2025, 10, 1).getTime() + 2 * 86400000);
check(later.getHours() === 1 && autumn.getDate() === 2, "24 hours in local time: an hour too far in spring, a day too few in autumn");
for (const [locale, month] of [["fa-IR-u-nu-latn", "مارس"], ["th-TH", "มีนาคม"], ["ar-SA-u-nu-latn", "مارس"]]) {
  view = open({ value: "2025-03-31", locale });
  const caption = view.root.querySelector("caption").textContent, name = view.cell("2025-03-31").getAttribute("aria-label");
  if (!caption.includes(month) || !caption.includes("2025") || !name.includes("31")) check(false, `${locale}: ${caption}, ${name}`);
}
check(true, "locales with calendars of their own: title and names go with the Gregorian cells");
check(!new Intl.DateTimeFormat("fa-IR-u-nu-latn", { dateStyle: "full", timeZone: "UTC" }).format(new Date("2025-03-31T00:00:00Z")).includes("31"), "without the calendar option they would not");
process.exit(0);
