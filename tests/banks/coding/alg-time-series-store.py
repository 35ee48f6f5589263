"""The series against a plain list of points; late readings, repeated compaction; averaging averages is wrong."""
import math
import random

from bank import check
import coding

ID = "alg-time-series-store"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Brute:
    def __init__(self):
        self.points, self.closed = [], -math.inf

    def add(self, time, value):
        if time < self.closed:
            raise ValueError
        self.points = sorted([p for p in self.points if p[0] != time] + [(time, value, 1)])

    def range(self, start, end):
        return [(t, v) for t, v, _ in self.points if start <= t < end]

    def mean(self, start, end):
        some = [(v, n) for t, v, n in self.points if start <= t < end]
        return sum(v * n for v, n in some) / sum(n for _, n in some) if some else None

    def compact(self, before, step):
        old = [p for p in self.points if p[0] < before]
        new = []
        for key in sorted({t // step for t, _, _ in old}):
            group = [(v, n) for t, v, n in old if t // step == key]
            count = sum(n for _, n in group)
            new.append((key * step, sum(v * n for v, n in group) / count, count))
        self.points = new + [p for p in self.points if p[0] >= before]
        self.closed = max(self.closed, before)


def same(a, b):
    if isinstance(a, list):
        return len(a) == len(b) and all(x[0] == y[0] and math.isclose(x[1], y[1], abs_tol=1e-9) for x, y in zip(a, b))
    return a is b is None or (a is not None and b is not None and math.isclose(a, b, abs_tol=1e-9))


def wrong(module, rounds=1500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        one, two, last = module.Series(), Brute(), -20
        for _ in range(r.randrange(40)):
            last += r.randrange(4)
            what = r.random()
            if what < 0.6:
                time, value = last - r.choice([0, 0, 0, 3, 15, 40]), float(r.randrange(-9, 10))
                bad += (coding.raises(ValueError, one.add, time, value) is None) != (coding.raises(ValueError, two.add, time, value) is None)
            elif what < 0.7:
                before, step = last - r.randrange(-5, 30), r.choice([1, 5, 7, 25])
                one.compact(before, step)
                two.compact(before, step)
            start = r.randrange(-40, 80)
            end = start + r.randrange(-5, 60)
            bad += not (same(one.range(start, end), two.range(start, end)) and same(one.mean(start, end), two.mean(start, end)))
    return bad


check(wrong(module) == 0, "1,500 random histories with late readings and several compactions: as a plain list")
check(wrong(coding.solution(ID, ("        total = sum(v * n for v, n in zip(self.values[part], counts))\n        return total / sum(counts)", "        return sum(self.values[part]) / len(counts)"))) > 0, "averaging averages is wrong")
check(wrong(coding.solution(ID, ("        if self.closed is None or before > self.closed:\n            self.closed = before", "        self.closed = before"))) > 0, "a second, earlier compaction must not open the range again")


def fill(n):
    series = module.Series()
    for t in range(n):
        series.add(t, 1.0)


check(coding.growth(fill, (100,), (1000,)) < 11, "in order, the steps per reading stay the same")
