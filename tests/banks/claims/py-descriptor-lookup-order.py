"""The answer's field keeps a value per instance, wins over the instance dictionary and refuses what is not positive."""
from bank import answer, check

scope = {}
exec(answer("py-descriptor-lookup-order", "python"), scope)


class Item:
    price = scope["Positive"]()

    def shout(self):
        return "method"


one, two = Item(), Item()
one.price, two.price = 1, 2.5
check((one.price, two.price) == (1, 2.5), "each instance has its own value")
check(isinstance(Item.price, scope["Positive"]), "on the class it returns itself")
one.__dict__["price"] = 99
check(one.price == 1, "a data descriptor wins over the instance dictionary")
one.__dict__["shout"] = lambda: "own"
check(one.shout() == "own", "a function does not")
for value in (0, -1, float("nan"), float("-inf")):
    try:
        one.price = value
    except ValueError:
        continue
    check(False, f"{value} is refused")
check(one.price == 1, "what is not positive is refused, NaN too, and the value stays")
