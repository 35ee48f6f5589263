"""The merge against sorting and filtering; linear; comparing only the heads misses duplicates in another order."""
import random

from bank import check
import coding

ID = "alg-merge-two-timelines"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(a, b):
    return sorted(a + [event for event in b if event not in a], key=lambda event: event[0])


def heads(a, b):
    result, i, j = [], 0, 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            j += 1
        elif j == len(b) or (i < len(a) and a[i][0] <= b[j][0]):
            result.append(a[i])
            i += 1
        else:
            result.append(b[j])
            j += 1
    return result


def make(r):
    events = [(t, n) for t in range(r.randrange(1, 6)) for n in "xyzw"]
    some = r.sample(events, r.randrange(min(9, len(events)) + 1))
    return sorted(some, key=lambda e: e[0])


r, missed = random.Random(1), 0
for _ in range(8000):
    a, b = make(r), make(r)
    kept = list(a), list(b)
    assert module.merge(a, b) == brute(a, b) and (a, b) == kept, (a, b)
    missed += heads(a, b) != brute(a, b)
check(True, "8,000 random pairs of lists: as sorting and filtering")
check(missed > 0, "comparing the heads alone misses duplicates")
check(heads([(2, "y"), (2, "x")], [(2, "x"), (2, "z"), (2, "y")]) != [(2, "y"), (2, "x"), (2, "z")], "in the second example, too")
lists = [[(t, "n") for t in range(n)] for n in (100, 1000)]
check(coding.growth(module.merge, (lists[0], lists[0]), (lists[1], lists[1])) < 12, "ten times the events, about ten times the steps")
check(module.merge([(1, "a"), (2, "b"), (3, "c")], [(9, "z")])[-1] == (9, "z"), "what remains may be of the shorter list")
