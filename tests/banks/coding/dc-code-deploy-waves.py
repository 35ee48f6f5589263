"""Waves against the longest chain of needs; cycles, self-dependency, doubled entries; linear where rescanning is quadratic."""
import copy
import random
from graphlib import CycleError, TopologicalSorter

from bank import check
import coding

ID = "dc-code-deploy-waves"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(needs):
    names = set(needs) | {d for deps in needs.values() for d in deps}
    depth = {n: 0 for n in names}
    for _ in range(len(names) + 1):
        depth = {n: max([0] + [depth[d] + 1 for d in needs.get(n, [])]) for n in names}
    stuck = sorted(n for n in names if depth[n] > len(names) - 1)
    if stuck:
        return stuck
    return [sorted(n for n in names if depth[n] == level) for level in range(max(depth.values(), default=-1) + 1)]


r, cycles = random.Random(1), 0
for _ in range(5000):
    names = "abcdefg"[:r.randrange(1, 8)]
    free = r.random() < 0.4
    needs = {n: [r.choice(names if free else "z" + names[:i]) for _ in range(r.randrange(3))] for i, n in enumerate(names) if r.random() < 0.8}
    kept, wanted = copy.deepcopy(needs), brute(needs)
    error = coding.raises(ValueError, module.deploy_waves, needs)
    acyclic = coding.raises(CycleError, TopologicalSorter(needs).prepare) is None
    assert (error is None) == acyclic and needs == kept
    if error:
        cycles += 1
        assert str(error) == "cycle among: " + ", ".join(wanted), (needs, error, wanted)
    else:
        assert module.deploy_waves(needs) == wanted, needs
check(cycles > 300, "5,000 random services: the earliest waves, or those on and behind a cycle")
chain = lambda n: {f"s{i:05}": [f"s{i - 1:05}"] if i else [] for i in range(n)}
check(coding.growth(module.deploy_waves, (chain(100),), (chain(1000),)) < 12, "a chain ten times as long: about ten times the steps")
