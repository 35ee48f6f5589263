"""Random maps against doing one after another; the limit, errors that are groups, cancellation; gather leaves the rest running."""
import asyncio
import random

from bank import check
import coding

ID = "cel-code-bounded-map"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Boom(Exception):
    pass


async def run(module, plan, limit):
    state = {"now": 0, "most": 0, "canceled": 0, "late": 0, "order": []}

    async def func(n):
        state["now"] += 1
        state["most"] = max(state["most"], state["now"])
        state["late"] += any(plan[done][0] != "ok" for done in state["order"])
        try:
            for _ in range(plan[n][1]):
                await asyncio.sleep(0)
            state["order"].append(n)
            if plan[n][0] == "boom":
                raise Boom(n)
            if plan[n][0] == "group":
                raise ExceptionGroup("inner", [ValueError(n)])
            return n * 2
        except asyncio.CancelledError:
            state["canceled"] += 1
            raise
        finally:
            state["now"] -= 1

    try:
        return await module.bounded_map(func, iter(range(len(plan))), limit), state
    except Exception as error:
        return error, state


r, late = random.Random(1), 0
for _ in range(1500):
    plan = [(r.choice(["ok"] * 8 + ["boom", "group"]), r.randrange(1, 6)) for _ in range(r.randrange(9))]
    limit = r.randrange(1, 5)
    found, state = asyncio.run(run(module, plan, limit))
    assert state["most"] <= limit and state["now"] == state["late"] == 0
    bad = [n for n in state["order"] if plan[n][0] != "ok"]
    if bad:
        wanted = Boom if plan[bad[0]][0] == "boom" else ExceptionGroup
        assert type(found) is wanted and (found.args == (bad[0],) if wanted is Boom else found.exceptions[0].args == (bad[0],)), (plan, limit, found)
    else:
        assert found == [n * 2 for n in range(len(plan))]
        late += state["order"] != sorted(state["order"])
check(late > 50, "1,500 random maps: results in order though others finish first, the first error as it was raised, nothing left running")
check(coding.raises(ValueError, lambda: asyncio.run(module.bounded_map(None, [], 0))) is not None, "a limit below one: ValueError")


async def canceled():
    running = set()

    async def func(n):
        running.add(n)
        try:
            await asyncio.sleep(60)
        finally:
            running.discard(n)

    task = asyncio.create_task(module.bounded_map(func, range(9), 3))
    await asyncio.sleep(0.01)
    before = len(running)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return before, len(running), task.cancelled()


check(asyncio.run(canceled()) == (3, 0, True), "cancellation from outside cancels all calls")


async def gathered():
    done = []

    async def func(n):
        if n == 0:
            raise Boom
        await asyncio.sleep(0.01)
        done.append(n)

    try:
        await asyncio.gather(*(func(n) for n in range(3)))
    except Boom:
        first = list(done)
    await asyncio.sleep(0.03)
    return first, sorted(done)


check(asyncio.run(gathered()) == ([], [1, 2]), "gather raises the first error and leaves the others running")


def started(module, waits):
    calls = []

    async def func(n):
        calls.append(n)
        if n == 0:
            raise Boom
        for _ in range(waits):
            await asyncio.sleep(0)

    coding.raises(Boom, lambda: asyncio.run(module.bounded_map(func, range(6), 1)))
    return calls


flagless = coding.solution(ID, ("            if failed:              # woken before the group cancels it\n                return None\n", ""))
check([started(module, waits) for waits in (0, 1)] == [[0], [0]], "after an error no other call starts")
check([len(started(flagless, waits)) > 1 for waits in (0, 1)] == [True, True], "without the flag, waiting calls are woken before they are canceled")
