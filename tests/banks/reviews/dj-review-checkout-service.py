"""The function with Django on SQLite: two buyers get the last piece, a database error after the charge rolls the order back
but neither charge nor mail, swallowed errors commit half an order; the answer's update and on_commit hold."""
import logging
from types import SimpleNamespace as Some

import django_app
from bank import check, handout

django_app.setup()
from django.db import OperationalError, connection, models, transaction  # noqa: E402
from django.db.models import F  # noqa: E402


def model(model_name, **fields):
    return type(model_name, (models.Model,), {"__module__": "shop.models", **fields})


text = {"max_length": 20, "default": ""}
Order = model("Order", user=models.CharField(**text), status=models.CharField(**text), charge_id=models.CharField(**text),
              total=models.FloatField(default=0))
Product = model("Product", stock=models.IntegerField(), name=models.CharField(**text))
OrderLine = model("OrderLine", order=models.ForeignKey(Order, models.CASCADE), product=models.ForeignKey(Product, models.CASCADE),
                  quantity=models.IntegerField(), price=models.FloatField())
Coupon = model("Coupon", code=models.CharField(**text), percent=models.IntegerField(), used=models.BooleanField(default=False))
django_app.create_tables(Order, Product, OrderLine, Coupon)
charges, mails = [], []


def charge(token, total):
    charges.append(total)
    return Some(id="ch_1")


space = dict(transaction=transaction, Order=Order, Product=Product, OrderLine=OrderLine, Coupon=Coupon, logger=logging.getLogger("q"),
             OutOfStock=type("OutOfStock", (Exception,), {}), payments=Some(charge=charge),
             send_receipt=Some(delay=lambda *a: mails.append(a)))
space["logger"].disabled = True
exec(handout("dj-review-checkout-service", "python"), space)
user = Some(card_token="t", email="ann@example.org")


def buy(*lines, coupon=None):
    items = [Some(product_id=p, quantity=n, price=1.0) for p, n in lines]
    items = type("Items", (list,), {"all": lambda s: s, "delete": lambda s: None})(items)
    return space["checkout"](user, Some(items=items), coupon)


Order.objects.create = lambda user, status, real=Order.objects.create: real(user=user.email, status=status)


def fresh(*stock):
    for one in (OrderLine, Order, Product, Coupon):
        one.objects.all().delete()
    charges.clear()
    mails.clear()
    return [Product.objects.create(stock=n).pk for n in stock]


class Meanwhile:
    """Lets another buyer in right after the first read of a row."""
    def __init__(self, model, action):
        self.manager, self.real, self.action = model.objects, model.objects.get, action

    def __enter__(self):
        def get(**by):
            found = self.real(**by)
            self.manager.get = self.real
            self.action()
            return found
        self.manager.get = get

    def __exit__(self, *_):
        self.manager.get = self.real


last, = fresh(1)
with Meanwhile(Product, lambda: buy((last, 1))):
    buy((last, 1))
check(Order.objects.filter(status="paid").count() == 2 and Product.objects.get().stock == 0, "two buyers pay for one piece, the stock is 0")
last, = fresh(1)
Coupon.objects.create(code="half", percent=50)
with Meanwhile(Coupon, lambda: buy((last, 0), coupon="half")):
    buy((last, 1), coupon="half")
check(charges == [0.0, 0.5] and Order.objects.count() == 2, "two buyers use one coupon")
last, = fresh(1)
with Meanwhile(Product, lambda: Product.objects.filter(pk=last).update(name="new name")):
    buy((last, 1))
check(Product.objects.get().name == "", "save() undoes a change of the product made meanwhile")


def broken(execute, sql, params, many, context):
    if sql.startswith('UPDATE "shop_order"'):
        raise OperationalError("connection lost")
    return execute(sql, params, many, context)


last, = fresh(1)
with connection.execute_wrapper(broken):
    check(buy((last, 1)) is None, "a database error after the charge is swallowed")
check(not Order.objects.exists() and len(charges) == len(mails) == 1, "no order is left; the charge and the mail are out")
check(mails[0][1] not in Order.objects.values_list("pk", flat=True), "the receipt is for an order that does not exist")
last, = fresh(1)
real, space["send_receipt"] = space["send_receipt"], Some(delay=lambda *a: 1 / 0)
buy((last, 1))
space["send_receipt"] = real
check((Order.objects.get().status, Order.objects.get().charge_id, len(charges)) == ("new", "", 1),
      "a broker that is down: an order that knows of no charge")
for stock, coupon in (((5, 0), None), ((5, 5), "unknown")):
    first, second = fresh(*stock)
    check(buy((first, 2), (second, 1), coupon=coupon) is None and Order.objects.get().status == "new"
          and Product.objects.get(pk=first).stock == 3, "half an order is committed, the stock lowered: " + (coupon or "out of stock"))

last, = fresh(1)
took = [Product.objects.filter(pk=last, stock__gte=1).update(stock=F("stock") - 1) for _ in range(2)]
check(took == [1, 0], "the conditional update sells one piece once")
sent = []
try:
    with transaction.atomic():
        transaction.on_commit(lambda: sent.append(1))
        raise OperationalError
except OperationalError:
    check(sent == [], "on_commit sends nothing after a rollback")
