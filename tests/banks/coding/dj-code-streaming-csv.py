"""The export read back against the rows; formulas; memory; the cursor on PostgreSQL; ASGI; an error in the middle."""
import asyncio
import csv
import datetime
import io
import itertools
import random
import tracemalloc
import warnings
from decimal import Decimal

import django_app
import postgres
from bank import answer, check
import coding

with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]}, TIME_ZONE="Europe/Berlin", ALLOWED_HOSTS=["*"], LOGIN_URL="/login/", ROOT_URLCONF="urls")
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection, models, transaction
    from django.middleware.gzip import GZipMiddleware
    from django.middleware.http import ConditionalGetMiddleware
    from django.test import RequestFactory

    django_app.load("", "urls", urlpatterns=[])
    M = django_app.load('''
class Company(models.Model):
    pass


class Customer(models.Model):
    name = models.CharField(max_length=80)


class Order(models.Model):
    number = models.CharField(max_length=20)
    placed_at = models.DateTimeField()
    customer = models.ForeignKey(Customer, models.CASCADE)
    status = models.CharField(max_length=20)
    total = models.DecimalField(max_digits=9, decimal_places=2)
    company = models.ForeignKey(Company, models.CASCADE)
''', "shop.models", models=models)
    django_app.create_tables(M.Company, M.Customer, M.Order)
    m = django_app.load(answer("dj-code-streaming-csv", "python"), "shop.views")
    ours, theirs = M.Company.objects.create(), M.Company.objects.create()
    names = ["Miller, Sons", "=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx", "\n=x", "\uff1d1+1", "two\nlines", 'a "b"', "Zoë", " =1", ""]
    customers = [M.Customer.objects.create(name=n) for n in names]
    r = random.Random(1)
    moment = datetime.datetime(2025, 3, 1, 9, 12, 44, tzinfo=datetime.timezone.utc)
    M.Order.objects.bulk_create(M.Order(number=f"A-{n}", placed_at=moment, customer=r.choice(customers), status=r.choice(["paid", "=open"]), total=Decimal(n - 900) / 100,
                                        company=r.choice([ours, ours, theirs])) for n in range(1800))

    class User:
        is_authenticated, company = True, ours

    def get(user=User, method="get"):
        request = getattr(RequestFactory(), method)("/orders/export/")
        request.user = user
        return m.export_orders(request)

    response = get()
    text = b"".join(response.streaming_content).decode("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    want = [[o.number, "2025-03-01 09:12:44+00:00", o.customer.name, o.status, f"{o.total:.2f}"] for o in M.Order.objects.filter(company=ours).select_related("customer").order_by("pk")]
    safe = lambda one: "'" + one if one and one[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20" else one  # noqa: E731
    check(rows[0] == m.HEADER and rows[1:] == [[*map(safe, w[:4]), w[4]] for w in want] and text[0] == "\ufeff",
          "the rows of the own company by pk, no formulas, negative totals as numbers, UTF-8 with its mark")
    check("attachment" in response["Content-Disposition"] and get(AnonymousUser()).status_code == 302 and get(method="post").status_code == 405, "a file, a login, GET only")
    check(b"".join(GZipMiddleware(lambda r: get())(RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})).streaming_content)[:2] == b"\x1f\x8b"
          and ConditionalGetMiddleware(lambda r: get())(RequestFactory().get("/")).streaming, "GZip and ConditionalGet handle streams")
    check(coding.raises(AttributeError, lambda: get().content) is not None, "reading response.content breaks")

    def peak(number):
        tracemalloc.start()
        total = sum(map(len, m.csv_lines(itertools.repeat(("A-1", moment, "Miller", "paid", 1), number))))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert total > number * 30
        return used

    check(peak(20_000) < 1.2 * peak(5_000), "memory stays constant")

    def while_streaming():
        stream = iter(get().streaming_content)
        next(stream), next(stream)
        with connection.cursor() as cursor:
            cursor.execute("SELECT is_holdable, name FROM pg_cursors")
            cursors = cursor.fetchall()
        return stream, cursors

    stream, cursors = while_streaming()
    check([one for one, name in cursors if name.startswith("_django")] == [True], "the server-side cursor is WITH HOLD in autocommit")
    import psycopg

    with psycopg.connect(**c, autocommit=True) as other:
        held = "SELECT count(*) FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        check(other.execute(held).fetchone()[0] == 0, "so no snapshot is held while streaming")
        list(stream)
        with transaction.atomic():
            stream, cursors = while_streaming()
            check([one for one, name in cursors if name.startswith("_django")] == [False] and other.execute(held).fetchone()[0] == 1, "within a transaction one is")
            list(stream)

    async def over_asgi(response):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            taken = [None async for _ in response][:0]
        return [str(one.message) for one in seen], taken

    made = []
    slow = m.StreamingHttpResponse((made.append(n) or b"x") for n in range(9))

    async def first(response):
        async for part in response:
            return len(made)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check(asyncio.run(first(slow)) == 9, "under ASGI all of a sync generator is collected before the first part")
    check("synchronous iterators" in asyncio.run(over_asgi(m.StreamingHttpResponse(iter([b"x"]))))[0][0], "and Django warns")

    def broken():
        for n in range(1200):
            if n == 1100:
                raise ZeroDivisionError
            yield ("A", moment, "x", "paid", 1)

    response, got = m.StreamingHttpResponse(m.csv_lines(broken())), []
    check(coding.raises(ZeroDivisionError, lambda: [got.append(part) for part in response.streaming_content]) is not None and response.status_code == 200 and b"".join(got).count(b"\n") == 1001,
          "an error in row 1,100: status 200 and 1,000 rows on disk")
