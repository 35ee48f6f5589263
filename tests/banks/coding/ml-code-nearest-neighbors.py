"""The label against sorting all by exact distance and position; both ties, k out of range; scales that decide; noise and blur."""
import random
from fractions import Fraction

from bank import check
import coding

ID = "ml-code-nearest-neighbors"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(points, labels, query, k):
    away = lambda i: sum((Fraction(a) - Fraction(b)) ** 2 for a, b in zip(points[i], query))
    near = sorted(range(len(points)), key=lambda i: (away(i), i))[:k]
    votes = [labels[i] for i in near]
    return max(votes, key=lambda label: (votes.count(label), -votes.index(label)))


def cases(times=5000):
    r = random.Random(1)
    for _ in range(times):
        width, n = r.randrange(1, 3), r.randrange(1, 9)
        point = lambda: tuple(r.choice([0, 1, 2, -3, 10 ** 400, 10 ** 400 + 1]) for _ in range(width))
        yield [point() for _ in range(n)], [r.choice("xwa") for _ in range(n)], point(), r.randrange(1, n + 1)


def wrong(module):
    return sum(module.knn(*case) != brute(*case) for case in cases())


check(wrong(module) == 0, "5,000 random sets: the vote of the nearest, both kinds of ties settled by position")
check(wrong(coding.solution(ID, ("range(len(points)), key=distance)", "range(len(points)), key=lambda i: (distance(i), labels[i]))"))) > 0, "sorting labels along makes ties depend on their names")
check(all(coding.raises(ValueError, module.knn, [(1,)], ["a"], (0,), k) for k in (0, 2, -1)) and coding.raises(ValueError, module.knn, [], [], (0,), 1) is not None, "k out of range: ValueError")
people, labels = [(30, 50_000), (60, 50_100)], ["young", "old"]
check(module.knn(people, labels, (31, 50_100), 1) == "old" and module.knn([(a / 30, b / 20_000) for a, b in people], labels, (31 / 30, 50_100 / 20_000), 1) == "young", "without scaling the largest feature decides")
three = [(1,), (1,), (2,), (2,), (9,)]
check(module.knn(three, ["a", "b", "b", "a", "c"], (1,), 5) in "ab", "with three classes odd k still ties")
count = [[(i,) for i in range(n)] for n in (100, 1000)]
check(coding.growth(module.knn, (count[0], [1] * 100, (0,), 3), (count[1], [1] * 1000, (0,), 3)) < 11, "each query touches all points")
