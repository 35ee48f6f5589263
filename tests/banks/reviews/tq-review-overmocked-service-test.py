"""The mock-heavy tests against a service that pays twice, one that pays nothing right, and one that calls what doesn't
exist; and the answer's test, which notices."""
import sys
import types
from unittest import mock

from bank import answer, check, handout

ID = "tq-review-overmocked-service-test"
SERVICE = '''
class Audit:
    def write(self, text): pass
audit = Audit()
class RefundService:
    def __init__(self, repo, gateway):
        self.repo, self.gateway = repo, gateway
    def _already_refunded(self, order):
        return order.status == "refunded"
    def _amount(self, order):
        return order.cents
    def refund(self, order_id):
        order = self.repo.get(order_id)
        if self._already_refunded(order):
            return False
        self.gateway.pay(order.id, self._amount(order))
        order.status = "refunded"
        self.repo.save(order)
        audit.write("refund")
        return True
'''


def failures(tests, service=SERVICE, **names):
    """The tests that fail with this service."""
    refunds = types.ModuleType("refunds")
    exec(service, refunds.__dict__)
    sys.modules["refunds"] = refunds
    scope = {**names, "RefundService": refunds.RefundService}
    exec(tests, scope)
    failed = set()
    for name, test in list(scope.items()):
        if name.startswith("test_"):
            try:
                test()
            except Exception:
                failed.add(name)
    return failed


shown = handout(ID, "python")
check(failures(shown) == set(), "(the tests pass with a right service)")
BROKEN = {
    "a check that never finds anything": SERVICE.replace('order.status == "refunded"', "False"),
    "two payments at once": SERVICE.replace("        order.status =", "        self.gateway.pay(order.id, self._amount(order))\n        order.status ="),
    "a wrong amount": SERVICE.replace("return order.cents", "return order.cents * 100"),
    "the payment of nothing": SERVICE.replace("self._amount(order))", "0)"),
    "a method that the repository hasn't": SERVICE.replace("self.repo.get(", "self.repo.get_one_by_id_please(").replace("self.repo.save(order)", "self.repo.save(order); self.repo.flush_all()"),
    "a status that is never set": SERVICE.replace('order.status = "refunded"', "pass"),
}
for name, service in BROKEN.items():
    check(failures(shown, service) == set(), f"they pass with {name}")
gone = SERVICE.replace("        self.gateway.pay(order.id, self._amount(order))\n", "")
check(failures(shown, gone) == {"test_refund"}, "(without any payment the first fails: that assertion can)")
check(failures(shown, SERVICE.replace('order.status = "refunded"', 'order.status = ""')) == {"test_refund"},
      "(a status set to nothing would be noticed: that assertion can fail, too)")
check(failures(shown.split("@patch(\"refunds.RefundService._already_refunded\", return_value=True)")[1].join(["from unittest.mock import MagicMock\n", ""]).replace("(already)", "()"),
               SERVICE.replace("def refund(self, order_id):", "def refund(self, order_id):\n        raise RuntimeError\n    def old(self, order_id):")) == set(), "the second tests only its own mock")


class InMemoryOrders:
    def __init__(self, orders):
        self.orders = {one.id: one for one in orders}

    def get(self, order_id):
        return self.orders[order_id]

    def save(self, order):
        self.orders[order.id] = order


class FakeGateway:
    def __init__(self):
        self.paid = []

    def pay(self, order_id, cents):
        self.paid.append((order_id, cents))


fakes = {"InMemoryOrders": InMemoryOrders, "FakeGateway": FakeGateway, "order": lambda id, cents: types.SimpleNamespace(id=id, cents=cents, status="paid")}
better = answer(ID, "python")
check(failures(better, **fakes) == set(), "the answer's test passes with a right service")
for name, service in BROKEN.items():
    check(failures(better, service, **fakes) != set(), f"it fails with {name}")
strict = mock.create_autospec(InMemoryOrders, instance=True)
check(not hasattr(strict, "flush_all") and hasattr(mock.MagicMock(), "flush_all"), "create_autospec objects to a method that does not exist")
