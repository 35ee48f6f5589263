"""Requests against counting all earlier ones; constant work per request; a fixed window lets twice the limit through."""
import random

from bank import check
import coding

ID = "alg-rolling-limiter"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")

r = random.Random(1)
for _ in range(1500):
    limit, window = r.randrange(0, 4), r.choice([1, 2, 2.5, 10])
    limiter, allowed, now = module.Limiter(limit, window), [], 0.0
    for _ in range(r.randrange(30)):
        now += r.choice([0, 0.25, 0.5, 1, window])
        inside = [(u, t) for u, t in allowed if now - window < t <= now]
        if r.random() < 0.1:
            assert limiter.forget(now) == len({u for u, _ in inside})
            continue
        user = r.choice("abc")
        yes = sum(u == user for u, _ in inside) < limit
        assert limiter.allow(user, now) == yes, (limit, window, now)
        allowed += [(user, now)] if yes else []
check(True, "1,500 random histories: as counting all earlier requests, exactly at the border too")

slip = coding.solution(ID, ("times[0] <= now", "times[0] < now")).Limiter(1, 10)
check([slip.allow("a", 0), slip.allow("a", 10)] == [True, False], "with < the border is off")
users = module.Limiter(3, 10)
for n in range(1000):
    users.allow(n, 0)
check(len(users.times) == 1000 and users.forget(10) == 0 and not users.times, "users stay until forget removes them")


def run(limit, requests):
    limiter = module.Limiter(limit, limit)
    for n in range(requests):
        limiter.allow("a", n / 2)


check(coding.growth(run, (100, 1000), (1000, 10000)) < 12, "the steps per request don't grow with the limit")


def fixed(times, limit, window):
    counts = {}
    passed = []
    for t in times:
        if counts.get(t // window, 0) < limit:
            counts[t // window] = counts.get(t // window, 0) + 1
            passed.append(t)
    return passed


passed = fixed([9.9] * 5 + [10] * 5, 5, 10)
check(len(passed) == 10, "a fixed window lets twice the limit through around its border")
refused = module.Limiter(1, 10)
check([refused.allow("a", 0), refused.allow("a", 9), refused.forget(10)] == [True, False, 0], "forget looks at allowed requests only")
