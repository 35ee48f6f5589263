"""Against a local server: a failing URL freezes the loop, a fixed wait loses results, cancellation is swallowed,
connections have no limit, error pages are cached, callers share results; the answer's collect bounds and waits."""
import asyncio
import logging
import time

import aiohttp
from aiohttp import web
from aiohttp.client import DEFAULT_TIMEOUT
from bank import answer, check, handout

logging.disable(logging.CRITICAL)
code = handout("cel-review-async-fetcher", "python")
check("time.sleep(1)" in code and "asyncio.sleep(5)" in code, "the waits of the handout, shortened below")
code = code.replace("time.sleep(1)", "time.sleep(0.4)").replace("asyncio.sleep(5)", "asyncio.sleep(0.6)")
state = {"open": 0, "most": 0, "asked": 0}


async def serve(request):
    state["open"] += 1
    state["asked"] += 1
    state["most"] = max(state["most"], state["open"])
    await asyncio.sleep(float(request.query.get("wait", 0.05)))
    state["open"] -= 1
    kind = request.query.get("kind")
    return web.json_response({"note": "no price"} if kind == "bare" else {"price": 1}, status=500 if kind == "error" else 200)


def fresh():
    space = {"__name__": "fetcher"}
    exec(code, space)
    state.update(most=0, asked=0)
    return space


async def main():
    app = web.Application()
    app.router.add_get("/{path}", serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"

    gaps = []

    async def heartbeat():
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            gaps.append(time.monotonic() - before)

    beat = asyncio.create_task(heartbeat())
    space = fresh()
    await space["collect"]([f"{base}/{n}" for n in range(10)])
    check(max(gaps) < 0.35 and len(space["RESULTS"]) == 10, "ten good URLs: all arrive, nothing freezes")
    got = await space["collect"]([f"{base}/slow?wait=0.9", f"{base}/x?kind=bare"])
    check(len(got) == 10, "a slow URL and one without a price are missing, and another caller's ten are returned")
    await asyncio.sleep(0.6)
    check(len(got) == 11, "the slow one comes after the answer was given")
    gaps.clear()
    dead = asyncio.create_task(space["worker"]("http://127.0.0.1:1/dead"))
    await asyncio.sleep(0.2)
    check(max(gaps) >= 0.4, "a dead URL blocks the whole loop for the length of the sleep")
    for _ in range(3):
        dead.cancel()
        await asyncio.sleep(0.1)
    check(not dead.done(), "and its task survives being canceled three times")
    space["asyncio"] = None  # ends it at last: the handout's own loop never does
    space["aiohttp"], space["time"] = None, type("stop", (), {"sleep": lambda s: (_ for _ in ()).throw(SystemError)})
    await asyncio.wait([dead])

    space = fresh()
    await space["collect"]([f"{base}/same"] * 5 + [f"{base}/bad?kind=error"])
    check(state["asked"] == 6, "five tasks fetch the same URL five times")
    check(f"{base}/bad?kind=error" in space["CACHE"], "a 500 with JSON is cached as if it were a price")
    check((DEFAULT_TIMEOUT.total, aiohttp.TCPConnector().limit) == (300, 100), "aiohttp: five minutes, 100 connections")
    space = fresh()
    many = [f"{base}/{n}?wait=0.4" for n in range(150)]
    await space["collect"](many)
    check(state["most"] > 100, f"{state['most']} connections at once: a session each escapes the limit of 100")

    while len(space["RESULTS"]) < 150:
        await asyncio.sleep(0.05)
    space = fresh()
    exec(answer("cel-review-async-fetcher", "python"), space)
    got = await space["collect"]([u.replace("0.4", "0.05") for u in many])
    check(len(got) == 150 and state["most"] <= 50, "the answer: all 150 results, at most 50 at once")
    beat.cancel()
    await runner.cleanup()


asyncio.run(main())
