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


class Blob(m.Audited):
    raw = models.BinaryField(default=b"")
    title = models.CharField(max_length=9, default="")
    seen = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "shop"


django_app.create_tables(ContentType, Permission, Group, User, m.AuditEntry, m.Customer, Item, Blob)
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
entries()

full = lambda c: {"id": [None, c.pk], "name": [None, c.name], "email": [None, c.email], "api_key": ["***", "***"]}  # noqa: E731
for adding in (True, False):
    c = Customer.objects.create(name="orig", email="a@b.c", api_key="s")
    c = Customer.objects.get(pk=c.pk)
    entries()
    first, c.pk = c.pk, None
    if adding:
        c._state.adding = True
    c.save()
    assert c.pk != first and entries() == [("create", full(c))], adding
    c.name = "later"
    c.save()
    assert entries() == [("update", {"name": ["orig", "later"]})], adding
c.pk = 9000
c.save()
check(entries() == [("create", full(c))], "a copy of a row is a create, without old values, however it is made")
Customer.objects.filter(pk=9000).delete()
c.save()
check(entries() == [("create", full(c))], "so is a save that inserts a row that was deleted meanwhile")
built = Customer(pk=9000, name="built", email="b@b.c", api_key="s")
built.save()
check(entries() == [("update", full(built))] and Customer.objects.get(pk=9000).name == "built", "an instance built with an existing pk: an update without from")
built.save(update_fields=[])
check(entries() == [], "update_fields=[] writes nothing")
copy = Customer.objects.only("name").get(pk=9000)
copy.name = "unsaved"
copy.delete()
check(entries() == [("delete", {"id": [9000, None], "name": ["built", None], "email": ["b@b.c", None], "api_key": ["***", "***"]})], "a delete loads deferred fields first")
gone = Customer.objects.create(name="gone", api_key="s")
entries()
lazy = Customer.objects.only("name").get(pk=gone.pk)
Customer.objects.filter(pk=gone.pk).delete()
check(coding.raises(Customer.DoesNotExist, lazy.delete) is not None and entries() == [], "and records nothing when the row is gone")

check(coding.raises(TypeError, Blob(raw=b"1").save) is not None and not Blob.objects.exists(), "bytes are not JSON: nothing is saved")
Blob.audit_exclude = ("raw",)
blob = Blob.objects.create(raw=b"1", title="t")
entries()
blob.save()
check([(a, list(c)) for a, c in entries()] == [("update", ["seen"])], "auto_now changes at every save")
Blob.audit_exclude = ("raw", "seen")
blob = Blob.objects.get()
blob.raw = b"2"
blob.save()
check(entries() == [], "excluded, neither harms")
from django.core import serializers  # noqa: E402
for loaded in serializers.deserialize("python", serializers.serialize("python", [blob])):
    loaded.object.title = "fixture"
    loaded.save()
check(entries() == [] and Blob.objects.get().title == "fixture", "loaddata is not caught")
got = {}
plain = models.Model.from_db.__func__
models.Model.from_db = classmethod(lambda cls, db, names, values, *, fetch_mode=None: (got.update(mode=fetch_mode), plain(cls, db, names, values))[1])
m.Audited.from_db.__func__(Blob, "default", ["id", "raw", "title", "seen"], [1, b"", "", None], fetch_mode="one")
models.Model.from_db = classmethod(plain)
check(got == {"mode": "one"}, "from_db hands on fetch_mode (Django 6.1)")
if hasattr(models, "FETCH_PEERS"):
    Entry.objects.all().delete()
    peers = list(Customer.objects.only("pk").fetch_mode(models.FETCH_PEERS))
    assert len(peers) > 1
    peers[0].name, peers[0].email
    peers[0].save()
    check(entries() == [("update", {"name": [None, peers[0].name], "email": [None, peers[0].email]})], "FETCH_PEERS bypasses refresh_from_db (Django 6.1)")
