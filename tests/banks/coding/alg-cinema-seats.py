"""The block against all blocks with exact middles; ties, even and odd sizes, groups wider than a row."""
import random
from fractions import Fraction

from bank import check
import coding

ID = "alg-cinema-seats"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(rows, size):
    blocks = []
    for number, row in enumerate(rows):
        for start in range(len(row)):
            seats = range(start, start + size)
            if all(seat < len(row) and row[seat] == "." for seat in seats):
                away = abs(Fraction(sum(seats), size) - Fraction(len(row) - 1, 2))
                blocks.append((-number, away, start))
    return (-min(blocks)[0], min(blocks)[2]) if blocks else None


def wrong(module, times=6000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        width, free = r.randrange(0, 9), r.choice([0.4, 0.7, 0.95])
        rows = ["".join("." if r.random() < free else "x" for _ in range(width)) for _ in range(r.randrange(4))]
        size = r.randrange(1, 7)
        bad += module.find_seats(rows, size) != brute(rows, size)
    return bad


check(wrong(module) == 0, "6,000 random halls: the block of brute force")
half = coding.solution(ID, ("abs(2 * s + size - len(row))", "abs(s + size // 2 - len(row) // 2)"))
check(wrong(half) > 0, "halves cut off pick a wrong block")
check(wrong(coding.solution(ID, ("range(len(rows) - 1, -1, -1)", "range(len(rows))"))) > 0, "searching from the front is wrong")
check([2 * s + 2 - 6 for s in (3, 4)] == [2, 4], "in the example, start 3 is nearer to the middle than 4")
