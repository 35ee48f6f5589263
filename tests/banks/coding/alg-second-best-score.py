"""One pass against sorting a set; rising, falling, negative and equal scores; each slip of the answer fails."""
import heapq
import random

from bank import check
import coding

ID = "alg-second-best-score"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(scores):
    different = sorted(set(scores))
    return different[-2] if len(different) > 1 else None


def wrong(function, times=6000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        low, high = r.choice([(-9, 0), (-3, 4), (0, 3), (-(10 ** 20), 10 ** 20)])
        scores = [r.randrange(low, high) for _ in range(r.randrange(7))]
        scores = r.choice([scores, sorted(scores), sorted(scores)[::-1]])
        bad += function(scores) != brute(scores)
    return bad


check(wrong(module.second_best) == 0, "6,000 random lists: as sorting a set")
slip = lambda *change: coding.solution(ID, change).second_best
check(wrong(slip("best, second = score, best", "best = score")) > 0, "forgetting the old best loses it")
check(wrong(slip("best = second = None", "best = second = 0")) > 0, "starting with 0 fails")
check(wrong(slip("score != best and (second", "(second")) > 0, "without the check equal scores count twice")
check(all(heapq.nlargest(2, {4, 9, 7})[-1] == brute(x) for x in [[4, 9, 7]]), "heapq.nlargest works on the set")
lists = [list(range(n)) for n in (100, 1000)]
check(coding.growth(module.second_best, (lists[0],), (lists[1],)) < 11, "ten times the scores, ten times the steps")
