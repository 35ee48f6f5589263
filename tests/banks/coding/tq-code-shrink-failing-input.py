"""Shrunk lists are in order, fail, and no single item can go; calls for few culprits; checks that change their list; pairs remain."""
import math
import random

from bank import check
import coding

ID = "tq-code-shrink-failing-input"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def sub(small, large):
    rest = iter(large)
    return all(any(x == y for y in rest) for x in small)


def wrong(module, times=2500):
    r, bad = random.Random(1), 0
    for _ in range(times):
        items = [r.randrange(6) for _ in range(r.randrange(1, 16))]
        need = [set(r.sample(range(6), r.randrange(3))) for _ in range(r.randrange(1, 3))]
        kind = r.choice(["any", "count", "order", "pairs"])

        def fails(xs):
            seen = list(xs)
            xs.clear()
            if kind == "count":
                return seen.count(2) >= min(2, items.count(2))
            if kind == "order":
                return any(a <= b for a, b in zip(seen, seen[1:])) or seen == items
            if kind == "pairs":
                return len(seen) % 2 == len(items) % 2
            return any(some <= set(seen) for some in need) or seen == items

        kept = list(items)
        found = module.shrink(items, fails)
        bad += items != kept or not sub(found, items) or not fails(list(found))
        bad += any(fails(found[:i] + found[i + 1:]) for i in range(len(found)))
    return bad


check(wrong(module) == 0, "2,500 random checks that empty their list: the result fails, in order, and no single item can go")
check(wrong(coding.solution(ID, ("fails(candidate.copy())", "fails(candidate)"))) > 0, "without a copy such a check spoils the result")
once = coding.solution(ID, ("        elif not removed:\n            break", "        else:\n            break"))
later = lambda xs: 1 in xs or 2 not in xs
check(once.shrink([1, 2], later) == [1] and module.shrink([1, 2], later) == [], "stopping after one pass leaves items that have become removable")
pair = module.shrink([9, 9, 5], lambda xs: xs.count(9) in (0, 2) and 5 in xs)
check(pair in ([9, 9, 5], [5]) and module.shrink([9, 5, 9], lambda xs: xs.count(9) in (0, 2) and 5 in xs) == [9, 5, 9], "two items that can only go together may remain")


def calls(n, culprits):
    count = 0

    def fails(xs):
        nonlocal count
        count += 1
        return culprits <= set(xs)

    assert set(module.shrink(list(range(n)), fails)) == culprits
    return count


few, more = calls(512, {100, 400}), calls(4096, {100, 4000})
check(few < 10 * math.log2(512) and more < 10 * math.log2(4096), f"two culprits take {few} calls among 512 and {more} among 4,096")
check(calls(512, {100}) < 512 / 10, "one at a time would take 512")
check(calls(64, set(range(64))) < 64 * 64, "the worst case is quadratic at most")
