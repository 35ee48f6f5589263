"""One object for many threads, failures and None, a reset in between; a lock-free check, cache and __new__ run twice."""
import functools
import sys
import threading
import time

from bank import check
import coding

ID = "ap-once-lazy-singleton"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def together(wrap, threads=16):
    calls, got, barrier = [], [], threading.Barrier(threads)

    def factory():
        calls.append(1)
        time.sleep(0.005)
        return object()

    get = wrap(factory)

    def ask():
        barrier.wait(5)
        got.append(get())

    started = [threading.Thread(target=ask) for _ in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return len(calls), len(set(map(id, got)))


check(all(together(module.once) == (1, 1) for _ in range(10)), "sixteen threads at a barrier, ten times: one call, one object")
unlocked = coding.solution(ID, ("            with lock:\n                if box is None:", "            if True:\n                if box is None:"))
check(together(unlocked.once)[0] > 1, "without the lock the factory runs several times")
single = coding.solution(ID, ("                if box is None:\n                    box = (factory(),)", "                box = (factory(),)"))
check(together(single.once)[0] > 1, "without the second check, too")
check(together(functools.cache)[0] > 1, "functools.cache runs it several times in concurrent first calls")
get = module.once(lambda: None)
calls = []
failing = module.once(lambda: calls.append(1) or (1 // (len(calls) - 1)))
check(get() is None and coding.raises(ZeroDivisionError, failing) is not None and failing() == 1 == failing() and len(calls) == 2, "None counts as created, a failure doesn't")
lazy = module.once(lambda: calls.append("lazy"))
check("lazy" not in calls, "nothing is created before the first use")

sys.setswitchinterval(1e-6)
get, stop, bad = module.once(object), [], []


def reader():
    while not stop:
        bad.extend([1] if get() is None else [])


readers = [threading.Thread(target=reader) for _ in range(3)]
for thread in readers:
    thread.start()
for _ in range(3000):
    get.reset()
stop.append(1)
for thread in readers:
    thread.join()
check(bad == [], "3,000 resets while others read: nobody gets None")


class Pool:
    made = None
    runs = 0

    def __new__(cls):
        cls.made = cls.made or super().__new__(cls)
        return cls.made

    def __init__(self):
        Pool.runs += 1


check(Pool() is Pool() and Pool.runs == 2, "overriding __new__ runs __init__ on each call")
