"""The beginner's cart: what carts share, wrong totals, a skipped removal, codes; and that the answer's __init__ and a
new list cure them."""
import textwrap

from bank import answer, check, handout

ID = "py-review-shopping-cart"
code = handout(ID, "python")


def cart_class(source=code):
    scope = {}
    exec(source, scope)
    return scope["Cart"]


Cart = cart_class()
one, two = Cart("one"), Cart("two")
one.add("pen", 2, qty=3)
check(two.items == one.items != [], "two carts share one list")
check(one.total() == 2, "three pens at 2 cost 2: the quantity is ignored")
one.apply_code("SAVE10")
check(two.discounts == {"pen": 0.1}, "a code in one cart discounts the other")
one.discounts["pen"] = 0.5
one.apply_code("SAVE10")
check(one.discounts["pen"] == 0.1, "a code of 10% overwrites a discount of 50%")
one.add("pencil", -2, qty=-1)
check(one.items.pop()["qty"] == -1, "a negative quantity and price are taken")
one.apply_code("XX99")
check(one.discounts["pen"] == 0.99, "XX99 gives 99%")
one.apply_code("A-5")
check(one.total() > 2, "A-5 raises the price")
one.add("ink", 5)
check("ink" not in one.discounts, "what comes later gets no discount")
one.apply_code("nonsense")
one.apply_code(None)
check(True, "a wrong code, and even a wrong type, passes without a word")

Cart = cart_class()
cart = Cart("x", {})
for name in ("pen", "pen", "ink"):
    cart.add(name, 0.1)
check(cart.total() != 0.3, "three times 0.1 are not 0.3")
cart.remove("pen")
check([item["name"] for item in cart.items] == ["pen", "ink"], "of two neighboring pens one stays")

init = textwrap.indent(answer(ID, "python"), "    ")
fixed = code.replace("    items = []\n\n", "").replace('    def __init__(self, owner, discounts={}):\n        self.owner = owner\n        self.discounts = discounts\n', init)
fixed = fixed.replace("""        for item in self.items:
            if item["name"] == name:
                self.items.remove(item)
""", '        self.items = [item for item in self.items if item["name"] != name]\n')
Cart = cart_class(fixed)
one, two, given = Cart("one"), Cart("two"), {"pen": 0.5}
one.add("pen", 2)
one.add("pen", 2)
one.apply_code("SAVE10")
check(two.items == [] and two.discounts == {}, "fixed: nothing is shared")
one.remove("pen")
check(one.items == [], "fixed: both pens are removed")
mine = Cart("x", given)
mine.add("pen", 2)
mine.apply_code("SAVE10")
check(given == {"pen": 0.5}, "fixed: not even the caller's own discounts")
