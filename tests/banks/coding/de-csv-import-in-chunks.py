"""Imports against reading all at once: batches, line numbers, limits of saves, backpressure, too many errors, a failing save."""
import asyncio
import csv
import random

from bank import check
import coding

ID = "de-csv-import-in-chunks"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def check_row(row):
    try:
        return row["sku"], int(row["qty"])
    except TypeError:
        raise ValueError("short row") from None


def brute(lines, batch_size, max_errors):
    good, errors, number = [], [], 1
    for record in csv.reader([lines[0]]):
        header = record
    left = lines[1:]
    while left:
        taken = next(n for n in range(1, len(left) + 1) if "".join(left[:n]).count('"') % 2 == 0)
        record, left = "".join(left[:taken]), left[taken:]
        number += taken
        row = next(csv.reader([record]), [])
        if row:
            try:
                good.append(check_row(dict(zip(header, row)) if len(row) >= 2 else {"sku": row[0], "qty": None}))
            except ValueError as error:
                errors.append((number, str(error)))
                if len(errors) > max_errors:
                    break
    return good, errors


async def run(module, lines, batch_size, max_saves, max_errors):
    state = {"now": 0, "most": 0, "ahead": 0, "rows": [], "sizes": [], "read": 0}

    def source():
        for line in lines:
            state["read"] += 1
            state["ahead"] = max(state["ahead"], state["read"] - len(state["rows"]))
            yield line

    async def save(batch):
        state["now"] += 1
        state["most"] = max(state["most"], state["now"])
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        state["rows"] += batch
        state["sizes"].append(len(batch))
        state["now"] -= 1

    try:
        found = await module.import_csv(source(), check_row, save, batch_size, max_saves, max_errors)
    except module.TooManyErrors as error:
        found = error
    return found, state


r = random.Random(1)
for _ in range(500):
    lines = ["sku,qty\n"] + [x for _ in range(r.randrange(25)) for x in r.choice([["a,1\n"], ["b,2\n"], ["c,x\n"], ['"d\n', 'e",3\n'], ["\n"], ["short\n"]])]
    batch_size, max_saves, max_errors = r.randrange(1, 5), r.randrange(1, 4), r.choice([0, 2, 100])
    good, errors = brute(lines, batch_size, max_errors)
    found, state = asyncio.run(run(module, lines, batch_size, max_saves, max_errors))
    assert state["most"] <= max_saves and state["now"] == 0
    if len(errors) > max_errors:
        assert isinstance(found, module.TooManyErrors) and found.args[0] == errors
        assert sorted(state["rows"]) == sorted(good[:len(good) // batch_size * batch_size])
    else:
        assert found == (len(good), errors) and sorted(state["rows"]) == sorted(good), (lines, found, errors)
        assert sorted(state["sizes"]) == sorted([batch_size] * (len(good) // batch_size) + [len(good) % batch_size] * (len(good) % batch_size > 0))
check(True, "500 random files with quoted line breaks and short rows: batches, line numbers, the limits")
many = ["sku,qty\n"] + ["a,1\n"] * 5000
_, state = asyncio.run(run(module, many, 10, 2, 0))
check(state["ahead"] <= 10 * (2 + 2), "reading stops while no slot is free")
unbounded = coding.solution(ID, ("            await slots.acquire()\n", ""), ("            slots.release()", "            pass"))
_, state = asyncio.run(run(unbounded, many, 10, 2, 0))
check(state["ahead"] > 1000, "without waiting for a slot the rows pile up")


async def failing():
    running = set()

    async def save(batch):
        if batch[0][1] == 3:
            raise OSError("down")
        running.add(batch[0])
        try:
            await asyncio.sleep(60)
        finally:
            running.discard(batch[0])

    try:
        await module.import_csv(["sku,qty\n"] + [f"a,{n}\n" for n in range(1, 9)], check_row, save, 1, 3)
    except* OSError:
        pass
    return running


check(asyncio.run(failing()) == set(), "a failing save cancels the rest")
check(coding.raises(TypeError, int, None) is not None, "a short row gives None, on which int raises TypeError")


async def unclosed():
    try:
        await module.import_csv(["sku,qty\n", '"a,1\n'] + ["b,1\n"] * 40_000, lambda row: row["sku"], lambda batch: asyncio.sleep(0))
    except BaseExceptionGroup as group:
        return " ".join(f"{type(e).__module__} {e}" for e in group.exceptions)


check("_csv" in (text := asyncio.run(unclosed())) and "131072" in text, "a quote that is never closed: csv.Error in an exception group, at 131,072 characters")
