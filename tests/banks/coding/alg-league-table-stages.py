"""Tables against one filled by hand; direct comparison in groups of equals; malformed lines; pairs can be circular."""
import random

from bank import check
import coding

ID = "alg-league-table-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def points(team, matches):
    total = 0
    for home, x, y, away in matches:
        if team in (home, away):
            total += 1 if x == y else 3 * ((x > y) == (team == home))
    return total


def brute(matches):
    teams = {m[0] for m in matches} | {m[3] for m in matches}
    scored = {t: sum(x * (t == h) + y * (t == a) for h, x, y, a in matches) for t in teams}
    conceded = {t: sum(y * (t == h) + x * (t == a) for h, x, y, a in matches) for t in teams}
    table = {t: (points(t, matches), scored[t], conceded[t]) for t in teams}
    first = lambda t: (table[t][0], scored[t] - conceded[t], scored[t])
    keys = {}
    for t in teams:
        equal = {u for u in teams if first(u) == first(t)}
        keys[t] = first(t) + (points(t, [m for m in matches if m[0] in equal and m[3] in equal]),)
    return table, sorted(sorted(teams), key=keys.get, reverse=True)


r = random.Random(1)
for _ in range(3000):
    teams = r.sample(["A", "B", "C", "D", "Ee"], r.randrange(2, 6))
    matches = []
    for _ in range(r.randrange(8)):
        home, away = r.sample(teams, 2)
        matches.append((home, r.randrange(3), r.randrange(3), away))
    lines = [f"{h} {x}:{y} {a}" for h, x, y, a in matches]
    table, order = brute(matches)
    assert module.standings(lines) == table and module.ranking(lines) == order, lines
    width = max(map(len, order), default=0)
    text = [f"{n} {t}{' ' * (width - len(t))} {str(table[t][0]).rjust(3)}" for n, t in enumerate(order, 1)]
    assert module.table(lines) == "\n".join(text), lines
check(True, "3,000 random seasons: standings, order and text as brute force")
for bad in ["A 1:0 A", "A 1:0", "A 1:0 B C", "A -1:0 B", "", "A 1 : 0 B", "A x:0 B"]:
    error = coding.raises(ValueError, module.standings, ["A 1:0 B", bad])
    assert error and "line 2" in str(error), bad
check(True, "malformed lines and a team against itself: ValueError with the line number")
ring = [("A", 1, 0, "B"), ("B", 1, 0, "C"), ("C", 1, 0, "A")]
beats = lambda a, b: points(a, [m for m in ring if {m[0], m[3]} == {a, b}]) == 3
check(beats("A", "B") and beats("B", "C") and beats("C", "A") and brute(ring)[1] == ["A", "B", "C"], "comparing two teams at a time can be circular")
check(module.count([("B", 1, 0, "A"), ("A", 1, 0, "C"), ("D", 1, 0, "B")])["A"] == module.count([("B", 1, 0, "A"), ("A", 1, 0, "C"), ("D", 1, 0, "B")])["B"], "in the second example A and B are equal on all three counts")
error = coding.raises(ValueError, lambda: module.standings(["A 1:0 B", "A " + "1" * 5000 + ":0 B"]))
check(str(error).startswith("line 2:"), "a number too long for int() is reported with its line")
check(module.standings([" A 1:0 B\n"]) == {"A": (3, 1, 0), "B": (0, 0, 1)}, "whitespace at the ends of a line is fine")
check(str(coding.raises(ValueError, module.standings, ["A 1:0 B", "A \u0661:0 B", "x"])).startswith("line 2:"), "only the digits 0-9 count, and the first malformed line is named")
