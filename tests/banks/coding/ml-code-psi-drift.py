"""The index against bins filled one value at a time; repeats, missing values, eps; small samples are above 0 by chance alone."""
import math
import random

from bank import check
import coding

ID = "ml-code-psi-drift"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(reference, sample, bins, eps):
    known = sorted(v for v in reference if v is not None)
    edges = []
    for i in range(1, bins):
        edge = known[int(len(known) * i / bins + 1e-9)]
        if edge not in edges:
            edges.append(edge)

    def share(rows, n):
        inside = lambda v: v is not None and (n == 0 or v >= edges[n - 1]) and (n == len(edges) or v < edges[n])
        return max(eps, sum(v is None if n is None else inside(v) for v in rows) / len(rows))

    pairs = [(share(reference, n), share(sample, n)) for n in [*range(len(edges) + 1), None]]
    return sum((q - p) * (math.log(q) - math.log(p)) for p, q in pairs)


def wrong(module, times=3000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        value = lambda: r.choice([None, 0, 0, 1, 2, 5, 5.5, -3, r.random()])
        reference, sample = ([value() for _ in range(r.randrange(15))] for _ in "rs")
        bins, eps = r.choice([1, 2, 3, 10]), r.choice([1e-4, 1e-2])
        if not sample or all(v is None for v in reference):
            bad += coding.raises(ValueError, module.psi, reference, sample, bins, eps) is None
        else:
            bad += not math.isclose(module.psi(reference, sample, bins, eps), brute(reference, sample, bins, eps), abs_tol=1e-9)
    return bad


check(wrong(module) == 0, "3,000 random samples: as filling bins one value at a time; ValueError where there is nothing to compare")
check(wrong(coding.solution(ID, ("bisect_right(edges, v)", "bisect_left(edges, v)"), ("import bisect_right", "import bisect_left"))) > 0, "bisect_left puts a value equal to an edge into the lower bin")
check(coding.raises((ValueError, ZeroDivisionError), coding.solution(ID, ("p, q = max(p, eps), max(q, eps)", "pass")).psi, [1, 2], [3], 2) is not None, "without the floor an empty bin needs ln(0)")
reference = list(range(100))
check(module.psi(reference, [None] * 5) > 1 and module.psi(reference, reference) == 0, "all missing is a large drift, the same sample none")
check(module.psi(reference, [5] * 50, eps=1e-6) > 1.3 * module.psi(reference, [5] * 50, eps=1e-3), "eps affects the result")
r = random.Random(2)
by_chance = [module.psi([r.random() for _ in range(200)], [r.random() for _ in range(n)]) for n in (50, 50, 50, 5000)]
check(min(by_chance[:3]) > 0.05 and by_chance[3] < 0.1, "small samples are above 0 by chance alone")
pairs = [(x, x) for x in range(100)]
check(module.psi([a for a, _ in pairs], [a for a, _ in pairs]) == module.psi([b for _, b in pairs], [99 - b for _, b in pairs]) == 0, "a changed relation between features is missed")
