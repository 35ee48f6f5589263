// The cart's script: markup in a name, a string for a sum, splice while looping, the first visit, an undeclared variable;
// and that the answer's loadCart survives whatever storage holds.
import { answer, handout, check } from "../support/bank.mjs";
import { page } from "../support/page.mjs";

const code = handout("js-review-cart-script", "js");
function open(stored, { strict = true, shipping = "5" } = {}) {
  const { window, document } = page(`<ul id="cart"></ul><p id="total"></p><input id="shipping" value="${shipping}">`);
  if (stored !== undefined) window.localStorage.setItem("cart", typeof stored === "string" ? stored : JSON.stringify(stored));
  const body = `${strict ? "'use strict';" : ""}${code};return { removeItem, totalPrice, render, get cart() { return cart } };`;
  return { ...window, document, storage: window.localStorage, shop: new Function("document", "localStorage", body)(document, window.localStorage) };
}
const throws = (work) => { try { work(); return false; } catch { return true; } };
const item = (id, price = 10) => ({ id, name: `n${id}`, price, qty: 1 });

const evil = open([{ ...item(1), name: "<img src=x onerror=alert(1)>" }]);
evil.shop.render();
check(evil.document.querySelector("#cart img").hasAttribute("onerror"), "a name becomes an element with a handler");
check(open([item(1), item(2)]).shop.totalPrice() === "205", "20 and '5' become '205'");
check("2" * "3" === 6, "a product converts");
const twice = open([item(1), item(1), item(2)]);
twice.shop.removeItem(1);
check(twice.shop.cart.length === 2 && twice.shop.cart[0].id === 1, "of two equal items in a row one stays");
const loose = open([item("1")]);
loose.shop.removeItem(1);
check(loose.shop.cart.length === 0, "1 and '1' count as equal");
check(throws(() => open().shop.render()) && throws(() => open("{broken")), "the first visit and a broken text throw");
check(throws(() => open([item(1, 101)]).shop.totalPrice()) && !throws(() => open([item(1, 100)]).shop.totalPrice()), "strict: totals above 100 throw");
open([item(1, 101)], { strict: false }).shop.totalPrice();
check("discount" in globalThis, "sloppy: a global is made");

const [left, right] = [open([item(1), item(2)]), open([item(1), item(2)])];
left.shop.removeItem(1);
const seenByRight = right.storage;
seenByRight.setItem("cart", left.storage.getItem("cart"));     // two tabs, one storage
right.shop.removeItem(2);
check(JSON.parse(seenByRight.getItem("cart")).map((one) => one.id).join() === "1", "a second tab writes back what the first has removed");

const load = (getItem) => new Function("localStorage", `${answer("js-review-cart-script", "js")};return loadCart();`)({ getItem });
for (const text of [null, "{broken", "null", "5", '"x"', "{}", "true"]) check(load(() => text).length === 0, `loadCart gives an empty cart for ${text}`);
check(load(() => "[1]").length === 1 && load(() => { throw new Error("denied"); }).length === 0, "it keeps a cart, and survives denied storage");
