"""Random calls against three states written out; trials, full pauses, exceptions; late answers of calls begun before opening count for nothing."""
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
check(wrong(coding.solution(ID, ("if trial or self._failures >= self.limit:", "if self._failures >= self.limit and self._opened_at is None:"))) > 0, "a failed trial has to open it for another full pause")
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
check((before, breaker.state) == ("open", "open"), "a late success of a call begun before opening doesn't close it")


def late_failure(module):
    now = [0]
    breaker = module.Breaker(2, 30, lambda: now[0])

    def outer():
        for _ in range(2):
            coding.raises(ZeroDivisionError, breaker.call, lambda: 1 / 0)
        now[0] = 25
        raise Fail

    coding.raises(Fail, breaker.call, outer)
    now[0] = 30
    return breaker.state


check(late_failure(module) == "half-open", "a late failure of a call begun before opening doesn't prolong the pause")
check(late_failure(coding.solution(ID, ("            if trial or self._opened_at is None:\n                self._failures += 1\n", "            if True:\n                self._failures += 1\n"))) == "open", "without the condition it does")
now, breaker = [0], module.Breaker(1, 10, lambda: now[0])
begun, go, tried, end = (threading.Event() for _ in range(4))
late = threading.Thread(target=breaker.call, args=(lambda: begun.set() or go.wait(5),))
late.start()
begun.wait(5)
coding.raises(ZeroDivisionError, breaker.call, lambda: 1 / 0)
now[0] = 10
trial = threading.Thread(target=breaker.call, args=(lambda: tried.set() or end.wait(5),))
trial.start()
tried.wait(5)
go.set()
late.join()
check(breaker.state == "half-open" and coding.raises(module.CircuitOpen, breaker.call, len, "a") is not None, "a late answer during a trial lets no second trial through")
end.set()
trial.join()
check(breaker.state == "closed", "the trial's own success closes it")
