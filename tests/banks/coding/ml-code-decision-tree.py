"""Trees against trying every cut with exact fractions; ties, leaf sizes, neighbors without room for a middle; XOR; the cost."""
import math
import random
from fractions import Fraction

from bank import check
import coding

ID = "ml-code-decision-tree"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def impurity(labels):
    return len(labels) * (1 - sum(Fraction(labels.count(c), len(labels)) ** 2 for c in set(labels)))


def brute(rows, labels, depth, min_leaf):
    options = []
    for f in range(len(rows[0])):
        values = sorted({row[f] for row in rows})
        for a, b in zip(values, values[1:]):
            left = [i for i, row in enumerate(rows) if row[f] <= a]
            right = [i for i, row in enumerate(rows) if row[f] > a]
            if min(len(left), len(right)) >= min_leaf:
                both = impurity([labels[i] for i in left]) + impurity([labels[i] for i in right])
                middle = (a + b) / 2
                options.append((both, f, a, middle if middle < b else a, left, right))
    best = min(options, key=lambda o: o[:3], default=None)
    if depth == 0 or best is None or best[0] >= impurity(labels):
        return min(set(labels), key=lambda c: (-labels.count(c), c))
    sides = [brute([rows[i] for i in side], [labels[i] for i in side], depth - 1, min_leaf) for side in best[4:]]
    return best[1], best[3], *sides


def wrong(module, times=1200):
    r, bad = random.Random(1), 0
    for _ in range(times):
        width = r.randrange(1, 4)
        rows = [tuple(r.choice([0, 1, 2, 0.1, 0.3, -5, 2 ** 53 + 1, 2 ** 53 + 2, math.nextafter(1, 2)]) for _ in range(width)) for _ in range(r.randrange(1, 10))]
        labels = [r.choice("abc") for _ in rows]
        arguments = rows, labels, r.randrange(4), r.randrange(1, 4)
        try:
            tree = module.build(*arguments)
        except (IndexError, RecursionError, ValueError):
            bad += 1
            continue
        bad += tree != brute(*arguments)
        for row in rows:
            node = tree
            while isinstance(node, tuple):
                node = node[2] if row[node[0]] <= node[1] else node[3]
            bad += module.predict(tree, row) != node
    return bad


check(module.build([(2 ** 60 + 1,), (2 ** 60 + 2,)], ["a", "b"], 1) == (0, 2 ** 60 + 1, "a", "b"), "large integers whose middle as a float lies below both")
check(module.build([(-1.2e308,), (-1e308,)], ["a", "b"], 1) == (0, -1.2e308, "a", "b"), "a middle that overflows")
check(module.build([(1e308,), (1.7e308,)], ["a", "b"], 1) == (0, 1e308, "a", "b"), "a sum that overflows: the lower value")
chain = module.build([(i,) for i in range(402)], ["ab"[i % 2] for i in range(402)], 200)
check(isinstance(chain, tuple), "the greatest depth of the contract fits the stack")
check(wrong(module) == 0, "1,200 random sets: the tree of trying every cut")
check(wrong(coding.solution(ID, ("cut if a <= cut < b else a", "cut"))) > 0, "neighbors whose middle rounds up break the split")
check(wrong(coding.solution(ID, ("a == b or pos < min_leaf", "pos < min_leaf"))) > 0, "splitting between equal values is wrong")
xor = [(0, 0), (0, 1), (1, 0), (1, 1)]
check(module.build(xor, list("abba"), 5) == "a", "greedy splitting finds nothing on XOR")
check(module.build([(1,)] * 3, list("bba"), 9) == "b", "identical rows with mixed labels end in a leaf")
sizes = [([(i * 7919 % n,) for i in range(n)], ["ab"[i % 2] for i in range(n)], 1) for n in (200, 2000)]
check(coding.growth(module.best_split, *sizes) < 12, "ten times the rows: about ten times the steps of a split search besides sorting")
rows, labels = [(int(i >= 1000),) for i in range(2001)], ["ny"[i in (0, 1000)] for i in range(2001)]
check(module.build(rows, labels, 1) == (0, 0.5, "n", "n"), "a gain of less than 1e-12 is a gain")
