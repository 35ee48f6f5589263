"""The caching decorator with a common store: whose results collide, an address that is used again, what is never cached,
what stays; and that a store per function and a key by what matters cure it."""
import threading
import time
from unittest import mock

from bank import check, handout

code = handout("py-review-cache-decorator", "python")


def module(source=code, **replace):
    scope = {}
    exec(source, scope)
    scope.update(replace)
    return scope


service = module()
roles = service["short"](lambda user_id: f"roles of {user_id}")
service["permissions"](7)
check(roles(7) == ["read"], "a function of one id reads the permissions of that id")
store = service["permissions"].__closure__[[*service["permissions"].__code__.co_freevars].index("store")].cell_contents


class Text:
    def __init__(self, repr_):
        self.repr_ = repr_

    def __repr__(self):
        return self.repr_


value = service["short"](lambda thing: id(thing))
check(value(Text("x")) == value(Text("x")), "objects with the same repr collide")
Prices, wrong = service["Prices"], False
for product in range(200):
    first = Prices("USD")
    first.for_product(product)
    del first
    second = Prices("EUR")
    wrong = wrong or second.for_product(product)["currency"] == "USD"
check(wrong, "a dead object's address is used again: euros get the price in dollars")

loads = mock.Mock(return_value=[])
service["load_permissions"] = loads
service["permissions"](99), service["permissions"](99)
check(loads.call_count == 2, "an empty result is loaded each time")
loads.return_value = ["read"]
service["permissions"](5).append("admin")
check(service["permissions"](5) == ["read", "admin"], "a caller who changes the list changes the cache")
before = len(store)
with mock.patch("time.time", return_value=time.time() + 3600):
    service["permissions"](6)
check(len(store) == before + 1, "expired entries stay")
with mock.patch("time.time", return_value=time.time() - 7200):
    loads.return_value = ["new"]
    check(service["permissions"](5) == ["read", "admin"], "a clock set back keeps them alive")
check(service["permissions"].__name__ == "wrapper", "the name is lost without wraps")

gate = threading.Barrier(4)
service["load_permissions"] = mock.Mock(side_effect=lambda user: (gate.wait(5), ["read"])[1])
threads = [threading.Thread(target=service["permissions"], args=(1000,)) for _ in range(4)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
check(service["load_permissions"].call_count == 4, "four threads that miss at once all compute")

fixed = code.replace("    store = {}\n\n    def decorator(func):\n", "    def decorator(func):\n        store = {}\n\n").replace("            if value:\n    ", "")
fixed = fixed.replace("key = str(args) + str(kwargs)", "key = (args, tuple(sorted(kwargs.items())))")
fixed = fixed.replace("    @short\n    def for_product(self, product_id):\n        return fetch_price(product_id, self.currency)", "    def for_product(self, product_id):\n        return cached_price(product_id, self.currency)")
service = module(fixed + "\ncached_price = short(fetch_price)\n")
roles = service["short"](lambda user_id: f"roles of {user_id}")
service["permissions"](7)
prices = {service["Prices"](currency).for_product(1)["currency"] for currency in ["EUR", "USD"] * 20}
service["load_permissions"] = mock.Mock(return_value=[])
service["permissions"](99), service["permissions"](99)
check(roles(7) == "roles of 7" and prices == {"EUR", "USD"} and service["load_permissions"].call_count == 1,
      "fixed: own store, the currency in the key instead of self, empty results kept")
