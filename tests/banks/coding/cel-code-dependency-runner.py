"""Random graphs: states against a plain rule, starts as early as possible, the limit, attempts, cycles; holding a slot deadlocks."""
import asyncio
import random

from bank import check
import coding

ID = "cel-code-dependency-runner"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def states(jobs, fails, attempts):
    known = {}

    def state(name):
        if name not in known:
            below = [state(d) for d in jobs[name]]
            known[name] = "skipped" if set(below) - {"done"} else "done" if fails[name] < attempts else "failed"
        return known[name]

    return {name: state(name) for name in jobs}


async def run(module, needs, fails, limit, attempts):
    left, log, running, most, done = dict(fails), [], set(), [0], set()

    def job(name):
        async def func():
            assert set(needs[name]) <= done and name not in running
            running.add(name)
            most[0] = max(most[0], len(running))
            log.append(name)
            await asyncio.sleep(0)
            running.discard(name)
            if left[name]:
                left[name] -= 1
                raise RuntimeError(name)
            done.add(name)
        return func

    return await module.run_jobs({n: (job(n), needs[n]) for n in needs}, limit, attempts), log, most[0]


r = random.Random(1)
for _ in range(800):
    names = r.sample("abcdefg", r.randrange(8))
    order = sorted(names)
    needs = {n: r.choices([m for m in order if m < n] or [None], k=r.randrange(3)) for n in names}
    needs = {n: [d for d in some if d] for n, some in needs.items()}
    fails, limit, attempts = {n: r.choice([0, 0, 0, 1, 2]) for n in names}, r.randrange(1, 4), r.randrange(1, 4)
    found, log, most = asyncio.run(run(module, needs, fails, limit, attempts))
    wanted = states(needs, fails, attempts)
    assert found == wanted and list(found) == names and most <= limit, (needs, fails)
    for n in names:
        assert log.count(n) == (0 if wanted[n] == "skipped" else min(fails[n] + 1, attempts))
check(True, "800 random graphs: states, order of the result, attempts, the limit, never before what is needed")
touched = []


async def touch():
    touched.append(1)


for broken in ({"a": (touch, ["a"])}, {"a": (touch, ["b"]), "b": (touch, ["a"]), "c": (touch, [])}, {"a": (touch, []), "b": (touch, ["x"])}):
    assert isinstance(coding.raises(ValueError, lambda: asyncio.run(module.run_jobs(broken, 1))), ValueError)
check(touched == [], "cycles and unknown names are refused before any job runs")


async def timeline():
    log = []

    def job(name, ms):
        async def func():
            await asyncio.sleep(ms / 1000)
            log.append(name)
        return func

    await module.run_jobs({"slow": (job("slow", 400), []), "quick": (job("quick", 5), []), "after": (job("after", 5), ["quick"])}, 3)
    return log


check(asyncio.run(timeline()) == ["quick", "after", "slow"], "a job starts as soon as its own needs are done, not level by level")
held = coding.solution(ID, ("        states = [await tasks[d] for d in needs]\n        if any", "        async with sem:\n            states = [await tasks[d] for d in needs]\n        if any"), ("for name in order:", "for name in reversed(order):"))


async def stuck(module):
    async def func():
        await asyncio.sleep(0)

    jobs = {"a": (func, []), "b": (func, ["a"]), "c": (func, ["a"])}
    try:
        await asyncio.wait_for(module.run_jobs(jobs, 1), 0.6)
        return False
    except TimeoutError:
        return True


check(asyncio.run(stuck(held)) and not asyncio.run(stuck(module)), "holding a slot while waiting for others deadlocks")


async def canceled():
    running = set()

    async def func():
        running.add(1)
        try:
            await asyncio.sleep(60)
        finally:
            running.discard(1)

    task = asyncio.create_task(module.run_jobs({"a": (func, []), "b": (func, ["a"])}, 2))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return running, task.cancelled()


check(asyncio.run(canceled()) == (set(), True), "cancellation passes")
