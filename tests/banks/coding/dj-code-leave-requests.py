"""Random requests, decisions and cancellations through the API against a model of the rules; two requests for the last days on PostgreSQL."""
import datetime
import random
import threading

import django_app
import postgres
from bank import answer, check

with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]}, installed=["rest_framework"],
                     ROOT_URLCONF="urls", ALLOWED_HOSTS=["*"])
    from django.contrib.auth.models import Group, Permission, User
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from rest_framework.test import APIClient

    m = django_app.load(answer("dj-code-leave-requests", "python"), "shop.models")
    django_app.create_tables(ContentType, Permission, Group, User, m.Employee, m.Leave)
    django_app.load("", "urls", urlpatterns=m.urlpatterns)
    day = datetime.date
    today = [day(2027, 6, 1)]
    m.timezone = type("Clock", (), {"localdate": staticmethod(lambda: today[0])})
    boss, ada, bob, eve = [m.Employee.objects.create(user=User.objects.create(username=n), days_per_year=10) for n in ("boss", "ada", "bob", "eve")]
    for one in (ada, bob):
        one.manager = boss
        one.save()

    def call(who, method, url, data=None):
        client = APIClient()
        if who:
            client.force_authenticate(who.user)
        response = getattr(client, method)(url, data, format="json")
        return response.status_code, response.data

    dates = {"start": "2027-07-05", "end": "2027-07-09"}
    status, first = call(ada, "post", "/leaves/", dates)
    check((status, first) == (201, {"id": first["id"], "employee": ada.pk, **dates, "days": 5, "status": "pending"}), "the handout's request")
    url = f"/leaves/{first['id']}/"
    check([call(ada, "post", "/leaves/", dates)[0], call(ada, "post", url + "approve/")[0], call(eve, "post", url + "approve/")[0]] == [409, 403, 404], "again: 409; approving one's own: 403; a stranger: 404")
    check(call(boss, "post", url + "approve/")[1]["status"] == "approved" and call(boss, "post", url + "approve/")[0] == 409 and call(bob, "get", url)[0] == 404, "the manager once; a colleague doesn't see it")
    check(call(None, "get", "/leaves/")[0] in (401, 403) and call(ada, "get", "/leaves/abc/")[0] == 404, "nobody, and an odd id")
    eve.manager = eve
    eve.save()
    own = call(eve, "post", "/leaves/", dates)[1]["id"]
    check(call(eve, "post", f"/leaves/{own}/approve/")[0] == 403, "who is their own manager doesn't approve their own either")
    eve.manager = None
    eve.save()
    m.Leave.objects.all().delete()

    r, rows = random.Random(1), {}
    everyone = [boss, ada, bob, eve]
    for _ in range(500):
        today[0] += datetime.timedelta(days=r.random() < 0.1)
        who, what = r.choice(everyone), r.randrange(5)
        if what < 2:
            start = r.choice([today[0], day(2027, 12, 20)]) + datetime.timedelta(days=r.randrange(-2, 14))
            end = start + datetime.timedelta(days=r.randrange(-1, 9))
            status, data = call(who, "post", "/leaves/", {"start": str(start), "end": str(end)})
            days = sum((start + datetime.timedelta(days=n)).weekday() < 5 for n in range((end - start).days + 1))
            live = [x for x in rows.values() if x["who"] == who and x["status"] in ("pending", "approved")]
            if end < start or start < today[0] or start.year != end.year or not days:
                want = 400
            elif any(x["start"] <= end and start <= x["end"] for x in live) or sum(x["days"] for x in live if x["start"].year == start.year) + days > 10:
                want = 409
            else:
                want = 201
            assert status == want, (status, want, data)
            if want == 201:
                rows[data["id"]] = {"who": who, "start": start, "end": end, "days": days, "status": "pending"}
        elif what < 4 and rows:
            pk, step = r.choice(list(rows)), r.choice(["approve", "reject", "cancel"])
            row = rows[pk]
            status, data = call(who, "post", f"/leaves/{pk}/{step}/")
            manager = row["who"].manager == who
            if not manager and row["who"] != who:
                want = 404
            elif (step == "cancel") != (row["who"] == who):
                want = 403
            elif row["status"] == "pending" or (step == "cancel" and row["status"] == "approved" and row["start"] > today[0]):
                want = 200
                row["status"] = {"approve": "approved", "reject": "rejected", "cancel": "canceled"}[step]
            else:
                want = 409
            assert status == want, (status, want, step, row)
            assert want != 200 or data["status"] == row["status"]
        else:
            seen = {pk for pk, row in rows.items() if who in (row["who"], row["who"].manager)}
            assert {x["id"] for x in call(who, "get", "/leaves/")[1]} == seen
    check(True, "500 random requests, decisions and cancellations: 200 to 409 and the balance as in a model")

    def rush(view):
        m.Leave.objects.all().delete()
        meet, codes = threading.Barrier(4), []

        def ask(week):
            meet.wait()
            try:
                view(ada, day(2027, 9, 6) + datetime.timedelta(weeks=week), day(2027, 9, 10) + datetime.timedelta(weeks=week))
                codes.append(201)
            except m.Conflict:
                codes.append(409)
            connection.close()

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
        [t.start() for t in threads], [t.join() for t in threads]
        return codes.count(201)

    check([rush(m.request_leave) for _ in range(4)] == [2] * 4, "four requests at once for 20 of 10 days: two are granted")
    loose = django_app.load(answer("dj-code-leave-requests", "python").split("class LeaveSerializer")[0].split("class Employee")[0]
                            + "class Conflict(Exception):\n    pass\n\n\ndef working_days" + answer("dj-code-leave-requests", "python").split("def working_days")[1].split("@transaction.atomic\ndef decide")[0]
                            .replace("Employee.objects.select_for_update()", "Employee.objects")
                            .replace("    if used + days", "    all_have_read()\n    if used + days"), "loose", Employee=m.Employee, LIVE=m.LIVE,
                            all_have_read=threading.Barrier(4, timeout=60).wait)
    m.Conflict = loose.Conflict
    check(rush(loose.request_leave) == 4, "without the lock, all four read the balance first and all are granted")
