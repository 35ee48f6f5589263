"""Random calls against three states written out; trials, full pauses, exceptions; late answers of threads close it."""
import random
import threading

from bank import check
import coding

ID = "ap-small-circuit-breaker"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Fail(Exception):
    pass


def wrong(module, rounds=2500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        now, limit, pause = [0], r.randrange(1, 4), r.choice([1, 10])
        breaker = module.Breaker(limit, pause, lambda: now[0])
        state, failures, opened = "closed", 0, None
        for _ in range(30):
            now[0] += r.choice([0, 0, 1, 5, 10])
            if state == "open" and now[0] - opened >= pause:
                state = "half-open"
            bad += breaker.state != state
            fails, length, nested = r.random() < 0.6, r.choice([0, 2, 10]), r.random() < 0.3
            called, inner = [], []

            def func(x):
                called.append(x)
                if nested and state == "half-open":
                    inner.append(type(coding.raises(module.CircuitOpen, breaker.call, len, "a")))
                now[0] += length
                if fails:
                    raise Fail(x)
                return x * 2

            try:
                found = breaker.call(func, 4)
            except Exception as error:
                found = type(error)
            if state == "open":
                bad += found is not module.CircuitOpen or called != []
                continue
            bad += found != (Fail if fails else 8) or called != [4]
            bad += nested and state == "half-open" and inner != [module.CircuitOpen]
            if not fails:
                state, failures = "closed", 0
            else:
                failures += 1
                if state == "half-open" or failures >= limit:
                    state, opened = "open", now[0]
    return bad


check(wrong(module) == 0, "2,500 random histories: states, refusals, trials, a full pause from the time of the failure")
check(wrong(coding.solution(ID, ("self._failures, self._opened_at = 0, None", "self._opened_at = None"))) > 0, "without resetting the count failures needn't be in a row")
check(wrong(coding.solution(ID, ("            if state == \"half-open\" or self._failures >= self.limit:\n", "            if self._failures >= self.limit and self._opened_at is None:\n"))) > 0, "a failed trial has to open it for another full pause")
early = coding.solution(ID, ("        try:\n            result", "        began = self.clock()\n        try:\n            result"), ("self._opened_at = self.clock()", "self._opened_at = began"))
check(wrong(early) > 0, "counting the pause from the call is wrong")
now = [0]
breaker = module.Breaker(1, 10, lambda: now[0])
check(coding.raises(KeyboardInterrupt, breaker.call, lambda: (_ for _ in ()).throw(KeyboardInterrupt)) is not None and breaker.state == "closed", "other exceptions pass and count for nothing")
begun, go = threading.Event(), threading.Event()
late = threading.Thread(target=breaker.call, args=(lambda: begun.set() or go.wait(5),))
late.start()
begun.wait(5)
coding.raises(ZeroDivisionError, breaker.call, lambda: 1 / 0)
before = breaker.state
go.set()
late.join()
check((before, breaker.state) == ("open", "closed"), "a late answer of a call begun before opening closes it")
