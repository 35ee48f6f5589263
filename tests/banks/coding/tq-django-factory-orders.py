"""The factories on Django and SQLite: the total, unique emails, one order for both lines, build() without a database."""
import types

import django_app
from bank import answer, check, handout
import coding

django_app.setup()
from django.db import connection
from django.test.utils import CaptureQueriesContext

models = django_app.load(handout("tq-django-factory-orders", "python"), "shop.models")
django_app.create_tables(models.Customer, models.Order, models.OrderLine)
code = answer("tq-django-factory-orders", "python")
made = types.ModuleType("answer")
exec(compile(code, "answer", "exec"), made.__dict__)
made.test_total_sums_lines()
check(models.Order.objects.count() == 1 and models.OrderLine.objects.count() == 2, "the test passes with one order and two lines")
models.Order.total_cents = lambda self: sum(x.unit_cents for x in self.lines.all())
check(coding.raises(AssertionError, made.test_total_sums_lines) is not None, "a total that forgets the quantity is seen")
check(len({made.CustomerFactory().email for _ in range(3)}) == 3, "the sequence keeps emails unique")
fixed = types.ModuleType("fixed")
exec(compile(code.replace('factory.Sequence(lambda n: f"c{n}@example.com")', '"c@example.com"'), "fixed", "exec"), fixed.__dict__)
fixed.CustomerFactory()
from django.db import IntegrityError, transaction
check(coding.raises(IntegrityError, transaction.atomic()(fixed.CustomerFactory)) is not None, "a fixed email breaks with the second customer")
before = models.Order.objects.count()
made.OrderLineFactory(), made.OrderLineFactory()
check(models.Order.objects.count() == before + 2, "lines without an order make one each")
with CaptureQueriesContext(connection) as queries:
    made.OrderLineFactory.build()
check(len(queries) == 0, "build() needs no database, not for the order either")
check("quantity=1)" in code and code.count("quantity=") == 2, "the test states each value that it asserts")
