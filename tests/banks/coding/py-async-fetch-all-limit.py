"""Results and errors of random fetches, the limit, timeouts that don't count waiting, cancellation; gather and a loop compared."""
import asyncio
import random
import time

from bank import check
import coding

ID = "py-async-fetch-all-limit"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Boom(Exception):
    pass


async def run(module, plan, limit, timeout):
    state = {"now": 0, "most": 0, "done": 0}

    async def fetch(key):
        state["now"] += 1
        state["most"] = max(state["most"], state["now"])
        try:
            for _ in range(plan[key][1]):
                await asyncio.sleep(0)
            if plan[key][0] == "boom":
                raise Boom(key)
            if plan[key][0] == "slow":
                await asyncio.sleep(60)
            return key * 2
        finally:
            state["now"] -= 1
            state["done"] += 1

    return *await module.fetch_all(list(plan), fetch, limit, timeout), state


r = random.Random(1)
for number in range(150):
    plan = {n: (r.choice(["ok", "ok", "boom"] + ["slow"] * (number % 25 == 0)), r.randrange(4)) for n in range(r.randrange(9))}
    limit = r.randrange(1, 5)
    results, errors, state = asyncio.run(run(module, plan, limit, 0.25))
    assert results == {n: n * 2 for n, (kind, _) in plan.items() if kind == "ok"}
    assert {n: type(e) for n, e in errors.items()} == {n: Boom if kind == "boom" else TimeoutError for n, (kind, _) in plan.items() if kind != "ok"}
    assert state["most"] <= limit and state["now"] == 0
check(True, "150 random plans: each key in results or errors, never more than the limit at once")


async def canceled():
    state = {"now": 0}

    async def fetch(key):
        state["now"] += 1
        try:
            await asyncio.sleep(60)
        finally:
            state["now"] -= 1

    task = asyncio.create_task(module.fetch_all(range(9), fetch, 3, 60))
    await asyncio.sleep(0.01)
    running = state["now"]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return running, state["now"], task.cancelled()


check(asyncio.run(canceled()) == (3, 0, True), "canceling the caller cancels all fetches")


async def short(key):
    await asyncio.sleep(0.02)
    return key


async def outside(keys, fetch, limit, timeout):
    slots, results, errors = asyncio.Semaphore(limit), {}, {}

    async def one(key):
        try:
            async with asyncio.timeout(timeout):
                async with slots:
                    results[key] = await fetch(key)
        except Exception as exc:
            errors[key] = exc

    async with asyncio.TaskGroup() as group:
        for key in keys:
            group.create_task(one(key))
    return results, errors


check(len(asyncio.run(module.fetch_all(range(30), short, 1, 0.4))[0]) == 30, "waiting for a slot doesn't count")
check(len(asyncio.run(outside(range(30), short, 1, 0.4))[1]) > 0, "with the timeout outside the slot it does")


async def siblings():
    async def bad():
        raise Boom

    done = []

    async def good():
        await asyncio.sleep(0.01)
        done.append(1)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(good())
            group.create_task(bad())
    except* Boom:
        pass
    return done


check(asyncio.run(siblings()) == [], "an exception that reaches the task group cancels the siblings")
check(issubclass(asyncio.CancelledError, BaseException) and not issubclass(asyncio.CancelledError, Exception), "except Exception leaves CancelledError alone")
start = time.perf_counter()
asyncio.run(module.fetch_all(range(10), short, 10, 1))
at_once = time.perf_counter() - start


async def loop():
    return [await short(n) for n in range(10)]


start = time.perf_counter()
asyncio.run(loop())
check(time.perf_counter() - start > 2 * at_once, "awaiting in a loop is sequential")


async def recorded(*changes):
    """What is left when the caller is canceled."""
    fetch_all = coding.solution(ID, *changes).fetch_all
    task = asyncio.create_task(fetch_all(range(6), lambda key: asyncio.sleep(60), 2, 60))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return task.cancelled(), len(asyncio.all_tasks())


check(asyncio.run(recorded()) == asyncio.run(recorded(("except Exception as exc", "except BaseException as exc"))) == (True, 1), "it is the task group that cancels and waits, whatever the tasks catch")
