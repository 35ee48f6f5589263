"""Decisions, rests and waits against exact fractions; waiting as told is enough; idle keys go; plain floats round wrongly."""
import functools
import math
import operator
import random
from fractions import Fraction

from bank import check
import coding

ID = "api-code-token-bucket"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def wrong(module, rounds=800):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        rate, burst, clock = r.choice(["0.1", "0.5", "0.3", "3", "7", "0.01", "1000"]), r.choice([*range(1, 9), 1000]), [0]
        limiter = module.RateLimiter(float(rate), burst, lambda: clock[0])
        rate, exact = Fraction(rate), {}
        for _ in range(60):
            clock[0] += r.choice([0, 0, 1, 2, 5, 40])
            key, cost = r.choice("ab"), r.randrange(1, burst + 1)
            tokens, last = exact.get(key, (burst, clock[0]))
            tokens = min(Fraction(burst), tokens + (clock[0] - last) * rate)
            passed = tokens >= cost
            wait = 0 if passed else math.ceil((cost - tokens) / rate)
            tokens -= cost if passed else 0
            exact[key] = tokens, clock[0]
            bad += limiter.allow(key, cost) != (passed, math.floor(tokens), wait)
    return bad


check(wrong(module) == 0, "800 random histories: the answers of exact fractions, tenths included")
plain = coding.solution(ID, ("TINY = 1e-9 ", "TINY = 0 "))
check(wrong(plain) > 0 and functools.reduce(operator.add, [0.1] * 10) < 1 and math.ceil((1 - 0.7) / 0.1) == 4, "without a tolerance ten tenths are less than one, and three seconds become four")
for cost in (0, -1, 4):
    assert coding.raises(ValueError, module.RateLimiter(1, 3, lambda: 0).allow, "a", cost)
check(coding.raises(ValueError, module.RateLimiter, 0, 1, lambda: 0) is not None, "costs that can't be met and rates of zero are refused")
down = coding.solution(ID, ("math.ceil((cost - tokens - TINY) / self.rate)", "math.floor((cost - tokens) / self.rate)"))
clock = [0.0]
early = down.RateLimiter(0.4, 1, lambda: clock[0])
early.allow("a")
clock[0] += early.allow("a")[2]
check(not early.allow("a")[0], "rounded down, the client comes back too early")
clock, sizes = [0.0], []
limiter = module.RateLimiter(2, 10, lambda: clock[0])
for n in range(20_000):
    clock[0] += 0.01
    limiter.allow(f"key{n}")
    sizes.append(len(limiter.buckets))
check(max(sizes) <= 2 * 5 / 0.01 + 2, "the memory is that of the keys of twice the fill time")
check(coding.steps(limiter.allow, "x") < 30, "a call without a sweep takes a constant number of steps")


def early_ones(module):
    r, bad = random.Random(2), 0
    for _ in range(400):
        rate, clock = r.choice([0.01, 0.3, 7, 100, 500, 999]), [0.0]
        limiter = module.RateLimiter(rate, 1000, lambda: clock[0])
        limiter.allow("a", 1000)
        cost = r.randrange(1, 1001)
        clock[0] += max(0.0, (cost - rate * r.randrange(1, 4)) / rate - r.choice([0, 1e-10, 5e-10, 2e-9, 0.3]))
        passed, _, wait = limiter.allow("a", cost)
        clock[0] += wait
        bad += not passed and not limiter.allow("a", cost)[0]
    return bad


check(early_ones(module) == 0, "400 times a wait as told is enough, also a hair before a whole second")
loose = coding.solution(ID, ("math.ceil((cost - tokens - TINY) / self.rate)", "math.ceil((cost - tokens) / self.rate - TINY)"))
check(early_ones(loose) > 0, "a tolerance in seconds would send some back too early")
