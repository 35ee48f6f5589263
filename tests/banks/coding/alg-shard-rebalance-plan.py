"""Plans against the rule tried move by move; each lowers the fullest node; moving what exceeds the gap makes a new hot spot."""
from fractions import Fraction
import random

from bank import check
import coding

ID = "alg-shard-rebalance-plan"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(nodes, tolerance):
    where = {shard: node for node, shards in nodes.items() for shard in shards}
    size = {shard: s for shards in nodes.values() for shard, s in shards.items()}
    moves = []
    while nodes:
        load = {n: sum(size[s] for s in where if where[s] == n) for n in sorted(nodes)}
        full, empty = max(load, key=load.get), min(load, key=load.get)
        if load[full] <= Fraction(tolerance, 100) * Fraction(sum(load.values()), len(load)):
            break
        best = None
        for shard in sorted(where):
            if where[shard] == full and shard not in [m[0] for m in moves]:
                after = load[full] - size[shard], load[empty] + size[shard]
                if after[1] < load[full] and (best is None or abs(after[0] - after[1]) < best[0]):
                    best = abs(after[0] - after[1]), shard
        if best is None:
            break
        moves.append((best[1], full, empty))
        where[best[1]] = empty
    return moves


def fullest(nodes, moves):
    place = {n: dict(s) for n, s in nodes.items()}
    yield max(sum(s.values()) for s in place.values())
    for shard, a, b in moves:
        place[b][shard] = place[a].pop(shard)
        yield max(sum(s.values()) for s in place.values())


r, made = random.Random(1), 0
for _ in range(3000):
    names = r.sample([f"s{i}" for i in range(12)], r.randrange(12))
    nodes = {n: {} for n in r.sample("abcd", r.randrange(5))}
    for name in names if nodes else []:
        nodes[r.choice(sorted(nodes)[:2])][name] = r.randrange(1, 9)
    kept, tolerance = repr(nodes), r.choice([100, 115, 125, 133, 150, 200])
    moves = module.plan(nodes, tolerance)
    assert moves == brute(nodes, tolerance) and repr(nodes) == kept, nodes
    levels = list(fullest(nodes, moves)) if nodes else [0]
    assert levels == sorted(levels, reverse=True) and len({m[0] for m in moves}) == len(moves)
    made += len(moves)
check(made > 1000, "3,000 random clusters: the moves of the rule, no shard twice, the greatest load never rises")
last = {"a": {"x": 4, "y": 4, "z": 4, "w": 4}, "b": {}, "c": {}}
check(list(fullest(last, module.plan(last, 120)))[-1] == 8, "in the last example it stops at 8, 4, 4")
slip = coding.solution(ID, ("if shard in moved or load[target] + size >= load[source]:", "if shard in moved:"))
hot = {"a": {"big": 90}, "b": {"t": 1}}
check(slip.plan(hot, 120)[0] == ("big", "a", "b"), "moving what exceeds the gap only makes a new hot spot")
edge = {"a": {"x": 115}, "b": {"y": 95}, "c": {"z": 90}}
check(module.plan(edge, 115) == [], "a load at exactly 115 percent of the average is balanced")
