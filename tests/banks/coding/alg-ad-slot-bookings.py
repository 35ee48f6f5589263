"""The best set against all subsets; n log n; both greedy rules and bisect_left fail on the handout's examples."""
import random
from itertools import combinations

from bank import check
import coding

ID = "alg-ad-slot-bookings"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
FIRST, SECOND = [(0, 3, 5), (2, 5, 6), (4, 7, 5)], [(0, 9, 8), (0, 2, 3), (2, 4, 3), (5, 9, 1)]


def free(some):
    return all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(some, 2))


def brute(requests):
    sets = (some for n in range(len(requests) + 1) for some in combinations(requests, n))
    return max(sum(p for _, _, p in some) for some in sets if free(some))


def greedy(requests, key):
    chosen = []
    for request in sorted(requests, key=key):
        if free(chosen + [request]):
            chosen.append(request)
    return sum(p for _, _, p in chosen)


def cases(times=1500):
    r = random.Random(1)
    for _ in range(times):
        requests = []
        for _ in range(r.randrange(8)):
            start = r.randrange(8)
            requests.append((start, start + r.randrange(1, 5), r.randrange(1, 9)))
        yield requests


for requests in cases():
    kept = list(requests)
    total, chosen = module.best_bookings(requests)
    assert total == brute(requests) == sum(p for _, _, p in chosen) and free(chosen), requests
    assert chosen == sorted(chosen) and requests == kept and not [c for c in chosen if chosen.count(c) > requests.count(c)]
check(True, "1,500 random lists: the best of all subsets, rebuilt in order")
check(greedy(FIRST, lambda r: -r[2]) == 6 < brute(FIRST), "the most expensive first takes 6 in the first example")
check(greedy(SECOND, lambda r: r[1]) == 7 < brute(SECOND), "the earliest end first takes 3 + 3 + 1 in the second")
equal = [[(a, b, 1) for a, b, _ in requests] for requests in cases(300)]
check(all(greedy(x, lambda r: r[1]) == brute(x) for x in equal), "with equal prices the earliest end first is right")
left = coding.solution(ID, ("import bisect_right", "import bisect_left as bisect_right"))
check(left.best_bookings([(0, 1, 1), (1, 2, 1)])[0] == 1, "bisect_left forbids touching")
rows = [[(i % 97, i % 97 + 3, 1 + i % 5) for i in range(n)] for n in (300, 3000)]
check(coding.growth(module.best_bookings, (rows[0],), (rows[1],)) < 12, "ten times the requests, about ten times the steps")
