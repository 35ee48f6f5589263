"""Shares against water poured in rounds with exact fractions; nobody gains by overstating; scaling wishes is not max-min."""
import random
from fractions import Fraction

from bank import check
import coding

ID = "alg-fair-capacity-split"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(capacity, demands):
    got, rest = {t: Fraction(0) for t in demands}, Fraction(capacity)
    open_ = set(demands)
    while rest and open_:
        unit = min([rest / sum(demands[t][1] for t in open_)] + [(demands[t][0] - got[t]) / Fraction(demands[t][1]) for t in open_])
        for t in open_:
            got[t] += unit * demands[t][1]
            rest -= unit * demands[t][1]
        open_ = {t for t in open_ if got[t] < demands[t][0]}
    return got


def make(r):
    demands = {t: (r.randrange(1, 30), r.randrange(1, 6)) for t in "abcdef"[:r.randrange(7)]}
    return r.randrange(0, 90), demands


r = random.Random(1)
for _ in range(4000):
    capacity, demands = make(r)
    kept = dict(demands)
    found, wanted = module.fair_split(capacity, demands), brute(capacity, demands)
    assert found.keys() == demands.keys() and demands == kept and list(found) == list(demands)
    assert all(abs(found[t] - wanted[t]) < 1e-9 and found[t] <= demands[t][0] for t in demands), (capacity, demands, found)
    assert sum(found.values()) <= capacity + 1e-9
    for t in list(demands)[:1]:
        more = brute(capacity, demands | {t: (demands[t][0] + 7, demands[t][1])})
        assert min(more[t], demands[t][0]) <= wanted[t]
check(True, "4,000 random clusters: as pouring in rounds; no more than wished, no more than there is, no gain by asking for more")
huge = 2 ** 53 + 1
found = module.fair_split(huge + 1, {"a": (huge, huge), "b": (1, 1)})
check(found == {"a": huge, "b": 1} and type(found["a"]) is int, "a huge wish that fits is given as it is")
scaled = {"a": 10 * 2 / 18, "b": 10 * 8 / 18, "c": 10 * 8 / 18}
check(scaled["a"] < module.fair_split(10, {"a": (2, 1), "b": (8, 1), "c": (8, 1)})["a"], "scaling all wishes cuts the modest team, too")
check(10 * 16 / 26 > 10 * 8 / 18, "and rewards who exaggerates")
check(module.fair_split(10, {"a": (9, 1), "b": (9, 1)})["a"] < sum(module.fair_split(10, {"a1": (9, 1), "a2": (9, 1), "b": (9, 1)})[t] for t in ("a1", "a2")), "what does pay is splitting a team in two")
check(module.fair_split(12, {"a": (9, 9), "b": (6, 1)}) == {"a": 9, "b": 3.0}, "not the largest wish goes short, but the largest per weight")
demands = [{f"t{i}": (i + 1, 1) for i in range(n)} for n in (100, 1000)]
check(coding.growth(module.fair_split, (500, demands[0]), (500, demands[1])) < 11, "ten times the teams, ten times the steps besides sorting")


def level(capacity, demands):
    """Exact shares: the level at which the wishes below it leave just that for the others."""
    rest, weights, got = capacity, sum(w for _, w in demands.values()), {}
    for t in sorted(demands, key=lambda t: Fraction(*demands[t])):
        wanted, weight = demands[t]
        got[t] = min(Fraction(wanted), Fraction(rest) * weight / weights)
        rest, weights = rest - got[t], weights - weight
    return got


cases = [(607791638073, {"a": (10**12, 999999768420), "b": (10**12, 999999420167), "c": (10**12, 1)})]
size = lambda: r.randrange(1, 10 ** r.randrange(1, 13) + 1)  # noqa: E731
for _ in range(8000):
    demands = {f"t{i}": (size(), size()) for i in range(r.randrange(1, 9))}
    if r.random() < .3:
        base = size()
        demands = {t: (max(1, w - r.randrange(2)), max(1, w - r.randrange(2))) for t in demands for w in [base]}
    cases.append((r.choice([size(), sum(w for w, _ in demands.values()) - r.randrange(3)]), demands))
for capacity, demands in cases:
    if not 0 <= capacity <= 10**12:
        continue
    found, exact = module.fair_split(capacity, demands), level(capacity, demands)
    assert all(abs(found[t] - exact[t]) <= 1e-12 * exact[t] and found[t] <= demands[t][0] for t in demands), (capacity, demands, found)
check(True, "8,000 clusters with numbers of 1 to 13 digits, near ties among them: each share right to twelve digits")
