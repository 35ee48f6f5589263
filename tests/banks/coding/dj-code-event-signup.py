"""Random joins and leaves against a model of the list, seats changed in between; threads for the last seat on PostgreSQL, with and without the lock."""
import random
import threading

import django_app
import postgres
from bank import answer, check

with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]}, installed=["rest_framework"])
    from django.contrib.auth.models import Group, Permission, User
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.db.models.signals import pre_save
    from rest_framework.test import APIRequestFactory, force_authenticate

    m = django_app.load(answer("dj-code-event-signup", "python"), "shop.models")
    django_app.create_tables(ContentType, Permission, Group, User, m.Event, m.Signup)
    users = [User.objects.create(username=str(n)) for n in range(8)]
    told = []
    m.notify = lambda user, event: told.append(user)

    def call(method, user, pk):
        request = getattr(APIRequestFactory(), method)("/")
        force_authenticate(request, user)
        response = m.SignupView.as_view()(request, pk=pk)
        return response.status_code, response.data

    r = random.Random(1)
    for _ in range(40):
        event, inside, queue = m.Event.objects.create(title="x", seats=r.randrange(4)), [], []
        for _ in range(25):
            user, what = r.choice(users), r.random()
            told.clear()
            if what < 0.1:
                event.seats, event.closed = r.randrange(4), r.random() < 0.2
                event.save()
            elif what < 0.6:
                known = user in inside + queue
                if not known and not event.closed:
                    (inside if len(inside) < event.seats and not queue else queue).append(user)
                status, data = call("post", user, event.pk)
                place = queue.index(user) + 1 if user in queue else None
                if event.closed and not known:
                    assert status == 409
                else:
                    assert (status, data) == (200 if known else 201, {"state": "waiting" if place else "in", "place": place})
            else:
                moved = []
                if user in queue:
                    queue.remove(user)
                elif user in inside:
                    inside.remove(user)
                    while queue and len(inside) < event.seats:
                        moved.append(queue.pop(0))
                        inside.append(moved[-1])
                assert call("delete", user, event.pk)[0] == 204 and told == [u.pk for u in moved]
    check(True, "1,000 random joins, leaves and changes of seats: states, places and messages as in a model")
    check(call("post", users[0], 0)[0] == call("delete", users[0], 0)[0] == 404 and call("post", None, event.pk)[0] in (401, 403), "unknown event, no login")

    def rush(view):
        event, meet = m.Event.objects.create(title="x", seats=1), threading.Barrier(8)

        def join(user):
            request = APIRequestFactory().post("/")
            force_authenticate(request, user)
            meet.wait()
            view.as_view()(request, pk=event.pk)
            connection.close()

        threads = [threading.Thread(target=join, args=(user,)) for user in users]
        [t.start() for t in threads], [t.join() for t in threads]
        return event.signups.filter(waiting=False).count()

    check([rush(m.SignupView) for _ in range(5)] == [1] * 5, "eight threads for one seat, five times: one gets it")

    class Unlocked(m.SignupView):
        def locked(self, pk):
            return m.get_object_or_404(m.Event, pk=pk)

    meet = threading.Barrier(8, timeout=60)

    def all_have_counted(**kwargs):
        meet.wait()

    pre_save.connect(all_have_counted, sender=m.Signup)
    check(rush(Unlocked) == 8, "in a transaction, but without the lock, all eight count first and all get it")
    pre_save.disconnect(all_have_counted, sender=m.Signup)
    event, meet = m.Event.objects.create(title="x", seats=5), threading.Barrier(6)

    def twice():
        meet.wait()
        call("post", users[0], event.pk)
        connection.close()

    threads = [threading.Thread(target=twice) for _ in range(6)]
    [t.start() for t in threads], [t.join() for t in threads]
    check(event.signups.count() == 1, "six joins of one user at once: one sign-up")
