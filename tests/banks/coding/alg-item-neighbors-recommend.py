"""Suggestions against the handout's formula in 50 digits; products that cancel out; sparse data, new users and items."""
import random
from decimal import Decimal, getcontext
from fractions import Fraction

from bank import check
import coding

getcontext().prec = 50
ID = "alg-item-neighbors-recommend"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def exact(x):
    return Decimal(x.numerator) / Decimal(x.denominator)


def brute(ratings, user, n, k):
    dev = {u: {i: s - Fraction(sum(r.values()), len(r)) for i, s in r.items()} for u, r in ratings.items()}

    def similarity(a, b):
        both = [d for d in dev.values() if a in d and b in d]
        squares = sum(d[a] ** 2 for d in both) * sum(d[b] ** 2 for d in both)
        if len(both) < 2 or squares == 0:
            return Decimal(0)
        return round(exact(sum(d[a] * d[b] for d in both)) / exact(squares).sqrt(), 6)

    own, scores = dev.get(user, {}), []
    for item in {i for d in dev.values() for i in d if i not in own}:
        near = [(similarity(item, mine), mine) for mine in sorted(own)]
        near = sorted([p for p in near if p[0] > 0], key=lambda p: -p[0])[:k]
        if near:
            scores.append((item, float(round(sum(s * exact(own[m]) for s, m in near) / sum(s for s, _ in near), 3))))
    return sorted(scores, key=lambda row: (-row[1], row[0]))[:n]


def wrong(module, times=3000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        items = "abcdefg"[:r.randrange(2, 8)]
        ratings = {u: {i: r.randrange(1, 6) for i in items if r.random() < 0.6} for u in "uvwxy"[:r.randrange(1, 6)]}
        arguments = ratings, r.choice("uvz"), r.randrange(1, 5), r.randrange(1, 4)
        bad += module.recommend(*arguments) != brute(*arguments)
    return bad


check(wrong(module) == 0, "3,000 random tables: the formula's suggestions, ties included")
plain = coding.solution(ID, ("round(sum(x * y for x, y in pairs) / norm, 6)", "sum(x * y for x, y in pairs) / norm"))
check(wrong(plain) > 0, "without rounding, products that cancel out count as similar")
low = {"a": {"x": 5, "y": 5, "z": 1}, "b": {"x": 1, "y": 1, "z": 5}, "c": {"x": 1, "z": 5}}
check(module.recommend(low, "c", 3, 3) == brute(low, "c", 3, 3) == [("y", -2.0)], "an item like those rated below the average has a score below zero")
two = {"a": {"x": 5, "y": 4, "z": 1}, "b": {"x": 1, "y": 2, "z": 5}}
dev = module.deviations(two)
check(module.similarity("x", "y", dev) > 0.9, "two common raters already give an extreme similarity")
check(module.recommend(two | {"new": {}}, "new", 3, 3) == [] and module.similarity("x", "new item", dev) == 0, "new users and items have no neighbors")
def build(users):
    dev = module.deviations({f"u{n}": {"x": 5, "y": 1 + n % 3} for n in range(users)})
    return "x", "y", dev
check(coding.growth(module.similarity, build(100), build(1000)) > 8, "each similarity goes through all users")
