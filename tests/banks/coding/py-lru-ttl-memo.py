"""The cache against a list with times; threads that load once, also when the value is evicted at once; failing and slow loads."""
import random
import threading
import time
import types

from bank import check
import coding

ID = "py-lru-ttl-memo"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Brute:
    def __init__(self, max_size, ttl, clock):
        self.max_size, self.ttl, self.clock, self.rows = max_size, ttl, clock, []

    def living(self):
        self.rows = [row for row in self.rows if self.clock() - row[2] < self.ttl]
        return self.rows

    def get(self, key, default=None):
        for row in self.living():
            if row[0] == key:
                self.rows.remove(row)
                self.rows.append(row)
                return row[1]
        return default

    def set(self, key, value):
        self.rows = [row for row in self.living() if row[0] != key] + [(key, value, self.clock())]
        self.rows = self.rows[-self.max_size:]


def wrong(module, rounds=1000):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        now = [0]
        one, two = [kind(r_size, 10, lambda: now[0]) for r_size in [r.randrange(1, 4)] for kind in (module.Cache, Brute)]
        for step in range(r.randrange(40)):
            now[0] += r.choice([0, 0, 1, 3, 10])
            key = r.choice("abcd")
            if r.random() < 0.5:
                one.set(key, r.choice([step, None]))
                two.set(key, one._data[key][0])
            else:
                bad += one.get(key, "none") != two.get(key, "none")
            if r.random() < 0.3:
                bad += len(one) != len(two.living())
    return bad


check(wrong(module) == 0, "1,000 random histories: values, None among them, expiry and eviction as a list with times")
check(wrong(coding.solution(ID, ("            self._purge()\n        while", "            pass\n        while"))) > 0, "evicting without purging drops a living entry while expired ones take up space")


def together(cache, load, keys, before=lambda key: None):
    got, threads = [], []

    def ask(key):
        try:
            got.append(cache.get_or_load(key, load))
        except ValueError as error:
            got.append(error)

    for key in keys:
        threads.append(threading.Thread(target=ask, args=(key,), daemon=True))
        threads[-1].start()
    for thread in threads:
        thread.join(5)
    return got


class Event(threading.Event):
    waiting = 0

    def wait(self, timeout=None):
        Event.waiting += 1
        return super().wait(timeout)


module.threading = types.SimpleNamespace(Lock=threading.Lock, Event=Event)
calls = []


def load(key):
    calls.append(key)
    while Event.waiting < 4:
        time.sleep(0.001)
    return key.upper()


def slow(key):
    time.sleep(0.1)
    return key.upper()


tiny = module.Cache(1, 10)
real = tiny._set
tiny._set = lambda key, value: (real(key, value), real("other", 0))
check(together(tiny, load, ["x"] * 5) == ["X"] * 5 and calls == ["x"], "five threads, one load, also when the value is evicted at once")
calls.clear()
Event.waiting = 0
check(together(module.Cache(9, 0), load, ["x"] * 5) == ["X"] * 5 and calls == ["x"], "and with a ttl of zero")
start = time.perf_counter()
check(sorted(together(module.Cache(9, 9), slow, list("abcdefgh"))) == list("ABCDEFGH"), "different keys load at once")
check(time.perf_counter() - start < 0.1 * 6, "without waiting for each other")
calls.clear()


def failing(key):
    calls.append(key)
    time.sleep(0.02)
    if len(calls) < 3:
        raise ValueError(len(calls))
    return "fine"


cache = module.Cache(9, 9)
got = together(cache, failing, ["x"] * 5)
check(sorted(map(str, got)) == ["1", "2", "fine", "fine", "fine"] and len(calls) == 3, "a failing load: its thread gets the exception, the waiters try anew")
check(cache._loading == {}, "nothing is left behind")
stuck = threading.Thread(target=lambda: cache.get_or_load("me", lambda key: cache.get_or_load(key, str)), daemon=True)
stuck.start()
stuck.join(0.2)
check(stuck.is_alive(), "a load that asks for its own key waits for itself")
unguarded = coding.solution(ID, ("                if job is None:", "                if True:"), ("                del self._loading[key]", "                self._loading.pop(key, None)"))
calls.clear()
together(unguarded.Cache(9, 9), lambda key: calls.append(key) or slow(key), ["x"] * 5)
check(len(calls) > 1, "without the jobs each thread loads")
