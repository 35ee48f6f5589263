// Polish forms against the grammar's rule for 0 to 20,000; fallbacks, odd keys, placeholders, prices, dates, the switch.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { compile, createElement, mount } from "../support/react.mjs";

const source = code("react-i18n-cart-messages", "jsx").replace(/^import .*$/gm, "");
const { createI18n, I18nProvider, useI18n } = compile(source);
const [en, pl] = ["en", "pl"].map((locale) => createI18n(locale));
const items = (i18n, count) => i18n.t("cart.items", { count });
check(items(en, 1) === "1 item" && items(en, 0) === "0 items" && items(pl, 1) === "1 produkt" && items(pl, 22) === "22 produkty" && items(pl, 5) === "5 produkt\u00f3w", "the handout's examples");
const number = new Intl.NumberFormat("pl");
for (let n = 0; n <= 20000; n++) {
  const word = n === 1 ? "produkt" : n % 10 >= 2 && n % 10 <= 4 && !(n % 100 >= 12 && n % 100 <= 14) ? "produkty" : "produkt\u00f3w";
  if (items(pl, n) !== `${number.format(n)} ${word}`) check(false, `pl ${n}: ${items(pl, n)}`);
  if (items(en, n) !== `${new Intl.NumberFormat("en").format(n)} ${n === 1 ? "item" : "items"}`) check(false, `en ${n}`);
  if (n > 2000) n += 6;
}
check(items(pl, 1.5) === "1,5 produktu" && items(en, 1.5) === "1.5 items", "whole numbers by the grammar's rule, and fractions have a form of their own");
const classes = (locale) => new Intl.PluralRules(locale).resolvedOptions().pluralCategories.length;
check(classes("pl") === 4 && classes("ar") === 6 && classes("ja") === 1 && classes("en") === 2, "Polish has four classes, Arabic six, Japanese one");
check(pl.t("cart.total", { total: "$& {total}" }) === "Razem: $& {total}" && pl.t("cart.total") === "Razem: {total}" && pl.t("cart.total", { total: 0 }) === `Razem: ${number.format(0)}`, "values go in as they are; what is missing stays");
check(["x", "constructor", "toString", ""].every((key) => pl.t(key) === key), "an unknown key is shown");
const gap = compile(source.replace(/one: '\{count\} produkt'[\s\S]*?produktu',/, "").replace("'cart.items': {\n      \n    },", ""));
check(items(gap.createI18n("pl"), 1) === "1 item" && [2, 5, 22].every((n) => items(gap.createI18n("pl"), n) === `${n} items`), "a key missing in Polish falls back to English and its forms");
check(pl.t("cart.items") === "{count} produktu", "no count: the last form, and no error");
check(en.price(123456, "EUR") === "\u20ac1,234.56" && pl.price(1250, "PLN").replace(/\s/g, " ") === "12,50 z\u0142" && en.price(500, "JPY") === "\u00a55", "prices; yen are wrong, as the answer says");
const day = new Date(2026, 10, 29);
check(en.date(day) === "Nov 29, 2026" && pl.date(day) === "29 lis 2026", "dates");
const Cart = () => { const { t, locale } = useI18n(); return `${locale} ${t("cart.items", { count: 2 })}`; };
const show = (locale) => createElement(I18nProvider, { locale }, createElement(Cart));
const { container, render } = await mount(show("en"));
check(container.textContent === "en 2 items" && document.documentElement.lang === "en", "English, and the page's lang");
await render(show("pl"));
check(container.textContent === "pl 2 produkty" && document.documentElement.lang === "pl", "the switch changes everything at once");
process.exit(0);
