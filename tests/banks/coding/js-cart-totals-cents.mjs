// The totals against a plain count: missing and zero quantities, categories named like properties of objects, frozen input.
import { check, question } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-cart-totals-cents";
const { cartTotals } = solution(ID, ["cartTotals"]);
check((await examples(ID, { cartTotals })).length === 0, "the handout's examples hold");

const r = random(1);
const names = ["food", "books", "toString", "constructor", "__proto__", "valueOf", "7 seas", ""];
const make = () => r.times(r.below(9), () => {
  const item = { category: r.pick(names), cents: r.below(1000) };
  return r.below(3) ? { ...item, quantity: r.below(4) } : item;
});
const brute = (items) => {
  const price = (item) => item.cents * ("quantity" in item ? item.quantity : 1);
  const seen = items.map((item) => item.category).filter((name, n, all) => all.indexOf(name) === n);
  const sum = (some) => some.map(price).reduce((a, b) => a + b, 0);
  return [seen.map((name) => [name, sum(items.filter((item) => item.category === name))]), sum(items)];
};
const same = (solve, items) => {
  const { byCategory, total } = solve(items);
  return JSON.stringify([Object.entries(byCategory), total]) === JSON.stringify(brute(items));
};
for (let n = 0; n < 5000; n++) {
  const items = make().map(Object.freeze);
  Object.freeze(items);
  if (!same(cartTotals, items)) check(false, `random cart: ${JSON.stringify(items)}`);
}
check(true, "5,000 random frozen carts: totals and order are those of a plain count");
const slip = (...change) => solution(ID, ["cartTotals"], { changes: [change] }).cartTotals;
const zero = [{ category: "a", cents: 9, quantity: 0 }];
check(slip("cents * quantity", "cents * (quantity || 1)")(zero).total === 9, "quantity || 1 charges for quantity 0");
const object = (items) => {
  const sums = {};
  for (const { category, cents } of items) sums[category] = (sums[category] ?? 0) + cents;
  return sums;
};
check(typeof object([{ category: "constructor", cents: 5 }]).constructor === "string", "in a plain object, constructor becomes a text");
check(question(ID).hints.every((hint) => !/\bobject\b/.test(hint)), "no hint leads to the plain object");
check(Object.keys(cartTotals([{ category: "b", cents: 1 }, { category: "7", cents: 1 }]).byCategory)[0] === "7", 'an object lists "7" first');
check(Number.isNaN(cartTotals([{ category: "a", cents: 5, quantity: undefined }]).total) === false
  && cartTotals([{ category: "a", cents: 5, quantity: null }]).total === 0, "the default covers missing, not null");
