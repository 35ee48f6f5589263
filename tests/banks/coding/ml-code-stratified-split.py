"""Splits: disjoint, complete, shares by the rule, repeatable, tiny classes; a plain split misses a rare class; the global generator."""
import random

from bank import check
import coding

ID = "ml-code-stratified-split"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def share(n, test_share):
    return 0 if n == 1 else next(k for k in sorted(range(1, n), key=lambda k: (abs(k - n * test_share), k % 2)))


r = random.Random(1)
for _ in range(3000):
    labels = [r.choice(["a", "b", "c", "rare"]) for _ in range(r.randrange(20))]
    test_share, seed = r.choice([0.1, 0.25, 0.5, 0.9, 0.01]), r.randrange(100)
    state = random.getstate()
    train, test = module.stratified_split(labels, test_share, seed)
    assert random.getstate() == state and module.stratified_split(labels, test_share, seed) == (train, test)
    assert train == sorted(train) and test == sorted(test) and sorted(train + test) == list(range(len(labels)))
    for label in set(labels):
        assert sum(labels[i] == label for i in test) == share(labels.count(label), test_share), (labels, test_share, test)
check(True, "3,000 random splits: disjoint, complete, shares by the rule, repeatable, the global generator undisturbed")
check(len({tuple(module.stratified_split(["a"] * 9, 0.5, seed)[1]) for seed in range(200)}) > 60, "other seeds give other rows")
chosen = [0] * 8
for seed in range(2000):
    for i in module.stratified_split(["a"] * 8, 0.25, seed)[1]:
        chosen[i] += 1
check(max(chosen) / min(chosen) < 1.3, "each row of a class is as likely as the others")
missed = 0
for seed in range(300):
    rows = [1] * 3 + [0] * 97
    random.Random(seed).shuffle(rows)
    missed += not any(rows[:20])
check(missed > 100, "a plain split of 20 percent often has none of three rare rows in the test part")
for wrong in (0, 1, -0.5, 1.5):
    assert coding.raises(ValueError, module.stratified_split, ["a"], wrong, 1)
check(True, "shares of 0 and 1 are refused")
check(len(module.stratified_split([str(i // 2) for i in range(200)], 0.01, 1)[1]) == 100, "100 classes with two rows each: a share of 0.01 tests 100 rows")
