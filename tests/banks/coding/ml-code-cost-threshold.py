"""The threshold against trying each score with a full recount; equal scores, capacity, reviewing nothing, ties; ranking by loss."""
import random

from bank import check
import coding

ID = "ml-code-cost-threshold"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(cases, capacity, review_cost):
    options = []
    for threshold in [None, *{score for score, _, _ in cases}]:
        chosen = [c for c in cases if threshold is not None and c[0] >= threshold]
        if len(chosen) <= capacity:
            lost = sum(amount for score, amount, fraud in cases if fraud and (threshold is None or score < threshold))
            options.append((lost + review_cost * len(chosen), len(chosen), threshold))
    cost, _, threshold = min(options, key=lambda o: o[:2])
    return threshold, cost


def wrong(module, times=6000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        cases = [(r.choice([0.1, 0.2, 0.5, 0.9]), r.randrange(0, 12), r.random() < 0.5) for _ in range(r.randrange(9))]
        arguments = cases, r.randrange(0, 10), r.choice([0, 1, 4])
        bad += module.pick_threshold(*arguments) != brute(*arguments)
    return bad


check(wrong(module) == 0, "6,000 random days: the cheapest threshold within capacity, on a tie the fewest reviews")
check(wrong(coding.solution(ID, ("        while i < len(ordered) and ordered[i][0] == score:", "        for _ in range(1):"))) > 0, "splitting equal scores is wrong")
check(wrong(coding.solution(ID, ("best = (missed, None)", "best = (float('inf'), None)"))) > 0, "forgetting to review nothing is wrong")
check(wrong(coding.solution(ID, ("if cost < best[0]", "if cost <= best[0]"))) > 0, "with <= a tie takes more reviews")
cases = [(0.9, 5, True), (0.5, 1000, True)]
by_loss = sorted(cases, key=lambda c: -c[0] * c[1])[:1]
left = sum(c[1] for c in cases if c not in by_loss)
check(left + 4 < module.pick_threshold(cases, 1, 4)[1], "with one review, ranking by expected loss beats a threshold on the score")
days = [[(i % 97 / 97, i % 13, i % 5 == 0) for i in range(n)] for n in (200, 2000)]
check(coding.growth(module.pick_threshold, (days[0], 10 ** 6, 4), (days[1], 10 ** 6, 4)) < 11, "ten times the cases, ten times the steps besides sorting")
