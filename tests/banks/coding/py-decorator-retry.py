"""Calls, pauses and outcomes of random failures in both forms; the pause that carries over; coroutine functions."""
import asyncio
import random

from bank import check
import coding

ID = "py-decorator-retry"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
pauses = []
module.time = type("Time", (), {"sleep": staticmethod(pauses.append)})


class A(Exception):
    pass


class B(A):
    pass


class Other(Exception):
    pass


def wrong(module, times=3000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        limit, wait, on = r.randrange(1, 5), r.choice([0.0, 0.5, 1]), r.choice([(A,), (B,), (A, Other), ()])
        plan = [r.choice([A, B, Other, None]) for _ in range(6)]
        calls = []

        def work(*args, **kwargs):
            calls.append((args, kwargs))
            if plan[len(calls) - 1]:
                raise plan[len(calls) - 1](len(calls))
            return len(calls)

        decorated = module.retry(times=limit, on=on, wait=wait)(work)
        for _ in range(2):
            calls.clear()
            pauses.clear()
            outcome = coding.raises(Exception, lambda: decorated(1, x=2))
            last = next(n for n in range(1, 7) if n == limit or plan[n - 1] is None or not issubclass(plan[n - 1], on))
            bad += calls != [((1,), {"x": 2})] * last or type(outcome) is not (plan[last - 1] or type(None))
            bad += pauses != [wait * 2 ** n for n in range(last - 1)] or (outcome is not None and outcome.args != (last,))
    return bad


check(wrong(module) == 0, "3,000 random plans, each called twice: calls, arguments, pauses and the last exception")
carrying = coding.solution(ID, ("        pause = wait\n", "        nonlocal wait\n"), ("time.sleep(pause)", "time.sleep(wait)"), ("pause *= 2", "wait *= 2"))
carrying.time = module.time
check(wrong(carrying) > 0, "doubling wait itself carries over to later calls")
late = coding.solution(ID, ("                if attempt == times:\n                    raise\n                time.sleep(pause)", "                time.sleep(pause)\n                if attempt == times:\n                    raise"))
late.time = module.time
check(wrong(late) > 0, "sleeping before the last raise pauses once too often")


@module.retry
def bare(x):
    "Says x."
    return x


check(bare(3) == 3 and bare.__name__ == "bare" and bare.__doc__ == "Says x." and bare.__wrapped__(4) == 4, "bare it works too, and keeps name, docstring and __wrapped__")
tries = []


@module.retry(on=(A,))
async def work():
    tries.append(1)
    raise A


check(coding.raises(A, lambda: asyncio.run(work())) is not None and len(tries) == 1, "on a coroutine function it doesn't retry")
