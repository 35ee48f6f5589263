"""The caching decorator of the threaded service: wrong results, a lock held while computing and forever after an error,
shared values, falsy results; and that a key per function and `with` cure the worst."""
import threading
import time
from unittest import mock

from bank import check, handout

code = handout("perf-review-cache-decorator", "python")


def service(source=code):
    scope = {"load_price": mock.Mock(side_effect=lambda product, currency: f"{product} in {currency}"),
             "load_related": mock.Mock(side_effect=lambda product: [product + 1, product])}
    exec(source, scope)
    return scope


def ends(work, seconds=0.3):
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()


site = service()
check(site["price"](1, currency="EUR") == site["price"](1, currency="USD") == "1 in EUR", "euros and dollars share an entry")
site["price"](7)
check(site["related"](7) == "7 in EUR", "related(7) gets what price(7) has stored")


class Plain:
    pass


check("0x" in str((Plain(),)), "the key of a plain object contains its address")
values = site["related"](3)
values.sort()
values.append("mine")
check(site["related"](3) == [3, 4, "mine"], "callers change the cached value")
site["load_related"].side_effect = lambda product: []
calls = site["load_related"].call_count
site["related"](50), site["related"](50)
check(site["load_related"].call_count == calls + 2, "an empty result is computed each time")
with mock.patch("time.time", return_value=time.time() + 7200):
    site["related"](3)
check(len(site["_store"]) == 4, "expired entries are overwritten, never removed")

started, free = threading.Event(), threading.Event()
site["load_price"].side_effect = lambda *args: (started.set(), free.wait())
threading.Thread(target=site["price"], args=(8,), daemon=True).start()
started.wait()
blocked = not ends(lambda: site["related"](3))
free.set()
check(blocked, "while one function computes, a hit of another one waits")

site = service()
site["load_related"].side_effect = lambda product: site["related"](product + 1) if product < 3 else [product]
check(not ends(lambda: site["related"](1)), "a recursive cached call deadlocks")
site = service()
site["load_price"].side_effect = lambda product, currency: site["related"](product)
check(not ends(lambda: site["price"](1)), "and so does a cached function that calls another one")
site = service()
site["load_price"].side_effect = ValueError
failed = []


def call():
    try:
        site["price"](1)
    except ValueError:
        failed.append(1)


check(ends(call) and failed and not ends(lambda: site["related"](1)), "after one exception every cached call hangs")

fixed = (code.replace("key = str(args)", "key = (fn.__qualname__, args, tuple(sorted(kwargs.items())))")
         .replace("            _lock.acquire()\n", "").replace("                _lock.release()\n", "").replace("            _lock.release()\n", ""))
site = service(fixed)
check(site["price"](7, currency="USD") == "7 in USD" and site["price"](7) == "7 in EUR" and site["related"](7) == [8, 7], "with name and keywords in the key the results are right")
