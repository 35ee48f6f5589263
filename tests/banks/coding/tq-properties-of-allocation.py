"""Parts against handing out cents one by one; the answer's properties catch broken versions, and what they leave open."""
import contextlib
import random
from fractions import Fraction

from bank import check
import coding

ID = "tq-properties-of-allocation"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(cents, weights):
    shares = [Fraction(cents * w, sum(weights)) for w in weights]
    parts = [s.numerator // s.denominator for s in shares]
    while sum(parts) < cents:
        gaps = [share - part for share, part in zip(shares, parts)]
        parts[gaps.index(max(gaps))] += 1
    return parts


r = random.Random(1)
for _ in range(6000):
    weights = [r.choice([0, 0, 1, 2, 7, r.randrange(1000)]) for _ in range(r.randrange(7))] + [r.randrange(1, 9)]
    r.shuffle(weights)
    cents = r.choice([0, 1, 2, r.randrange(100), r.randrange(10 ** 9)])
    parts = module.allocate(cents, weights)
    assert parts == brute(cents, weights), (cents, weights)
    assert all(w or not p for w, p in zip(weights, parts))
check(True, "6,000 random amounts: as handing out the left-over cents one by one")
module.check(random.Random(2))
check(True, "the answer's properties hold")


def caught(*changes):
    broken = coding.solution(ID, *changes)
    with contextlib.suppress(ZeroDivisionError):
        return coding.raises(AssertionError, broken.check, random.Random(3), 500) is not None
    return False


check(caught(("    parts = [cents * w // total for w in weights]", "    return [round(cents * w / total) for w in weights]\n    parts = [cents * w // total for w in weights]")), "rounding each share is caught")
check(round(100 / 3) * 3 != 100, "it loses a cent of 100 over three")
check(caught(("    for i in order[:cents - sum(parts)]:\n        parts[i] += 1", "    parts[0] += cents - sum(parts)")), "giving all left-over cents to the first is caught")
check(caught(("order[:cents - sum(parts)]", "range(len(weights))[:cents - sum(parts)]")), "giving them to the first weights, zeros included, is caught")
check(not caught(("key=lambda i: (-(cents * weights[i] % total), i))", "key=lambda i: (cents * weights[i] % total == 0, i))")), "who gets the left-over cents stays open")
early = coding.solution(ID, ("key=lambda i: (-(cents * weights[i] % total), i))", "key=lambda i: (cents * weights[i] % total == 0, i))"))
check(coding.examples(ID, early), "the examples leave it open as well: giving them to the earliest passes")
check(module.allocate(1, [1, 2]) == [0, 1] and early.allocate(1, [1, 2]) == [1, 0], "one cent over [1, 2] tells them apart")
