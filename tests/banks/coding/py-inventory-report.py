"""The report against replaying the allowed movements; booking first leaves a negative; reading a defaultdict creates entries."""
import random
from collections import defaultdict

from bank import check
import coding

ID = "py-inventory-report"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(movements):
    kept, problems = [], []
    for index, (product, change) in enumerate(movements):
        before = sum(c for p, c in kept if p == product)
        if change == 0 or before + change < 0:
            problems.append((index, product))
        else:
            kept.append((product, change))
    stock = [(p, sum(c for q, c in kept if q == p)) for p in sorted({p for p, _ in kept})]
    return [row for row in stock if row[1]], problems


def wrong(module, times=5000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        movements = [(r.choice(["pen", "ink", "Cup", ""]), r.randrange(-4, 5)) for _ in range(r.randrange(10))]
        stock, problems = module.stock_report(movements)
        bad += (list(stock.items()), problems) != brute(movements)
    return bad


check(wrong(module) == 0, "5,000 random lists: quantities, order and problems as replaying what is allowed")
check(wrong(coding.solution(ID, ("        if change == 0", "        quantity[product] = new\n        if change == 0"))) > 0, "booking before checking leaves refused movements in")
counts = defaultdict(int)
counts["x"]
check("x" in counts, "reading a defaultdict creates entries")
check({"a": 1, "b": 2} == {"b": 2, "a": 1}, "dicts compare equal in any order")
lists = [[(str(i % 10), 1) for i in range(n)] for n in (100, 1000)]
check(coding.growth(module.stock_report, (lists[0],), (lists[1],)) < 11, "ten times the movements, ten times the steps")
