"""Random links and visits through the client against a model; parallel clicks and wishes on PostgreSQL; retry, expiry, other owners."""
import datetime
import random
import threading
from collections import Counter

import django_app
import postgres
from bank import answer, check

ID = "dj-code-url-shortener"
with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]}, ROOT_URLCONF="shop.models", ALLOWED_HOSTS=["*"],
                     SHORT_HOSTS={"short.example"}, installed=["django.contrib.sessions"], FORMS_URLFIELD_ASSUME_HTTPS=True,
                     MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"],
                     TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
                         "links/list.html": "{{ form.errors }}|{% for l in links %}{{ l.code }}={{ l.total }};{% endfor %}", "links/stats.html": "{% for d in days %}{{ d.day|date:'Y-m-d' }}={{ d.count }};{% endfor %}"})]}}])
    from django.contrib.auth.models import Group, Permission, User
    from django.contrib.contenttypes.models import ContentType
    from django.contrib.sessions.models import Session
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    m = django_app.load(answer(ID, "python"), "shop.models")
    django_app.create_tables(ContentType, Permission, Group, User, Session, m.Link, m.DailyClicks)
    ada, bob, anyone = Client(), Client(), Client()
    for client, name in ((ada, "ada"), (bob, "bob")):
        client.force_login(User.objects.create_user(name, password="x"))
    add = lambda client=ada, **data: client.post("/links/", data)  # noqa: E731

    r, known, clicks = random.Random(1), {}, Counter()
    good = ["https://example.com/a", "http://x.example:8000/?q=1", "HTTPS://example.com", "https://xn--mnchen-3ya.example/"]
    wrong = ["javascript:alert(1)", "ftp://example.com/", "https://short.example/x", "http://SHORT.example./", "https://a@short.example:8/x", "http://\uff53hort.example/", "https://shor\u1d57.example/", "https://short\u2064.example/", "https://m\u00fcnchen.example/", "https://short.example\u200b/", "http://short.example\\@evil.example/", "no", ""]
    for _ in range(250):
        if r.random() < 0.4:
            target, code = r.choice(good + wrong), r.choice(["", "tea-2025", "TEA-2025", "abc", "Links", "admin", "static", "a_b_c", "x" * 31, "new-" + str(r.randrange(30)), "café"])
            plain = code.lower()
            ok = target in good and (not code or (4 <= len(code) <= 30 and all(x in "abcdefghijklmnopqrstuvwxyz0123456789-" for x in plain)
                                                  and plain not in known and plain not in ("links", "admin", "static", "login")))
            response = add(target=target, code=code)
            assert response.status_code == (302 if ok else 200), (target, code)
            if ok:
                made = m.Link.objects.latest("pk")
                assert made.code == (plain or made.code) and len(made.code) >= 4
                known[made.code] = made.target
        else:
            code, method = r.choice([*known, "nothing", "TEA-2025"]), r.choice(["get", "get", "head", "post"])
            response = getattr(anyone, method)(f"/{r.choice([code, code.upper()])}/")
            found = code.lower() in known
            assert response.status_code == (405 if method == "post" else 302 if found else 404)
            if found and method != "post":
                assert response["Location"] == known[code.lower()] and response["Cache-Control"] == "no-store"
                clicks[code.lower()] += method == "get"
    shown = dict(one.split("=") for one in ada.get("/links/").content.decode().split("|")[1].split(";")[:-1])
    refused = [target for target in good + wrong if not m.LinkForm({"target": target}).is_valid()]
    check(refused == wrong, "each wrong target is refused, own host in letters that browsers read as plain ones or leave out included")
    check(m.LinkForm({"target": "https://example.com/a\\b"}).is_valid(), "a backslash in the path is no loop")
    check({k: int(v) for k, v in shown.items()} == {k: clicks[k] for k in known}, "250 random links and visits: codes, targets, redirects and clicks as in a model")
    link = m.Link.objects.create(code="old-one", target="https://example.com", owner=User.objects.get(username="ada"), expires_at=timezone.now() - datetime.timedelta(seconds=1))
    check(anyone.get("/old-one/").status_code == 410 and not link.clicks.exists(), "expired: 410, not counted")
    from django.db import IntegrityError, transaction

    try:
        with transaction.atomic():
            m.Link.objects.create(code="OLD-ONE", target="https://example.com", owner=link.owner)
        check(False, "a code in capitals is refused")
    except IntegrityError:
        check(True, "past the form, the table refuses a code in capitals")
    check("required" in ada.post("/links/", {}).content.decode(), "an empty POST shows errors")
    today = timezone.localdate()
    for back in (0, 89, 90, 400):
        m.DailyClicks.objects.create(link=link, day=today - datetime.timedelta(days=back), count=back + 1)
    check(ada.get("/links/OLD-one/").content.decode() == f"{today}=1;{today - datetime.timedelta(days=89)}=90;", "the statistics show the last 90 days, whatever the case of the code")
    check(bob.get("/links/old-one/").status_code == 404 and anyone.get("/links/old-one/").status_code == 302, "another owner gets 404, nobody the login")
    m.DailyClicks.objects.all().delete()
    link.expires_at = None
    link.save()

    def at_once(number, action):
        meet, results = threading.Barrier(number), []

        def run():
            meet.wait()
            results.append(action())
            connection.close()

        threads = [threading.Thread(target=run) for _ in range(number)]
        [t.start() for t in threads], [t.join() for t in threads]
        return results

    at_once(20, lambda: Client().get("/old-one/").status_code)
    check(m.DailyClicks.objects.get().count == 20, "20 first clicks of a day at once are all counted")
    forms = [m.LinkForm({"target": "https://example.com", "code": "rush-code"}) for _ in range(2)]
    check(all(form.is_valid() for form in forms), "two wishes for one code both pass the form")
    owner = User.objects.get(username="bob")
    check([bool(form.save_for(owner)) for form in forms] == [True, False] and "code" in forms[1].errors, "the constraint decides, and the second sees an error")
    codes = iter(["rush-code", "rush-code", "fresh77"])
    m.random_code = lambda: next(codes)
    form = m.LinkForm({"target": "https://example.com"})
    check(form.is_valid() and form.save_for(owner).code == "fresh77", "a random code that is taken is drawn again")
    check(len(m.ALPHABET) == 31 and 27e9 < 31**7 < 28e9, "31^7 is 27 billion")
