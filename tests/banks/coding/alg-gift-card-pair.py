"""The pair against all pairs; linear; >= in place of > breaks the tie rule, <= takes one item twice."""
import random
import re
from itertools import combinations

import bank
from bank import check
import coding

ID = "alg-gift-card-pair"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(prices, budget):
    pairs = [(a, b) for a, b in combinations(prices, 2) if a + b <= budget]
    return min(pairs, key=lambda p: (-sum(p), p[0]), default=None)


def cases(times, seed=1):
    r = random.Random(seed)
    for _ in range(times):
        most = r.choice([4, 12, 40])
        yield sorted(r.randrange(1, most) for _ in range(r.randrange(9))), r.randrange(0, 2 * most + 3)


def wrong(module, times=20000):
    return sum(module.best_pair(p, b) != brute(p, b) for p, b in cases(times))


check(wrong(module) == 0, "20,000 random lists: the pair of brute force, ties included")
check(wrong(coding.solution(ID, ("total > best_sum", "total >= best_sum"))) > 0, "with >= the tie goes to a higher low")
check(wrong(coding.solution(ID, ("low < high", "low <= high"))) > 0, "with <= one item is taken twice")
check(wrong(coding.solution(ID, ("            low += 1", "            return best"))) > 0, "the first pair that fits isn't the best")
lists = [list(range(1, n)) for n in (100, 1000)]
check(coding.growth(module.best_pair, (lists[0], 90), (lists[1], 900)) < 12, "ten times the prices, about ten times the steps")
said = bank.question(ID)["answer"].split("```")
check(all(f"`{name}`" in said[0] for name in ("low", "high")) and not re.search(r"\b(left|right)\b", said[0] + said[1]),
      "text and code call the pointers low and high, nothing is left or right")
