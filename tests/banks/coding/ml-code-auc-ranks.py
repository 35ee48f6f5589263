"""The area against all pairs with exact halves; ties; n log n; without care for ties a constant score isn't 0.5."""
import random
from fractions import Fraction

from bank import check
import coding

ID = "ml-code-auc-ranks"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(labels, scores):
    good = [s for y, s in zip(labels, scores) if y]
    bad = [s for y, s in zip(labels, scores) if not y]
    return Fraction(sum(2 if g > b else g == b for g in good for b in bad), 2 * len(good) * len(bad))


def wrong(module, times=5000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        labels = [r.randrange(2) for _ in range(r.randrange(2, 14))]
        scores = [r.choice([0, 0.1, 0.5, 0.5, -2, r.random()]) for _ in labels]
        if 0 < sum(labels) < len(labels):
            bad += abs(module.auc(labels, scores) - brute(labels, scores)) > 1e-12
        else:
            bad += coding.raises(ValueError, module.auc, labels, scores) is None
    return bad


check(wrong(module) == 0, "5,000 random lists: the share of pairs in the right order, ties one half; ValueError for one class")
untied = coding.solution(ID, ("average_rank = (i + 1 + j) / 2", "average_rank = i + 1"))
check(wrong(untied) > 0, "equal scores with one rank are wrong")
ordered = coding.solution(ID, (" and pairs[j][0] == pairs[i][0]", " and j == i"))
check(ordered.auc([0, 1, 0, 1], [0.5] * 4) == 1.0, "without care for ties a constant score depends on the order")
check(module.auc([1, 0], [0, 1]) == 0.0 and module.auc([1, 0], [1, 1]) == 0.5, "reversed is 0, constant is 0.5")
check(module.auc([0, 1, 1], [0.01, 0.02, 0.05]) == module.auc([0, 1, 1], [0.1, 0.2, 0.99]), "it says nothing about calibration")
lists = [([i % 2 for i in range(n)], [i * 7 % 50 for i in range(n)]) for n in (300, 3000)]
check(coding.growth(module.auc, *lists) < 11, "ten times the rows, about ten times the steps besides sorting")
rare = [1] * 10 + [0] * 10000
high = [1.0] * 10 + [1.5] * 100 + [0.0] * 9900
hits = [1 / (100 + i) * i for i in range(1, 11)]
check(module.auc(rare, high) > 0.98 and sum(hits) / 10 < 0.1, "with rare positives it looks rosy where average precision is low")
