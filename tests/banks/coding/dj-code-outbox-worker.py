"""Workers on PostgreSQL with a publisher that fails at random and is killed at random: nothing lost, order per stream, leases, retries, guards."""
import datetime
import io
import random
import threading
from collections import defaultdict

import django_app
import postgres
from bank import answer, check
import coding

with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]})
    from django.core.management.base import CommandError
    from django.db import connection, transaction

    m = django_app.load(answer("dj-code-outbox-worker", "python"), "shop.models")
    Event = m.OutboxEvent
    django_app.create_tables(Event)
    now = [datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)]
    m.timezone = type("Clock", (), {"now": staticmethod(lambda: now[0])})
    later = lambda seconds: now.__setitem__(0, now[0] + datetime.timedelta(seconds=seconds))  # noqa: E731

    def emit(stream, kind="x", payload=None):
        with transaction.atomic():
            event = m.emit(stream, kind, payload or {})
            Event.objects.filter(pk=event.pk).update(available_at=now[0])
            return event

    check(coding.raises(RuntimeError, lambda: m.emit("a", "b", {})) is not None, "emit() refuses without a transaction")

    def rolled_back():
        with transaction.atomic():
            m.emit("a", "b", {})
            raise ZeroDivisionError

    coding.raises(ZeroDivisionError, rolled_back)
    check(not Event.objects.exists(), "a rollback leaves no event")

    class Killed(BaseException):
        pass

    r, sent, order, lost = random.Random(1), [], defaultdict(list), 0
    for number in range(300):
        for _ in range(r.randrange(3)):
            event = emit(f"order:{r.randrange(4)}")
            order[event.stream].append(event.event_id)

        def publish(event_id, stream, kind, payload):
            fate = r.random()
            if fate < 0.1:
                raise Killed("before")
            if fate < 0.25:
                raise OSError("broker")
            sent.append((stream, event_id))
            if fate < 0.35:
                raise Killed("after")

        try:
            for event in m.claim(r.randrange(1, 5)):
                m.deliver(event, publish)
        except Killed:
            lost += 1
        later(r.choice([0, 1, 5, 61]))
    while Event.objects.filter(sent_at=None).exists():
        later(4000)
        for event in m.claim(10):
            m.deliver(event, lambda event_id, stream, *rest: sent.append((stream, event_id)))
    for stream, ids in order.items():
        got = [event_id for name, event_id in sent if name == stream]
        assert list(dict.fromkeys(got)) == ids and [x for n, x in enumerate(got) if n == 0 or x != got[n - 1]] == ids
    check(lost > 20 and len(sent) > sum(map(len, order.values())), f"a worker killed {lost} times: nothing lost, in order per stream, some twice, never back again")

    Event.objects.all().delete()
    first, second, other = emit("order:1"), emit("order:1"), emit("order:2")
    check([e.pk for e in m.claim(9)] == [first.pk, other.pk] and m.claim(9) == [], "of a stream only the first is claimed, and nothing twice within the lease")
    later(59)
    check(m.claim(9) == [], "59 seconds later still not")
    later(2)
    again = m.claim(1)[0]
    stale = Event.objects.get(pk=other.pk)
    check(again.pk == first.pk, "after the lease another worker has it")
    stale.token, stale.pk = m.uuid.uuid4(), first.pk
    check(m.settle(stale, sent_at=now[0]) == 0, "a late worker can't settle the claim of another")
    waits = []
    for _ in range(10):
        m.deliver(again, lambda *a: 1 / 0)
        again.refresh_from_db()
        waits.append((again.available_at - now[0]).total_seconds())
        later(5000)
        if again.failed_at is None:
            again = next(e for e in m.claim(9) if e.pk == first.pk)
    check(waits == [2.0 ** n for n in range(1, 11)] and again.failed_at is not None and again.attempts == 10, "growing delays, after 10 attempts set aside")
    check(second.pk not in [e.pk for e in m.claim(9)], "and the rest of its stream waits")
    Event.objects.filter(pk=first.pk).update(sent_at=now[0])
    check(second.pk in [e.pk for e in m.claim(9)], "until a person skips it")

    Event.objects.all().delete()
    for n in range(40):
        emit(f"s:{n}")
    meet, claims = threading.Barrier(8), []

    def work():
        meet.wait()
        for _ in range(3):
            claims.extend(e.pk for e in m.claim(5))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    [t.start() for t in threads], [t.join() for t in threads]
    check(len(claims) == len(set(claims)) == 40, "eight workers share 40 events without taking one twice")
    with transaction.atomic():
        early = m.emit("order:7", "x", {})
        reached = []

        def overtakes():
            with transaction.atomic():
                reached.append(m.emit("order:7", "y", {}).pk)
            connection.close()

        thread = threading.Thread(target=overtakes)
        thread.start()
        thread.join()
        later(99)
    seen = {e.pk for e in Event.objects.filter(stream="order:7")}
    check(reached[0] > early.pk and seen == {early.pk, reached[0]}, "without a lock on the order, a later id was committed, and so visible, first")

    import signal
    import types

    django_app.load("", "shop.publisher", publish=lambda *a: published.append(a) or (command.stop() if len(published) == 2 else None))
    published, command = [], m.Command(stderr=io.StringIO())
    m.signal = types.SimpleNamespace(signal=lambda *a: None, SIGTERM=signal.SIGTERM)
    later(99)
    command.handle(batch=10, once=False)
    check(len(published) == 2 and Event.objects.exclude(sent_at=None).count() == 2, "SIGTERM: the present event is finished, then it stops")
    check(coding.raises(CommandError, lambda: command.handle(batch=12, once=True)) is not None and coding.raises(CommandError, lambda: command.handle(batch=0, once=True)) is not None,
          "a batch whose timeouts exceed the lease is refused")
