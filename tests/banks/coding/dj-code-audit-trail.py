"""Random edits of copies, partial and deferred ones, against a diff of the rows; actors in requests, tasks and async; what is not caught."""
import asyncio
import random

import django_app
from bank import answer, check, handout
import coding

ID = "dj-code-audit-trail"
django_app.setup()
from django.contrib.auth.models import AnonymousUser, Group, Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.test import RequestFactory  # noqa: E402

m = django_app.load(answer(ID, "python") + "\n\n" + handout(ID, "python"), "shop.models")


class Item(m.Audited):
    count = models.IntegerField(default=0)
    data = models.JSONField(default=dict)
    file = models.FileField(blank=True)
    customer = models.ForeignKey(m.Customer, models.CASCADE, null=True)

    class Meta:
        app_label = "shop"


django_app.create_tables(ContentType, Permission, Group, User, m.AuditEntry, m.Customer, Item)
Customer, Entry = m.Customer, m.AuditEntry
FIELDS = ["name", "email", "api_key", "note"]


def entries():
    found = [(e.action, e.changes) for e in Entry.objects.order_by("pk")]
    Entry.objects.all().delete()
    return found


c = Customer.objects.create(name="A", email="old@example.com", api_key="s1", note="n")
check(entries() == [("create", {"id": [None, c.pk], "name": [None, "A"], "email": [None, "old@example.com"], "api_key": ["***", "***"]})], "a create")
with m.audit_actor(label="import 2025-06"):
    c = Customer.objects.get(pk=c.pk)
    c.email, c.api_key, c.note = "new@example.com", "s2", "x"
    c.save()
one = Entry.objects.get()
check((one.model, one.object_id, one.actor, one.label, one.action, one.changes) == ("shop.Customer", str(c.pk), None, "import 2025-06", "update",
      {"email": ["old@example.com", "new@example.com"], "api_key": ["***", "***"]}), "the handout's entry")
entries()
c.save()
check(entries() == [], "and none for the second save")
item = Item.objects.create(count=5)
entries()
item = Item.objects.get()
item.count = "5"
item.save()
same = entries()
item.count = "6"
item.save()
check((same, entries()) == ([], [("update", {"count": [5, 6]})]), "a text that means the same number is no change")
Item.objects.all().delete()
r = random.Random(1)
row = lambda: Customer.objects.filter(pk=c.pk).values(*FIELDS).get()  # noqa: E731
for _ in range(500):
    how = r.choice([None, FIELDS[:2], "name", "defer"])
    copy = (Customer.objects.defer("name", "api_key") if how == "defer" else Customer.objects.only(*([how] if how == "name" else how)) if how else Customer.objects).get(pk=c.pk)
    for _ in range(2):
        before = row()
        for name in r.sample(FIELDS, r.randrange(3)):
            getattr(copy, name)
            setattr(copy, name, r.choice(["a", "b"]))
        if r.random() < 0.15:
            copy.refresh_from_db(fields=r.sample(FIELDS, 2))
        fields = r.choice([None, r.sample(FIELDS, r.randrange(3))])
        failed = r.random() < 0.1
        try:
            with transaction.atomic():
                copy.save(update_fields=fields)
                if failed:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            assert entries() == [] and row() == before
            break
        after = row()
        want = {k: ["***", "***"] if k == "api_key" else [before[k], after[k]] for k in FIELDS if k != "note" and before[k] != after[k]}
        assert entries() == ([("update", want)] if want else []), (how, fields, want)
check(True, "500 random edits: one entry with what was really written, none without a change or after a rollback")
item = Item.objects.create(count=1, data={"a": [1]}, customer=c)
entries()
item.count = F("count") + 5
item.save()
check(entries() == [("update", {"count": [1, 6]})] and item.count == 6, "an F expression is read back")
item.count = F("count") + 1
item.save(update_fields=["data"])
check(entries() == [] and hasattr(item.count, "resolve_expression"), "one that is not written stays")
item = Item.objects.get()
item.data["a"].append(2)
item.save()
check(entries() == [("update", {"data": [{"a": [1]}, {"a": [1, 2]}]})], "a JSON value changed in place")
item.customer = None
item.save()
check(entries() == [("update", {"customer_id": [c.pk, None]})], "a foreign key")
one, two = Item.objects.get(), Item.objects.get()
one.count, two.count = 10, 20
one.save(), two.save()
check(entries()[1] == ("update", {"count": [6, 20]}), "with two editors the second entry's from is outdated")
lazy = Item.objects.defer("count").get()
lazy.count = 30
lazy.save()
check(entries() == [("update", {"count": [None, 30]})], "a deferred field set unread has no from")
item = Item.objects.get()
item.count = 99
item.delete()
check(entries()[0][1]["count"] == [30, None] and not Item.objects.exists(), "a delete records what was stored, not what was unsaved")

user = User.objects.create(username="ada")
seen = []


def view(request):
    Customer.objects.create(name="x", api_key="s")
    if request.path == "/boom/":
        raise ZeroDivisionError


middleware = m.AuditMiddleware(view)
request = RequestFactory().get("/orders/")
for request.user, actor in ((user, user), (AnonymousUser(), None)):
    middleware(request)
    latest = Entry.objects.latest("pk")
    assert (latest.actor, latest.label) == (actor, "/orders/")
request.path = "/boom/"
check(coding.raises(ZeroDivisionError, middleware, request) is not None and m._actor.get() is None, "the actor in requests, and gone after an exception")


async def aview(request):
    seen.append(m._actor.get())
    await asyncio.sleep(0.01)
    seen.append(m._actor.get())


async def both():
    inner = m.AuditMiddleware(aview)
    requests = []
    for path in ("/a/", "/b/"):
        made = RequestFactory().get(path)

        async def auser():
            return user

        made.auser = auser
        requests.append(inner(made))
    await asyncio.gather(*requests)


asyncio.run(both())
check([label for _, label in seen] == ["/a/", "/b/", "/a/", "/b/"], "two async requests at once keep their own actor")
Entry.objects.all().delete()
c = Customer.objects.create(name="q", api_key="s")
Item.objects.create(customer=c)
Entry.objects.all().delete()
Customer.objects.filter(pk=c.pk).update(name="z")
Customer.objects.bulk_create([Customer(name="b")])
c.name = "w"
Customer.objects.bulk_update([c], ["name"])
Customer.objects.exclude(pk=c.pk).delete()
check(entries() == [], "not caught: update, bulk_create, bulk_update, queryset.delete")
c = Customer.objects.get(pk=c.pk)
c.delete()
check([action for action, _ in entries()] == ["delete"] and not Item.objects.exists(), "nor a cascade")
c = Customer.objects.create(name="1", api_key="s")
c.name = "2"
try:
    with transaction.atomic():
        c.save()
        raise ZeroDivisionError
except ZeroDivisionError:
    entries()
c.save()
check(entries() == [], "after a rollback the instance's memory is wrong, so it must be loaded again")
