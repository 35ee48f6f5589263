"""The three numbers against sets and fractions; the harmonic mean; unequal lists, classes that never occur or are never predicted."""
import random
from fractions import Fraction

from bank import check
import coding

ID = "ml-code-precision-recall"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(truth, guess, positive):
    real = {i for i, t in enumerate(truth) if t == positive}
    alarms = {i for i, p in enumerate(guess) if p == positive}
    share = lambda a, b: Fraction(len(a), len(b)) if b else Fraction(0)
    p, r = share(real & alarms, alarms), share(real & alarms, real)
    return p, r, 2 / (1 / p + 1 / r) if p and r else Fraction(0)


r = random.Random(1)
for _ in range(6000):
    n = r.randrange(12)
    truth, guess = ([r.choice(["a", "b", 1][:r.randrange(1, 4)]) for _ in range(n)] for _ in "tg")
    positive = r.choice(["a", "b", 1, "never"])
    found = module.prf(truth, guess, positive)
    assert all(abs(f - w) <= Fraction(501, 10 ** 6) and f == round(f, 3) for f, w in zip(found, brute(truth, guess, positive))), (truth, guess, found)
check(True, "6,000 random lists: precision, recall and their harmonic mean")
check(coding.raises(ValueError, module.prf, ["a"], [], "a") is not None, "unequal lists: ValueError")
unchecked = coding.solution(ID, ('    if len(truth) != len(predicted):\n        raise ValueError("lengths differ")\n', ""))
check(unchecked.prf(["a", "a"], ["a"], "a") == (1.0, 1.0, 1.0), "zip alone cuts them silently")
check(coding.raises(ValueError, lambda: list(zip([1], [], strict=True))) is not None, "zip with strict refuses them, too")
check(coding.raises(ZeroDivisionError, coding.solution(ID, (" if tp + fp else 0.0", "")).prf, ["a"], ["b"], "a") is not None, "without the guard a class that is never predicted divides by zero")
check(module.prf(["a", "b"], ["b", "b"], "b") != module.prf(["b", "b"], ["a", "b"], "b"), "swapping precision and recall shows")
lists = [["a", "b"] * n for n in (50, 500)]
check(coding.growth(module.prf, (lists[0], lists[0], "a"), (lists[1], lists[1], "a")) < 11, "ten times the rows, ten times the steps")
check(module.prf([1] * 10 + [0] * 21, [1] + [0] * 9 + [1] * 21, 1)[2] == 0.062, "2 TP / 32 is 0.0625, a half")
precision, recall = 1 / 22, 1 / 10
check(round(2 * precision * recall / (precision + recall), 3) == 0.063, "from precision and recall the half rounds to the other side")
