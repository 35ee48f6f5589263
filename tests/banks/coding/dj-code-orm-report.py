"""The three reports on random shops against brute force, on SQLite; ties, the month's border, and which joins multiply."""
import datetime
import random
from collections import Counter
from decimal import Decimal
from zoneinfo import ZoneInfo

import django_app
from bank import answer, check, handout

django_app.setup(TIME_ZONE="Europe/Berlin")
from django.db import connection, models  # noqa: E402
from django.db.models import F, Max, Q, Sum, Window  # noqa: E402
from django.db.models.functions import Rank, TruncMonth  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

shop = django_app.load("from django.db import models\n" + handout("dj-code-orm-report", "python"), "shop.models")
Category, Product, Customer, Order, Line = shop.Category, shop.Product, shop.Customer, shop.Order, shop.Line


class Note(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)

    class Meta:
        app_label = "shop"


django_app.create_tables(Category, Product, Customer, Order, Line, Note)
reports = django_app.load(answer("dj-code-orm-report", "python"), "shop.reports")
ZONE = ZoneInfo("Europe/Berlin")
exact = lambda value: Decimal(value).quantize(Decimal("0.01"))  # noqa: E731


def rows(queryset):
    with CaptureQueriesContext(connection) as seen:
        found = list(queryset)
        [row.category.name for row in found if isinstance(row, Product)]
    assert len(seen) == 1, "one query"
    return found


def joined():
    return Customer.objects.annotate(last_order=Max("order__placed_at"), spent=Sum(
        F("order__lines__quantity") * F("order__lines__unit_price"), filter=Q(order__paid=True), default=Decimal(0))).order_by("-spent", "pk")


r = random.Random(1)
for _ in range(40):
    for model in (Line, Order, Product, Category, Customer):
        model.objects.all().delete()
    categories = [Category.objects.create(name=f"c{n}") for n in range(3)]
    products = [Product.objects.create(category=r.choice(categories), name=str(n)) for n in range(5)]
    customers = [Customer.objects.create(email=f"{n}@x.example") for n in range(4)]
    orders = [Order.objects.create(customer=r.choice(customers[:3]), paid=r.random() < 0.6, placed_at=datetime.datetime(
        2025, 2, 28, 21, tzinfo=datetime.timezone.utc) + datetime.timedelta(hours=n)) for n in range(r.randrange(6))]
    lines = [Line.objects.create(order=r.choice(orders), product=r.choice(products), quantity=r.randrange(1, 4),
                                 unit_price=Decimal(r.randrange(1, 500)) / 100) for _ in range(r.randrange(9) if orders else 0)]
    revenue, spent, sold = Counter(), Counter(), Counter()
    for line in lines:
        if line.order.paid:
            month = line.order.placed_at.astimezone(ZONE).date().replace(day=1)
            revenue[month, line.product.category.name] += line.quantity * line.unit_price
            spent[line.order.customer_id] += line.quantity * line.unit_price
            sold[line.product_id] += line.quantity
    got = rows(reports.revenue_by_month())
    assert [(g["month"], g["category"], exact(g["revenue"])) for g in got] == [(*key, exact(value)) for key, value in sorted(revenue.items())]
    last = {o.customer_id: max(x.placed_at for x in orders if x.customer_id == o.customer_id) for o in orders}
    want = sorted(((c.pk, last.get(c.pk), exact(spent[c.pk])) for c in customers), key=lambda one: (-one[2], one[0]))
    assert [(c.pk, c.last_order, exact(c.spent)) for c in rows(reports.customers())] == want
    assert [(c.pk, c.last_order, exact(c.spent)) for c in rows(joined())] == want
    best = {}
    for product in products:
        if sold[product.pk] > sold[best.get(product.category.name)]:
            best[product.category.name] = product.pk
    assert [(p.category.name, p.pk) for p in rows(reports.best_sellers())] == sorted(best.items())
check(True, "40 random shops: the three reports in one query each; a single annotate along orders and lines is right as well")

customer, product = Customer.objects.create(email="x@x.example"), Product.objects.create(category=categories[0], name="x")
order = Order.objects.create(customer=customer, paid=True, placed_at=datetime.datetime(2025, 1, 1, tzinfo=ZONE))
Line.objects.create(order=order, product=product, quantity=1, unit_price=10)
Note.objects.bulk_create(Note(customer=customer) for _ in range(3))
both = joined().annotate(notes=models.Count("note")).get(pk=customer.pk)
check(both.spent == 30, "a second relation beside it multiplies the lines")
check(Line.objects.aggregate(x=Sum(F("quantity") * F("unit_price")))["x"] >= 10, "the product of an integer and a decimal needs no output_field")
grouped = Line.objects.values("product").annotate(n=Sum("quantity"))
check("placed_at" in str(grouped.order_by("order__placed_at").query).split("GROUP BY")[1], "the fields of an order_by slip into the grouping")
shop.Line._meta.ordering = ["quantity"]
check("ORDER BY" not in str(Line.objects.values("product").annotate(n=Sum("unit_price")).query), "Meta.ordering doesn't")
shop.Line._meta.ordering = []
utc = Order.objects.filter(placed_at__year=2025)
check(utc.annotate(m=TruncMonth("placed_at")).first().m.tzinfo.key == "Europe/Berlin", "TruncMonth uses the current time zone")
twin = Product.objects.create(category=product.category, name="twin")
Line.objects.create(order=order, product=twin, quantity=1, unit_price=10)
Line.objects.exclude(order=order).delete()
ranked = Product.objects.annotate(sold=Sum("lines__quantity", default=0)).filter(sold__gt=0).annotate(
    place=Window(Rank(), partition_by=F("category"), order_by=[F("sold").desc()])).filter(place=1)
check(len(ranked) == 2 and len(reports.best_sellers()) == 1, "of a tie Rank gives both, RowNumber one")
