"""The ranking against looking through all runs per test; broken tests stay out; counting over all commits puts them on top."""
import random

from bank import check
import coding

ID = "tq-code-flaky-from-history"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(runs):
    rows = []
    for test in {t for t, _, _ in runs}:
        both = {c for t, c, ok in runs if t == test and ok} & {c for t, c, ok in runs if t == test and not ok}
        failures = sum(t == test and c in both and not ok for t, c, ok in runs)
        if both:
            rows.append((test, len(both), failures))
    return sorted(sorted(rows), key=lambda row: (row[1], row[2]), reverse=True)


def wrong(module, times=5000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        runs = [(r.choice("abcd"), r.choice(["c1", "c2", "c3"]), r.random() < 0.6) for _ in range(r.randrange(18))]
        bad += module.flaky_tests(runs) != brute(runs)
    return bad


check(wrong(module) == 0, "5,000 random histories: the ranking of brute force, ties by name")
check(wrong(coding.solution(ID, ("for r in mixed)", "for r in commits.values())"))) > 0, "failures of consistently failing commits don't count")
check(module.flaky_tests([("x", "c1", False), ("x", "c2", True)]) == [] == module.flaky_tests([("x", "c1", False)] * 9), "fixed and broken tests aren't flaky")
history = [("broken", f"c{n}", False) for n in range(9)] + [("flaky", "c1", True), ("flaky", "c1", False)]
by_failures = max({"broken", "flaky"}, key=lambda t: sum(name == t and not ok for name, _, ok in history))
check(by_failures == "broken" and module.flaky_tests(history)[0][0] == "flaky", "counting failures over all commits puts the broken test on top")
outage = [(f"t{n}", "c1", ok) for n in range(300) for ok in (True, False)]
check(len(module.flaky_tests(outage)) == 300, "an outage makes hundreds flaky at once")
sizes = [[(f"t{i % 20}", f"c{i % 7}", i % 3 > 0) for i in range(n)] for n in (300, 3000)]
check(coding.growth(module.flaky_tests, (sizes[0],), (sizes[1],)) < 11, "ten times the runs, ten times the steps")
