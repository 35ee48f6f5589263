"""Orders against all permutations, cycles against the rule, plans against a simulation tick by tick; one worker more can be slower."""
import random
from itertools import permutations

from bank import check
import coding

ID = "alg-task-plan-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def make(r, cycles):
    names = r.sample("abcdef", r.randrange(0, 6))
    return {n: (r.randrange(1, 4), [m for m in names if r.random() < 0.3 and (cycles or m < n)] * r.randrange(1, 3)) for n in names}


def brute_order(tasks):
    fits = lambda p: all(p.index(need) < p.index(name) for name in p for need in tasks[name][1])
    return min((list(p) for p in permutations(sorted(tasks)) if fits(p)), default=None)


def ticks(tasks, workers):
    start, left, now = {}, {}, 0
    while len(start) < len(tasks) or left:
        left = {n: e for n, e in left.items() if e > now}
        over = [n for n in start if n not in left]
        for n in sorted(tasks):
            if n not in start and len(left) < workers and all(need in over for need in tasks[n][1]):
                start[n], left[n] = now, now + tasks[n][0]
        now += 1
    return max([start[n] + tasks[n][0] for n in tasks], default=0), start


r, seen_cycles = random.Random(1), 0
for _ in range(800):
    tasks = make(r, cycles=True)
    wanted = brute_order(tasks)
    error = coding.raises(ValueError, module.order, tasks)
    if wanted is not None:
        assert error is None and module.order(tasks) == wanted, tasks
        continue
    seen_cycles += 1
    loop = str(error).split(" -> ")
    assert loop[0] == loop[-1] == min(loop) and len(set(loop)) == len(loop) - 1, (tasks, loop)
    assert all(b in tasks[a][1] for a, b in zip(loop, loop[1:])), (tasks, loop)
check(seen_cycles > 50, "800 random sets: the smallest order of all, or a cycle that is one and starts with its smallest")
slower = None
for _ in range(3000):
    tasks, workers = make(r, cycles=False), r.randrange(1, 5)
    found = module.finish(tasks, workers)
    assert found == ticks(tasks, workers), (tasks, workers, found)
    if workers == 1:
        assert found[0] == sum(d for d, _ in tasks.values())
    slower = slower or (found[0] < module.finish(tasks, workers + 1)[0] and tasks)
check(True, "3,000 random plans: as a simulation tick by tick; one worker needs the sum")
while not slower:
    names = "abcdefghi"
    tasks = {n: (r.randrange(1, 10), [m for m in names if m < n and r.random() < 0.25]) for n in names}
    slower = module.finish(tasks, 2)[0] < module.finish(tasks, 3)[0]
check(slower, "a plan is found that one more worker makes longer")
chain = lambda n: {f"t{i:04}": (1, [f"t{i - 1:04}"] if i else []) for i in range(n)}
check(coding.growth(module.order, (chain(100),), (chain(1000),)) < 12, "ten times the tasks, about ten times the steps")
first = {"a": (1, ["z"]), "b": (1, []), "z": (1, [])}


def depth_first(tasks):
    out = []

    def visit(name):
        if name not in out:
            for need in sorted(tasks[name][1]):
                visit(need)
            out.append(name)

    for name in sorted(tasks):
        visit(name)
    return out


check(module.order(first) == ["b", "z", "a"] and depth_first(first) == ["z", "a", "b"], "plain depth-first search misses the order by name")
