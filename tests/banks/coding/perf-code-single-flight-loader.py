"""Threads at a barrier: one load per key, errors for all, nothing left behind; other keys don't wait; a loader that asks for itself."""
import random
import threading
import time
import types

from bank import check
import coding

ID = "perf-code-single-flight-loader"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Event(threading.Event):
    """Counts who waits, so that a load can go on when all have arrived."""

    waiting = 0

    def wait(self, timeout=None):
        with count:
            Event.waiting += 1
        return super().wait(timeout)


count = threading.Lock()
module.threading = types.SimpleNamespace(Lock=threading.Lock, Event=Event)


def together(flight, keys, load):
    barrier, got = threading.Barrier(len(keys)), []

    def ask(key):
        barrier.wait(5)
        try:
            got.append((key, flight.get(key, load)))
        except Exception as error:
            got.append((key, error))

    threads = [threading.Thread(target=ask, args=(key,), daemon=True) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    return got


r = random.Random(1)
for _ in range(25):
    flight, calls, lock = module.SingleFlight(), [], threading.Lock()
    keys = [r.choice("abc") for _ in range(24)]
    bad = r.choice(["a", "none"])

    Event.waiting = 0

    def load(key):
        with lock:
            calls.append(key)
        while Event.waiting < 24 - len(set(keys)):
            time.sleep(0.0005)
        if key == bad:
            raise KeyError(key)
        return [key]

    got = together(flight, keys, load)
    assert sorted(calls) == sorted(set(keys)) and len(got) == 24 and not flight._flights
    for key in set(keys):
        values = [v for k, v in got if k == key]
        assert all(v is values[0] for v in values) and isinstance(values[0], KeyError) == (key == bad)
check(True, "25 times 24 threads on three keys: one load each at the same time, one result or error for all, nothing left behind")


def blocked(module):
    flight = module.SingleFlight()
    coding.raises(ZeroDivisionError, flight.get, "k", lambda key: 1 / 0)
    again = threading.Thread(target=flight.get, args=("k", str), daemon=True)
    again.start()
    again.join(0.3)
    return again.is_alive()


check(not blocked(module), "after an error the next call loads again")
check(blocked(coding.solution(ID, ("            finally:\n                with self._lock:\n                    del self._flights[key]\n                flight.done.set()", "            else:\n                with self._lock:\n                    del self._flights[key]\n                flight.done.set()"))), "without finally a failed loader blocks the key")
locked = coding.solution(ID, ("        if leader:\n            try:\n                flight.value = load(key)", "        if leader:\n            try:\n                with _One:\n                    flight.value = load(key)"))
locked._One = threading.Lock()
took = []
for kind in (module, locked):
    start = time.perf_counter()
    together(kind.SingleFlight(), list("abcdefgh"), lambda key: time.sleep(0.05))
    took.append(time.perf_counter() - start)
check(took[1] > 2 * took[0], "one lock around the loader makes different keys wait")
stuck = threading.Thread(target=lambda: (f := module.SingleFlight()).get("k", lambda key: f.get(key, str)), daemon=True)
stuck.start()
stuck.join(0.2)
check(stuck.is_alive(), "a loader that asks for its own key deadlocks")
