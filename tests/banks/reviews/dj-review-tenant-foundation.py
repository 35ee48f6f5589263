"""The foundation with Django: no tenant means all rows, a thread keeps its last tenant, async views see none, the header is
trusted, five ways around the manager, save() moves rows; and row-level security on a real PostgreSQL as the second line."""
import asyncio
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

import django_app
from bank import check, handout

django_app.setup(ROOT_URLCONF="shop.urls", ALLOWED_HOSTS=["*"], MIDDLEWARE=["shop.models.TenantMiddleware"],
                 database={"ENGINE": "django.db.backends.sqlite3", "NAME": "file::memory:?cache=shared", "OPTIONS": {"uri": True}})
from django.core.exceptions import ValidationError  # noqa: E402
from django.core.handlers.asgi import ASGIHandler  # noqa: E402
from django.db import IntegrityError, models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import path  # noqa: E402

shop = django_app.load(handout("dj-review-tenant-foundation", "python"), "shop.models")
Tenant, Order, local = shop.Tenant, shop.Order, shop.local
Line = type("Line", (models.Model,), {"__module__": "shop.models", "order": models.ForeignKey(Order, models.CASCADE)})
django_app.create_tables(Tenant, Order, Line)
a, b = Tenant.objects.create(slug="a"), Tenant.objects.create(slug="b")
mine, other = Order.objects.create(tenant=a, number="1"), Order.objects.create(tenant=b, number="2")
line = Line.objects.create(order=other)
check(Order.objects.count() == 2, "without a tenant, as in a command or a task, all rows")

middleware = shop.TenantMiddleware(lambda request: list(Order.objects.values_list("number", flat=True)))
request = RequestFactory().get
with ThreadPoolExecutor(1) as thread:
    got = [thread.submit(middleware, request("/", headers=h)).result() for h in ({"X-Tenant": "b"}, {})]
check(got == [["2"], ["2"]], "the header is all it takes; the next request of this thread, without one, is tenant b, too")
try:
    middleware(request("/", headers={"X-Tenant": "no"}))
    check(False, "unknown slug")
except Tenant.DoesNotExist:
    check(True, "an unknown slug is a 500")


def show(_):
    return HttpResponse(getattr(getattr(local, "tenant", None), "slug", "none"))


async def show_async(request):
    return show(request)


sys.modules["shop.urls"] = types.ModuleType("shop.urls")
sys.modules["shop.urls"].urlpatterns = [path("sync/", lambda request: show(request)), path("async/", show_async)]


async def ask(handler, where, slug):
    sent = []

    async def receive():
        if not sent and not state.pop("asked", False):
            state["asked"] = True
            return {"type": "http.request", "body": b""}
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message.get("body", b""))

    state = {}
    await handler({"type": "http", "http_version": "1.1", "method": "GET", "path": where, "query_string": b"",
                   "headers": [(b"x-tenant", slug)]}, receive, send)
    return b"".join(sent).decode()


async def ask_both():
    handler = ASGIHandler()
    return [await ask(handler, where, b"a") for where in ("/sync/", "/async/")]


local.tenant = None
check(asyncio.run(ask_both()) == ["a", "none"], "under ASGI an async view runs in another thread and sees no tenant: all rows")

current = ContextVar("tenant", default=None)


def with_reset(get_response):
    def middleware(request):
        token = current.set(request.headers.get("X-Tenant"))
        try:
            return get_response(request)
        finally:
            current.reset(token)
    return middleware


shop.TenantMiddleware, kept = with_reset, shop.TenantMiddleware
show = lambda _: HttpResponse(current.get() or "none")
check(asyncio.run(ask_both()) == ["a", "a"] and current.get() is None, "a ContextVar with reset reaches both, and ends with the request")
shop.TenantMiddleware = kept

local.tenant = a
check(Order.objects.count() == 1, "with tenant a, the manager shows one order")
check(Line.objects.get(pk=line.pk).order == other, "following a foreign key leads to b's order")
check(Line.objects.filter(order__number="2").exists(), "so does a join")
check(len(list(Order.objects.raw("SELECT * FROM shop_order"))) == 2, "and raw()")
Order.objects.bulk_create([Order(tenant=b, number="3")])
check(Order._base_manager.get(number="3").tenant == b, "bulk_create writes for b, as it skips save()")
try:
    Order(number="2", tenant=a).full_clean()
    Order.objects.create(number="2")
    check(False, "unique")
except (IntegrityError, ValidationError) as e:
    check(isinstance(e, IntegrityError), "b's number 2 is taken for a, and the form's check does not see it")
row = Order._base_manager.get(number="1")
local.tenant = b
row.save()
check(Order._base_manager.get(number="1").tenant == b, "staff of b who correct a row of a move it to b")

import postgres  # noqa: E402
import psycopg  # noqa: E402

with postgres.server() as connect, psycopg.connect(**connect) as db:
    db.execute("""CREATE ROLE app; CREATE TABLE orders (tenant int, number text); INSERT INTO orders VALUES (1, 'x'), (2, 'y');
        GRANT SELECT ON orders TO app; ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON orders USING (tenant = nullif(current_setting('app.tenant', true), '')::int)""")
    count = "SELECT count(*) FROM orders"
    check(db.execute(count).fetchone() == (2,), "a superuser sees past row-level security")
    db.execute("SET ROLE app")
    check(db.execute(count).fetchone() == (0,), "the application's role sees nothing without a tenant")
    db.commit()
    db.execute("SET LOCAL app.tenant = 1")
    check(db.execute(count).fetchone() == (1,), "one row with SET LOCAL")
    db.commit()
    check(db.execute(count).fetchone() == (0,), "and nothing again in the next transaction")
    db.execute("RESET ROLE; ALTER TABLE orders OWNER TO app; SET ROLE app")
    check(db.execute(count).fetchone() == (2,), "the owner of the table sees all")
    db.execute("ALTER TABLE orders FORCE ROW LEVEL SECURITY")
    check(db.execute(count).fetchone() == (0,), "unless it is forced")
