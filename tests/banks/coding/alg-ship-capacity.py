"""The capacity against all ways to cut the row into days; logarithmic in the sum; each slip fails or never ends."""
import random
from itertools import combinations

from bank import check
import coding

ID = "alg-ship-capacity"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(weights, days):
    best = sum(weights)
    for cuts in range(min(days, len(weights))):
        for places in combinations(range(1, len(weights)), cuts):
            edges = [0, *places, len(weights)]
            best = min(best, max(sum(weights[a:b]) for a, b in zip(edges, edges[1:])))
    return best


def cases(times=3000):
    r = random.Random(1)
    for _ in range(times):
        yield [r.randrange(1, r.choice([3, 10])) for _ in range(r.randrange(1, 8))], r.randrange(1, 10)


def wrong(module):
    return sum(module.min_capacity(w, d) != brute(w, d) for w, d in cases())


check(wrong(module) == 0, "3,000 random rows: the smallest capacity of all ways to cut")
check(wrong(coding.solution(ID, ("high = mid\n", "high = mid - 1\n"))) > 0, "high = mid - 1 loses the answer")
check(wrong(coding.solution(ID, ("max(weights), sum(weights)", "1, sum(weights)"))) > 0, "starting below the heaviest parcel is wrong")
endless = coding.solution(ID, ("low = mid + 1", "low = mid; rounds.append(0); assert len(rounds) < 99"))
endless.rounds = []
check(coding.raises(AssertionError, endless.min_capacity, [3, 4, 5], 2) is not None, "low = mid never ends")
rows = [[7] * n for n in (100, 1000)]
check(coding.growth(module.min_capacity, (rows[0], 10), (rows[1], 10)) < 20, "ten times the parcels: little more than ten times the steps")
heavy = [[10 ** 3] * 100, [10 ** 9] * 100]
check(coding.growth(module.min_capacity, (heavy[0], 10), (heavy[1], 10)) < 3, "a million times the weight: two or three times the steps")
check(-(-sum([5, 5, 5]) // 2) != brute([5, 5, 5], 2), "dividing the sum by the days is wrong")
