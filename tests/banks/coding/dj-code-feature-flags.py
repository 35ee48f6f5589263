"""decide() over thousands of customers; the store under a clock, failures and threads; other processes; the decorator and the check."""
import os
import subprocess
import sys
import threading
from datetime import date, timedelta
from types import SimpleNamespace

import django_app
from bank import answer, blocks, check, question
import coding

ID = "dj-code-feature-flags"
django_app.setup(apps=("flags",), LOGGING_CONFIG=None)
import logging  # noqa: E402

logging.disable(logging.CRITICAL)
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import Http404  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

code, use = blocks(question(ID)["answer"], "python")
m = django_app.load(code, "flags.models")
django_app.create_tables(m.FlagState)
state = lambda percent=0, customers=(), killed=False: {"percent": percent, "customers": set(customers), "killed": killed}  # noqa: E731
people = range(20_000)
before = set()
for percent in range(0, 101, 5):
    on = {p for p in people if m.decide("f", state(percent), p)}
    assert before <= on and abs(len(on) / 20_000 - percent / 100) < 0.015, percent
    before = on
check(len(on) == 20_000, "by steps of 5 percent: the share is right, nobody is taken away, 0 is nobody and 100 everybody")
check(m.decide("f", state(0, [7]), 7) and not m.decide("f", state(0, [7]), 8) and not m.decide("f", state(100, [7], True), 7) and m.decide("f", state(100), None) and not m.decide("f", state(99, [7]), None),
      "named customers, kill switch, and no customer")
both = sum(m.decide("f", state(10), p) and m.decide("g", state(10), p) for p in people)
check(abs(both / 20_000 - 0.01) < 0.005, "two flags at 10 percent share only the 1 percent of chance")
script = "import hashlib\n" + "def decide" + code.split("def decide")[1].split("class Store")[0] + "print(sum(decide('f', {'killed': False, 'percent': 30, 'customers': ()}, p) << p for p in range(300)))"
mine = sum(m.decide("f", state(30), p) << p for p in range(300))
other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7"}).stdout
check(int(other) == mine, "another process gives the same answers")

clock, loads, answers = [0.0], [], ["down"]


def load():
    loads.append(clock[0])
    if answers[0] == "down":
        raise OSError("down")
    return answers[0]


store = m.Store(load, clock=lambda: clock[0])
m.store = store
flag, safe = m.Flag("on-by-default", "x", date(2030, 1, 1), default=True), m.Flag("safe", "x", date(2030, 1, 1))
check(flag.enabled(1) and not safe.enabled(1) and len(loads) == 1, "the store down at the start: the defaults, and no load per check")
answers[0], clock[0] = {"on-by-default": state(0, killed=True), "safe": state(100)}, 4.9
check(flag.enabled(1), "within the TTL nothing is loaded")
clock[0] = 5.0
check(not flag.enabled(1) and safe.enabled(1) and len(loads) == 2, "after 5 seconds the change acts")
answers[0], clock[0] = "down", 100.0
check(not flag.enabled(1) and safe.enabled(1) and len(loads) == 3, "down an hour later: the last state")

entered, leave, slow_loads = threading.Event(), threading.Event(), []


def slow():
    slow_loads.append(1)
    entered.set()
    leave.wait(5)
    return {"on-by-default": state(0, killed=True)}


m.store = m.Store(slow, clock=lambda: clock[0])
results, threads = [], [threading.Thread(target=lambda: results.append(flag.enabled(1))) for _ in range(8)]
[t.start() for t in threads]
entered.wait(5)
check(results == [], "at the first load the others wait")
leave.set()
[t.join() for t in threads]
check(results == [False] * 8 and len(slow_loads) == 1, "so a killed flag whose default is on is off for all eight threads, after one load")
entered.clear(), leave.clear()
clock[0] += 6
loader = threading.Thread(target=lambda: flag.enabled(1))
loader.start()
entered.wait(5)
check(flag.enabled(1) is False and loader.is_alive(), "later, whoever finds a reload under way takes the old state at once")
leave.set()
loader.join()

m.FlagState.objects.create(name="safe", percent=0, customers=[7], changed_by="x")
m.store = m.Store(m.load_states)
with CaptureQueriesContext(connection) as seen:
    got = [safe.enabled(n) for n in range(50)]
check(len(seen) == 1 and got == [n == 7 for n in range(50)], "50 checks, one query")
check(coding.raises(ValueError, m.Flag, "safe", "y", date(2030, 1, 1)) is not None, "a name declared twice fails")
check(coding.raises(ValidationError, m.FlagState(name="x", percent=101, changed_by="x").full_clean) is not None, "101 percent is refused")
example = django_app.load(use, "shop.views", Flag=m.Flag, date=date)
request = SimpleNamespace(user=SimpleNamespace(customer_id=7))
check(coding.raises(Http404, example.cart, request) is not None and safe.required(lambda request: "ok")(request) == "ok", "the decorator")
check(m.expired_flags(None) == [], "no flag is expired")
m.Flag("old", "team", date.today() - timedelta(days=1))
check([(w.id, w.msg) for w in m.expired_flags(None)] == [("flags.W001", "Flag old (team) expired.")], "an expired one gives a warning")

held, go, versions = threading.Event(), threading.Event(), [{"safe": state(100)}]


def versioned():
    if len(versions) > 1:
        held.set()
        go.wait(5)
    return versions[-1]


idle = m.Store(versioned, clock=lambda: clock[0])
clock[0] = 10_000.0
idle.states()
versions.append({"safe": state(0, killed=True)})
clock[0] += 3600
first = threading.Thread(target=idle.states)
first.start()
held.wait(5)
check(idle.states()["safe"]["percent"] == 100, "after an idle spell, a thread beside the one that reloads sees the state from before")
go.set()
first.join()
check(idle.states()["safe"]["killed"], "and the new one afterward")
