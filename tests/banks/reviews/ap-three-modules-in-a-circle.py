"""The three modules, imported in each order in a new process: which order crashes, and when; the cache keeps a tier; and
the answer's steps, done to the handout's code, leave modules that can be imported in any order and do the same."""
import itertools
import re
import subprocess
import sys
import tempfile

from bank import check, handout

code = handout("ap-three-modules-in-a-circle", "python")
modules = dict(zip(re.findall(r"^# (\w+)\.py$", code, re.M), re.split(r"^# \w+\.py$", code, flags=re.M)[1:]))
check(sorted(modules) == ["billing", "customers", "orders"], "three modules")
use = """
import orders
orders.ORDERS.append(orders.Order(1, 6000))
print(orders.ORDERS[0].pay())
"""


def python(files, program):
    with tempfile.TemporaryDirectory() as place:
        for name, text in files.items():
            with open(f"{place}/{name}.py", "w") as f:
                f.write(text)
        done = subprocess.run([sys.executable, "-S", "-c", program], cwd=place, capture_output=True, text=True)
        return done.stdout + (done.stderr.splitlines() or [""])[-1]


first_orders = python(modules, "import orders")
check("cannot import name 'STATUS_PAID' from partially initialized module 'orders'" in first_orders, first_orders)
check(python(modules, "import billing" + use).endswith("5400.0\n"), "billing first: it works")
late = python(modules, "import customers; print('running'); customers.loyalty_tier(1)")
check(late.startswith("running") and "partially" in late, "customers first: it crashes at the first loyalty_tier")
cached = python(modules, "import billing, orders, customers; f = customers.loyalty_tier; a = f(1)\n"
                         "orders.ORDERS.append(orders.Order(1, 9000)); print(a, f(1))")
check(cached == "basic basic\n", "after 9,000 more the cached tier is still basic")
twice = python(modules, "import billing" + use + "print(orders.ORDERS[0].pay())")
check(twice.count("mail to") == 2, "an order that is paid twice is invoiced twice, and open orders count for the tier")

untangled = {
    "status": "STATUS_OPEN, STATUS_PAID = 'open', 'paid'\n",
    "customers": "def loyalty_tier(total):\n    return 'gold' if total > 5000 else 'basic'\n"
                 + modules["customers"][modules["customers"].index("\ndef notify"):],
    "orders": modules["orders"].replace("import billing", "from status import STATUS_OPEN")
    .replace('STATUS_OPEN, STATUS_PAID = "open", "paid"\n', "").split("    def pay")[0]
    + modules["orders"][modules["orders"].index("def orders_of"):],
    "billing": "def invoice(total, tier):\n    return total * (0.9 if tier == 'gold' else 1)\n",
    "checkout": "import billing, customers, orders, status\n\ndef pay(order):\n"
                "    total = sum(o.total for o in orders.orders_of(order.customer_id))\n"
                "    amount = billing.invoice(order.total, customers.loyalty_tier(total))\n"
                "    order.status = status.STATUS_PAID\n"
                "    customers.notify(order.customer_id, f'invoice over {amount}')\n    return amount\n"}
use = use.replace("import orders", "import orders, checkout").replace("orders.ORDERS[0].pay()", "checkout.pay(orders.ORDERS[0])")
results = {python(untangled, f"import {', '.join(order)}{use}") for order in itertools.permutations(modules)}
check(results == {"mail to 1 invoice over 5400.0\n5400.0\n"}, "after the steps, each order of imports gives the same invoice")
