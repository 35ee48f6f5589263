"""One contract for the fake and for Django on SQLite: copies, versions, deleted orders, what is stored; signals that update() skips."""
import dataclasses
import types
from datetime import date, timedelta
from typing import Protocol

import django_app
from bank import answer, blocks, check, question
import coding

ID = "ap-orders-repository-in-django"
django_app.setup()
from django.db import models
from django.db.models import F
from django.db.models.signals import post_save

code = blocks(question(ID)["handout"], "python")[0] + answer(ID, "python")
shop = django_app.load(code, "shop.models", models=models, F=F, dataclass=dataclasses.dataclass, replace=dataclasses.replace, date=date, timedelta=timedelta, Protocol=Protocol)
Order, OrderRow = shop.Order, shop.OrderRow
django_app.create_tables(OrderRow)
TODAY = date(2025, 3, 10)
ROWS = [Order(3, date(2025, 3, 6), "open", 0), Order(1, date(2025, 3, 1), "open", 0), Order(2, date(2025, 3, 7), "open", 0), Order(4, date(2025, 1, 1), "paid", 5)]


def real():
    OrderRow.objects.all().delete()
    for order in ROWS:
        OrderRow.objects.create(**{("pk" if k == "id" else k): v for k, v in vars(order).items()})
    return shop.DjangoOrders(), lambda pk: OrderRow.objects.filter(pk=pk).delete()


def fake(made=shop):
    orders = made.FakeOrders(ROWS)
    return orders, lambda pk: orders._orders.pop(pk)


def contract(make):
    orders, delete = make()
    ids = lambda: [o.id for o in orders.overdue(date(2026, 1, 1))]
    assert ids() == [1, 2, 3]
    assert shop.cancel_overdue(orders, TODAY) == [1, 3] and shop.cancel_overdue(orders, TODAY) == [] and ids() == [2]
    order = orders.overdue(date(2026, 1, 1))[0]
    order.status = "canceled"
    assert ids() == [2], "an unsaved change doesn't count"
    order.status = "open"
    stale = orders.overdue(date(2026, 1, 1))[0]
    orders.save(order)
    assert order.version == 1
    assert coding.raises(shop.StaleOrder, orders.save, stale) and stale.version == 0
    orders.save(order)
    order.due = date(2030, 1, 1)
    orders.save(order)
    assert ids() == [2], "only the status is stored"
    delete(2)
    assert coding.raises(shop.StaleOrder, orders.save, order), "a deleted order is stale"
    assert not any(isinstance(x, models.QuerySet) for x in [orders.overdue(TODAY)])
    return True


check(contract(real) and contract(fake), "one contract holds for Django and for the fake")
check([o.status for o in ROWS] == ["open"] * 3 + ["paid"], "the fake leaves the objects it was given alone")


def lenient(old, new):
    assert code.count(old) == 1, old
    made = types.ModuleType("lenient")
    made.__dict__.update(vars(shop))
    exec(compile(code[code.index("class FakeOrders"):].replace(old, new), "lenient", "exec"), made.__dict__)
    return coding.raises((AssertionError, AttributeError), contract, lambda: fake(made)) is not None


check(lenient("return [replace(o) for _", "return [o for _"), "a fake that hands out its own objects counts unsaved changes as saved")
check(lenient("stored.status, stored.version = order.status, order.version", "self._orders[order.id] = replace(order)"), "a fake that stores everything is more lenient")
check(lenient("if stored is None or stored.version", "if stored.version"), "a fake without the deleted order raises something else")
signals = []
post_save.connect(lambda **k: signals.append(1), sender=OrderRow, weak=False)
orders, _ = real()
signals.clear()
orders.save(orders.overdue(TODAY)[0])
check(signals == [], "update() skips signals")
