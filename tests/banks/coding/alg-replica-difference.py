"""Differences against comparing all rows; digests per difference; rows that run into each other without lengths."""
import hashlib
import random

from bank import check
import coding

ID = "alg-replica-difference"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")

r = random.Random(1)
for _ in range(400):
    rows = {r.choice([r.randrange(40), r.randrange(2 ** 20), 2 ** 20 - 1]): r.choice(["", "a", "b:1:", "\u00e9"]) for _ in range(r.randrange(25))}
    other = dict(rows)
    for key in r.sample(sorted(rows), len(rows) // 3) + [r.randrange(2 ** 20)]:
        if r.random() < 0.5:
            other.pop(key, None)
        else:
            other[key] = r.choice(["", "a", "c"])
    small = r.choice([1, 2, 16, 100, 2 ** 20])
    wanted = sorted(k for k in set(rows) | set(other) if (k in rows, rows.get(k)) != (k in other, other.get(k)))
    a, b = module.Replica(rows), module.Replica(other)
    assert module.difference(a, b, small) == wanted == module.difference(b, a, small), (rows, other)
    limit = 1 + 2 * len(wanted) * 20
    assert a.calls <= 2 * limit
check(True, "400 random pairs of tables: as comparing all rows, with at most 2 d log r digests")
rows = {n: f"row {n}" for n in range(0, 2 ** 20, 16)}
calls = []
for d in (1, 10, 100):
    a, b = module.Replica(rows), module.Replica(rows | {r.choice(list(rows)): "new" for _ in range(d)})
    module.difference(a, b)
    calls.append(a.calls)
check(calls[0] == 33 and calls[2] < 100 * 33 and calls[2] < len(rows) / 20, f"one difference in 65,536 rows takes 33 digests, a hundred take {calls[2]}")
plain = coding.solution(ID, ('h.update(f"{key}:{len(value)}:".encode() + value)', 'h.update(f"{key}:".encode() + value)'))
one, two = {1: "a2:b"}, {1: "a", 2: "b"}
check(plain.difference(plain.Replica(one), plain.Replica(two)) == [] and module.difference(module.Replica(one), module.Replica(two)) == [1, 2], "without lengths rows run into each other")
check(module.difference(module.Replica({}), module.Replica({})) == [], "empty tables are equal")
