"""Spikes against counting with list.count; one pass over each list; a ratio divides by zero; count() in a loop is quadratic."""
import random

from bank import check
import coding

ID = "alg-error-code-spikes"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(yesterday, today):
    found = []
    for code in set(yesterday) | set(today):
        before, now = yesterday.count(code), today.count(code)
        if now >= 3 and now >= before + before:
            found.append((code, before, now))
    found.sort(key=lambda row: row[0])
    return sorted(found, key=lambda row: row[2], reverse=True)


r = random.Random(1)
for _ in range(5000):
    days = [[r.choice(["E1", "E10", "E2", "", "e1"]) for _ in range(r.randrange(16))] for _ in range(2)]
    kept = [list(day) for day in days]
    assert module.spikes(*days) == brute(*days) and days == kept, days
check(True, "5,000 random days: what brute force finds, in its order")
counter = module.Counter("ab")
check(counter["z"] == 0 and "z" not in counter, "reading a missing code gives 0 and adds nothing")
many = [[f"c{i}" for i in range(n)] for n in (300, 3000)]
check(coding.growth(module.spikes, (many[0], many[0]), (many[1], many[1])) < 12, "ten times the entries, about ten times the steps")


def counting(yesterday, today):
    compared = 0
    for code in set(today):
        for entry in today:
            compared += entry == code
    return compared


check(coding.growth(counting, ([], many[0][:100]), ([], many[0])) > 8, "looking through the list for each code is quadratic (3 times the codes, 9 times the steps)")
