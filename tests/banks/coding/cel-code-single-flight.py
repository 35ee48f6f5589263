"""Random callers against a plain rule; one load per key, failures, expiry, a canceled caller; what the naive version does."""
import asyncio
import gc
import random

from bank import check
import coding

ID = "cel-code-single-flight"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


async def history(seed):
    r, now, loads = random.Random(seed), [0], []
    values, running, asked = {}, {}, []

    async def load(key):
        gate = asyncio.get_running_loop().create_future()
        loads.append((key, gate))
        return await gate

    cache = module.AsyncCache(load, 10, lambda: now[0])
    count = 0
    for _ in range(30):
        what, key = r.random(), r.choice("abc")
        if what < 0.5:
            known = values.get(key)
            if not (known and now[0] - known[0] < 10) and key not in running:
                running[key] = []
                count += 1
            entry = {"task": asyncio.create_task(cache.get(key)), "want": None}
            if known and now[0] - known[0] < 10:
                entry["want"] = known[1]
            else:
                running[key].append(entry)
            asked.append(entry)
        elif what < 0.6 and running:
            entries = r.choice(list(running.values()))
            if entries:
                entry = entries.pop()
                entry["task"].cancel()
                asked.remove(entry)
        elif what < 0.8 and loads:
            key, gate = loads.pop(r.randrange(len(loads)))
            if r.random() < 0.4:
                gate.set_exception(KeyError(key))
                result = "failed"
            else:
                result = f"{key}{count}{r.random()}"
                gate.set_result(result)
                values[key] = now[0], result
            for entry in running.pop(key):
                entry["want"] = result
        else:
            now[0] += r.choice([1, 5, 10])
        for _ in range(6):
            await asyncio.sleep(0)
        assert len(loads) == len(running), "one load per key that is waited for"
    for entry in asked:
        if entry["want"] == "failed":
            assert isinstance(entry["task"].exception(), KeyError)
        elif entry["want"] is not None:
            assert entry["task"].result() == entry["want"]
    for _, gate in loads:
        gate.set_result(None)
    await asyncio.sleep(0.001)


complaints = []


async def histories():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context["message"]))
    for seed in range(800):
        await history(seed)


asyncio.run(histories())
check(True, "800 random histories: one load per key, values for ttl seconds, failures to all who wait, canceled callers harm nobody")


gc.collect()
check(set(complaints) == {"Task exception was never retrieved"}, "a load that fails after all callers have left is only logged")


async def stampede(kind):
    calls = []

    async def load(key):
        calls.append(key)
        await asyncio.sleep(0.005)
        return key

    cache = kind(load)
    await asyncio.gather(*(cache("x") for _ in range(10)))
    return len(calls)


def naive(load):
    values = {}

    async def get(key):
        if key not in values:
            values[key] = await load(key)
        return values[key]

    return get


check(asyncio.run(stampede(naive)) == 10, "check, await, store: ten callers load ten times")
check(asyncio.run(stampede(lambda load: module.AsyncCache(load, 9, lambda: 0).get)) == 1, "here they load once")


async def impatient(module):
    async def load(key):
        await asyncio.sleep(0.02)
        return "value"

    cache = module.AsyncCache(load, 9, lambda: 0)
    one, two = asyncio.create_task(cache.get("x")), asyncio.create_task(cache.get("x"))
    await asyncio.sleep(0)
    one.cancel()
    return (await asyncio.gather(one, two, return_exceptions=True))[1]


check(asyncio.run(impatient(module)) == "value", "one canceled caller doesn't cancel the load for the other")
unshielded = coding.solution(ID, ("await asyncio.shield(task)", "await task"))
check(isinstance(asyncio.run(impatient(unshielded)), asyncio.CancelledError), "without shield it does")
