"""Estimates against exact fractions; ranks at borders, empty and open buckets; the true value lies in the same bucket; servers."""
import random
from fractions import Fraction

from bank import check
import coding

ID = "perf-code-percentile-from-buckets"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(bounds, counts, q):
    rank, total = Fraction(q) * sum(counts), 0
    if sum(counts) == 0:
        return None
    edges = [0, *bounds]
    for i, count in enumerate(counts):
        if count and total + count >= rank:
            return Fraction(bounds[-1]) if i == len(bounds) else edges[i] + (Fraction(edges[i + 1]) - edges[i]) * (rank - total) / count
        total += count


def wrong(module, times=6000, sizes=(0, 0, 1, 7, 10, 45, 55)):
    r, bad = random.Random(1), 0
    for _ in range(times):
        bounds = sorted(r.sample([1, 5, 10, 50, 100, 200, 400], r.randrange(1, 5)))
        counts = [r.choice(sizes) for _ in range(len(bounds) + 1)]
        q = r.choice(["0.01", "0.1", "0.3", "0.5", "0.55", "0.56", "0.7", "0.9", "0.95", "0.99", "1"])
        found, wanted = module.percentile(bounds, counts, float(q)), brute(bounds, counts, q)
        bad += (found is None) != (wanted is None) or (found is not None and (abs(found - wanted) > 1e-6 or not isinstance(found, float)))
    return bad


check(wrong(module) == 0, "6,000 random histograms: the estimate of exact fractions")
many = (0, 0, 7, 4_400_000, 5_600_000, 56 * 10 ** 10, 44 * 10 ** 10)
check(wrong(module, 2000, many) == 0, "2,000 histograms of up to 10^12 observations, with ranks at borders, too")
rank = "Fraction(str(q)) * total"
plain, rounded = coding.solution(ID, (rank, "q * total")), coding.solution(ID, (rank, "round(q * total, 9)"))
large = [100, 200, 400], [5_600_000, 0, 4_400_000, 0], 0.56
check(rounded.percentile(*large) >= 200 and module.percentile(*large) == 100 and wrong(rounded) == 0, "rounding to nine places is right for small counts and fails from ten million observations")
check(0.55 * 100 > 55 and plain.percentile([10, 20, 30], [55, 0, 45, 0], 0.55) >= 20 and module.percentile([10, 20, 30], [55, 0, 45, 0], 0.55) == 10, "in floating point the result jumps over empty buckets")
check(coding.raises(ZeroDivisionError, rounded.percentile, [10, 20], [0, 5, 0], 1e-12) is not None and 10 < module.percentile([10, 20], [0, 5, 0], 1e-12) < 10.001, "a rank rounded down to 0 divides by zero in an empty bucket, the exact one does not")
r = random.Random(2)
for _ in range(500):
    values = sorted(r.randrange(1, 400) for _ in range(r.randrange(1, 60)))
    bounds = [50, 100, 200, 400]
    counts = [sum(low < v <= high for v in values) for low, high in zip([0, *bounds], bounds)] + [0]
    q = r.choice([0.5, 0.9, 0.99])
    true = values[max(0, -(-int(round(q * len(values) * 1e6)) // 10 ** 6) - 1)]
    width = next(high - low for low, high in zip([0, *bounds], bounds) if low < true <= high)
    assert abs(module.percentile(bounds, counts, q) - true) <= width
check(True, "500 random samples: the error is at most the width of the bucket")
fast, slow = [1000, 0, 0, 0], [0, 0, 10, 0]
average = (module.percentile([10, 100, 1000], fast, 0.9) + module.percentile([10, 100, 1000], slow, 0.9)) / 2
both = module.percentile([10, 100, 1000], [a + b for a, b in zip(fast, slow)], 0.9)
check(average > 400 and both < 10, "averaged percentiles are far from the common one")
one, two = [100, 0, 0, 0], [0, 0, 100, 0]
equal = (module.percentile([10, 100, 1000], one, 0.5) + module.percentile([10, 100, 1000], two, 0.5)) / 2
check(equal > 200 and module.percentile([10, 100, 1000], [a + b for a, b in zip(one, two)], 0.5) == 10, "nor does a weighted average help: with equal weights it is far off as well")
