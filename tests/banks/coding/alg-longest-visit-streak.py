"""Streaks against a scan of sorted days; linear although loops are nested; quadratic without the check for a beginning."""
import random

from bank import check
import coding

ID = "alg-longest-visit-streak"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(days):
    best = (0, None)
    for first in sorted(set(days)):
        length = 1
        while first + length in days:
            length += 1
        if length > best[0]:
            best = length, first
    return best


r = random.Random(1)
for _ in range(6000):
    spread = r.choice([6, 20, 2000])
    days = [r.randrange(-spread, spread) for _ in range(r.randrange(25))]
    kept = list(days)
    assert module.longest_streak(days) == brute(days) and days == kept, days
check(True, "6,000 random lists, negative days and repeats included: as brute force")
slip = coding.solution(ID, ("length == best[0] and day < best[1]", "False"))
tied = [days for days in ([8, 9, 1, 2], [-1, 5], [100000, 100001, 7, 8], [20, 21, -5, -4])]
check(any(slip.longest_streak(days) != brute(days) for days in tied), "relying on the order of a set gets a tie wrong")
runs = [list(range(n)) for n in (200, 2000)]
check(coding.growth(module.longest_streak, (runs[0],), (runs[1],)) < 12, "one run, ten times as long: about ten times the steps")
every = coding.solution(ID, ("if day - 1 in present", "if False"))
check(coding.growth(every.longest_streak, (runs[0],), (runs[0] + runs[1][200:600],)) > 7, "starting at each day is quadratic (3 times as long, 9 times the steps)")
