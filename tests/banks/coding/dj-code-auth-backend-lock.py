"""Random logins against a model of the lock, parallel guesses on PostgreSQL, what outsiders see, and the two ways around the lock."""
import asyncio
import datetime
import random
import threading

import django_app
import postgres
from bank import answer, check, handout

ID = "dj-code-auth-backend-lock"
with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]}, apps=("staff",),
                     AUTHENTICATION_BACKENDS=["staff.backends.StaffBackend"],
                     PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    from django.conf import settings
    settings.AUTH_USER_MODEL = "staff.Person"  # not in setup(), since the model does not exist then
    from django.contrib.auth import aauthenticate, authenticate
    from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
    from django.db import connection, models

    class Person(AbstractBaseUser):
        email = models.EmailField(unique=True)
        staff_number = models.CharField(max_length=9, unique=True)
        is_active = models.BooleanField(default=True)
        USERNAME_FIELD = "email"
        objects = BaseUserManager()

        class Meta:
            app_label = "staff"

    from django.contrib.auth.backends import ModelBackend

    state = django_app.load("from django.db import models\nfrom django.conf import settings\n" + handout(ID, "python"), "staff.models")
    django_app.create_tables(Person, state.LoginState)
    backend = django_app.load(answer(ID, "python"), "staff.backends")
    now = [datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)]
    backend.timezone = type("Clock", (), {"now": staticmethod(lambda: now[0])})

    def person(name, number, **more):
        made = Person(email=name, staff_number=number, **more)
        made.set_password("right")
        made.save()
        return made

    ada, bob, out = person("ada@example.com", "4711"), person("bob@example.com", "4712"), person("out@example.com", "1", is_active=False)
    r, model = random.Random(1), {ada: [0, now[0]], bob: [0, now[0]]}
    for _ in range(800):
        who, good = r.choice([ada, bob]), r.random() < 0.25
        now[0] += datetime.timedelta(minutes=r.choice([0, 0, 0, 1, 14, 15]))
        name = r.choice([who.email, who.email.upper(), who.staff_number, f" {who.staff_number} "])
        failures, until = model[who]
        locked = until > now[0]
        assert authenticate(None, username=name, password="right" if good else "wrong") == (who if good and not locked else None)
        if not locked:
            failures = 0 if good else failures + 1
            model[who] = [0, now[0] + datetime.timedelta(minutes=15)] if failures == 5 else [failures, until]
    check(True, "800 random logins of two people by both names: locked by the fifth failure in a row, for 15 minutes")
    check([authenticate(None, username="1", password="right") for _ in range(7)] == [None] * 7, "inactive users stay out")
    out.is_active = True
    out.save()
    check(authenticate(None, username="1", password="right") == out, "but a right password is no failure, so they aren't locked when they return")
    out.is_active = False
    out.save()
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        authenticate(None, username="4711", password="wrong")
    update = [one["sql"] for one in seen if one["sql"].startswith("UPDATE")][0]
    check(update.index('"locked_until" =') < update.index('"failures" ='), "the UPDATE assigns locked_until before failures")
    backend.LoginState.objects.filter(user=ada).update(failures=0, locked_until=None)
    hashed = []
    set_, check_ = Person.set_password, Person.check_password
    Person.set_password = lambda self, raw: hashed.append("set") or set_(self, raw)
    Person.check_password = lambda self, raw: hashed.append("check") or check_(self, raw)
    check([authenticate(None, username=n, password=p) for n, p in (("nobody", "x"), ("1", "right"), ("", "x"), ("4711", None))] == [None] * 4,
          "unknown, inactive, empty: None")
    check(hashed == ["set", "check"], "an unknown name is hashed as well")
    person("eve@example.com", "x@y.ex")
    person("x@y.ex", "2")
    check(authenticate(None, username="x@y.ex", password="right") is None, "two matches are refused")

    Person.set_password, Person.check_password = set_, check_
    state.LoginState.objects.all().delete()
    state.LoginState.objects.create(user=ada)
    admitted, meet, count = [], threading.Barrier(12), backend.StaffBackend.count_attempt
    backend.StaffBackend.count_attempt = lambda self, one: admitted.append(count(self, one)) or admitted[-1]

    def guess():
        meet.wait()
        authenticate(None, username="4711", password="wrong")
        connection.close()

    threads = [threading.Thread(target=guess) for _ in range(12)]
    [t.start() for t in threads], [t.join() for t in threads]
    check(sum(admitted) == 5, "of 12 parallel guesses five are judged")
    check(authenticate(None, username="4711", password="right") is None, "then it is locked")
    check(asyncio.run(aauthenticate(None, username="4711", password="right")) is None, "in async code, too")
    check("aauthenticate" in vars(ModelBackend), "ModelBackend brings its own aauthenticate")
    del backend.StaffBackend.aauthenticate
    check(asyncio.run(backend.StaffBackend().aauthenticate(None, username="ada@example.com", password="right")) == ada,
          "which would bypass the lock")
    settings.AUTHENTICATION_BACKENDS = ["staff.backends.StaffBackend", "django.contrib.auth.backends.ModelBackend"]
    check(authenticate(None, username="ada@example.com", password="right") == ada, "and so would a ModelBackend behind this one")
