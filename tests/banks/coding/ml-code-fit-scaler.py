"""Scaling against exact fractions: constant columns, one row, tiny and huge values, unseen rows, unchanged input.
std == 0 misses a constant column of 0.1; mean of squares minus square of the mean loses precision."""
import math
import random
from decimal import Decimal, getcontext

from bank import check
import coding

getcontext().prec = 60
ID = "ml-code-fit-scaler"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(train, rows):
    out = []
    for column, new in zip(zip(*train), zip(*rows)):
        exact = [Decimal(x) for x in column]
        mean = sum(exact) / len(exact) if len(set(column)) > 1 else exact[0]
        std = (sum((x - mean) ** 2 for x in exact) / len(exact)).sqrt() if len(set(column)) > 1 else Decimal(1)
        out.append([float((Decimal(x) - mean) / std) for x in new])
    return [list(row) for row in zip(*out)]


r = random.Random(7)
for _ in range(3000):
    width, scale = r.randrange(1, 4), r.choice([1, 1, 1e-200, 1e200, 1e8])
    draw = lambda: [r.choice([0.1, r.random() * scale, r.randrange(-5, 5) * scale, 3]) for _ in range(width)]
    train = [tuple(draw()) for _ in range(r.randrange(1, 6))]
    if r.random() < 0.4:
        train = [row[:-1] + (0.1,) for row in train]
    new = [tuple(draw()) for _ in range(3)] + train[:1]
    before = repr((train, new))
    found = module.Scaler().fit(train).transform(new)
    wanted = brute(train, new)
    for a, b in zip(sum(found, []), sum(wanted, [])):
        assert math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6), (train, new, found, wanted)
    assert repr((train, new)) == before
check(True, "3,000 random tables: the values are those of exact arithmetic, the input stays")
s = module.Scaler().fit([(0.1,)] * 3)
check(s.transform([(0.1,)]) == [[0.0]], "three times 0.1 becomes exactly 0.0")
mean = sum([0.1] * 3) / 3
check(mean != 0.1 and 0 < math.sqrt((0.1 - mean) ** 2) < 1e-15, "its computed deviation is tiny but not zero")
lost = [[(2**53,), (2**53 + 1,)], [(0.0,)] * 4 + [(5e-324,)]]
constant = coding.solution(ID, (" or self.stds[j] == 0", ""))
for rows in lost:
    check(module.Scaler().fit(rows).stds == [1.0] and module.Scaler().fit(rows).transform(rows)[0] == [0.0], f"{rows[-1]}: a spread that rounding loses is only shifted")
    check(coding.raises(ZeroDivisionError, constant.Scaler().fit(rows).transform, rows) is not None, "min == max alone divides by zero there")
for _ in range(5000):
    start = r.choice([2**53, -2**53, 2**60, 1e16, 1e100, -1e100, 0.0, 5e-324, 0.1, 1])
    column = [r.choice([start, start + r.randrange(3), math.nextafter(start, 0), start * (1 - 2**-53)]) for _ in range(r.randrange(1, 7))]
    found = module.Scaler().fit([(x,) for x in column]).transform([(x,) for x in column])
    assert all(math.isfinite(x) for row in found for x in row), column
    assert len(set(column)) > 1 or found == [[0.0]] * len(column), column
check(True, "5,000 columns of close neighbors: finite, and 0.0 where all are equal")
shifted = coding.solution(ID, ("min(c) == max(c) or ", ""))
check(shifted.Scaler().fit([(0.1,)] * 3).stds[0] < 1e-15, "std == 0 alone misses three times 0.1")
check(coding.raises(ValueError, module.Scaler().fit, []) is not None, "no rows: ValueError")
squares = coding.solution(ID, (" or self.stds[j] == 0", ""), ("math.hypot(*(x - m for x in c)) / math.sqrt(n)", "math.sqrt(sum((x - m) ** 2 for x in c) / n)"))
check(coding.raises(ZeroDivisionError, squares.Scaler().fit([(0.0,), (1e-200,)]).transform, [(0.0,)]) is not None, "squares of tiny differences vanish")
check(coding.raises(OverflowError, squares.Scaler().fit, [(0.0,), (1e200,)]) is not None, "squares of huge ones overflow")
column = [1e9, 1e9 + 1, 1e9 + 2]
check(abs(sum(x * x for x in column) / 3 - (sum(column) / 3) ** 2 - 2 / 3) > 0.1, "mean of squares minus square of mean: imprecise far from zero")
double = [coding.steps(module.Scaler().fit, [(i, i) for i in range(n)]) for n in (200, 400)]
check(double[1] / double[0] < 2.2, "twice the rows, twice the steps")
