"""Folds by the rule and k against a plain vote per row; ordinary folds favor k = 1; equal distances, ties, few groups."""
import random
from fractions import Fraction

from bank import check
import coding

ID = "ml-code-choose-k-grouped"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def folds(groups, n):
    parts = [[] for _ in range(n)]
    names = sorted(set(groups))
    while names:
        name = max(names, key=lambda g: (groups.count(g), -names.index(g)))
        names.remove(name)
        smallest = min(parts, key=len)
        smallest.extend(i for i, g in enumerate(groups) if g == name)
    return [sorted(part) for part in parts]


def accuracy(points, labels, parts, k):
    hits = 0
    for part in parts:
        for t in part:
            away = lambda i: sum((Fraction(a) - Fraction(b)) ** 2 for a, b in zip(points[i], points[t]))
            near = sorted((i for i in range(len(points)) if i not in part), key=lambda i: (away(i), i))[:k]
            votes = [labels[i] for i in near]
            hits += max(votes, key=lambda v: (votes.count(v), -votes.index(v))) == labels[t]
    return Fraction(hits, len(points))


r = random.Random(1)
for _ in range(600):
    n = r.randrange(2, 12)
    groups = [r.choice("pqrs") for _ in range(n)]
    count = r.randrange(2, 4)
    if len(set(groups)) < count:
        assert coding.raises(ValueError, module.group_folds, groups, count)
        continue
    parts = module.group_folds(groups, count)
    assert parts == folds(groups, count) and sorted(sum(parts, [])) == list(range(n))
    assert not any({groups[i] for i in a} & {groups[i] for i in b} for a in parts for b in parts if a is not b)
    points = [(r.choice([0, 1, 2, 0.5]), r.choice([0, 3])) for _ in range(n)]
    labels, ks = [r.choice("xyz") for _ in range(n)], r.sample(range(1, 9), r.randrange(1, 4))
    k, found = module.choose_k(points, labels, groups, ks, count)
    scores = {k: accuracy(points, labels, parts, k) for k in ks}
    assert k == min(k for k in ks if scores[k] == max(scores.values())) and abs(found - scores[k]) < 1e-12, (points, labels, groups, ks)
check(True, "600 random data sets: folds of the rule, no patient split, the smallest best k")
points, labels, groups = [], [], []
for patient in range(40):
    center = r.random() * 10, r.random() * 10
    for _ in range(4):
        points.append(tuple(c + r.random() * 0.01 for c in center))
        labels.append("xy"[patient % 2])
        groups.append(patient)
ordinary = accuracy(points, labels, [list(range(i, 160, 4)) for i in range(4)], 1)
check(ordinary > 0.95 and module.choose_k(points, labels, groups, [1], 4)[1] < 0.75, "labels that mean nothing: ordinary folds praise k = 1, grouped folds don't")
calls = [coding.steps(module.choose_k, points, labels, groups, ks, 4) for ks in ([1], [1, 3, 5, 7])]
check(calls[1] < 1.2 * calls[0], "four values of k cost hardly more than one")
