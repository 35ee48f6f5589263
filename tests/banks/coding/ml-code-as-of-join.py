"""The join against looking through the whole history per label; boundaries, ties, unsorted and unknown; n log n."""
import random

from bank import check
import coding

ID = "ml-code-as-of-join"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(labels, history, max_age):
    rows = []
    for user, at, label in labels:
        best = None
        for who, known_at, value in history:
            if who == user and known_at < at and (best is None or known_at >= best[0]):
                best = known_at, value
        rows.append((user, at, best[1] if best and at - best[0] <= max_age else None, label))
    return rows


def wrong(module, times=4000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        history = [(r.choice("uv"), r.randrange(9), r.choice([1, None, "text", (2,), n])) for n in range(r.randrange(12))]
        labels = [(r.choice("uvw"), r.randrange(10), r.randrange(2)) for _ in range(r.randrange(6))]
        kept = repr((history, labels))
        max_age = r.randrange(0, 9)
        try:
            bad += module.as_of_join(labels, history, max_age) != brute(labels, history, max_age) or repr((history, labels)) != kept
        except TypeError:
            bad += 1
    return bad


check(wrong(module) == 0, "4,000 random histories: the newest value known before, the later of equals, unless too old")
check(wrong(coding.solution(ID, ("i = bisect_left(ts, at) - 1", "i = bisect_right(ts, at) - 1"), ("import bisect_left", "import bisect_right"))) > 0, "bisect_right takes a value of the same instant")
check(wrong(coding.solution(ID, ("sorted(history, key=lambda h: h[1])", "sorted(history)"))) > 0, "sorting whole tuples compares values")
check(wrong(coding.solution(ID, ("sorted(history, key=lambda h: h[1])", "history"))) > 0, "without sorting the search goes astray")
sizes = [([("u", i, 0) for i in range(n)], [("u", i, i) for i in range(n)], 10) for n in (200, 2000)]
check(coding.growth(module.as_of_join, *sizes) < 12, "ten times both sides, about ten times the steps")
