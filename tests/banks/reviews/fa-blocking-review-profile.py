"""The endpoint with a slow partner: another route waits for it, with plain `def` it does not; three failures leave score
unbound, a missing profile sleeps three times, the session can stay open; the hash is work, not waiting."""
import asyncio
import inspect
import sys
import time
import types
from types import SimpleNamespace as Some

import httpx2
import requests
from anyio import to_thread
from bank import check, handout
from fastapi import FastAPI

code = handout("fa-blocking-review-profile", "python")
state = {"open": 0, "sleeps": [], "profile": Some(id=1, tax_ref="t", name="ann"), "status": 200, "wait": 0.3, "calls": []}


class Session:
    def __init__(self):
        state["open"] += 1

    def query(self, _):
        return Some(filter=lambda _: Some(first=lambda: state["profile"]))

    def close(self):
        state["open"] -= 1


def get(url, **options):
    state["calls"].append((url, options))
    time.sleep(state["wait"])
    if "rates" in url and not state.get("rates", True):
        raise requests.ConnectionError
    if "scores" in url and state["status"] != 200:
        return Some(raise_for_status=lambda: (_ for _ in ()).throw(requests.HTTPError(state["status"])))
    return Some(raise_for_status=lambda: None, json=lambda: {"score": 2, "factor": 3})


for name, content in (("svc", {}), ("svc.db", {"SessionLocal": Session}), ("svc.models", {"Profile": Some(id=1)})):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(content)


def service(text):
    space = {"__name__": "svc.api", "__package__": "svc"}
    exec(text, space)
    space["requests"], space["time"] = Some(get=get), Some(sleep=lambda s: state["sleeps"].append(s))
    app = FastAPI()
    app.include_router(space["router"])

    @app.get("/health")
    async def health():
        return "ok"
    return app, space


def fetch(app, *paths):
    """The statuses, and the seconds until each came, of requests that start right after one another."""
    async def one(client, where, delay):
        await asyncio.sleep(delay)
        try:
            status = (await client.get(where)).status_code
        except Exception as e:
            status = type(e).__name__
        return status, time.monotonic() - started

    async def all_of_them():
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://x") as client:
            return await asyncio.gather(*(one(client, where, 0.02 * n) for n, where in enumerate(paths)))
    started = time.monotonic()
    return asyncio.run(all_of_them())


SCORE = "/profiles/1/score"
app, space = service(code)
slow, health = fetch(app, SCORE, "/health")
check(slow[0] == 200 and health[1] > 0.5, f"the health check waits {health[1]:.1f} s for the partner")
three = fetch(app, SCORE, SCORE, SCORE)
check(max(t for _, t in three) > 1.6, "three users wait in line for one another")
check(all("timeout" not in options for _, options in state["calls"]), "no call has a timeout")
check(inspect.signature(requests.Session.request).parameters["timeout"].default is None, "and requests has none by default")
plain, _ = service(code.replace("async def profile_score", "def profile_score"))
_, health = fetch(plain, SCORE, "/health")
check(health[1] < 0.45, "with plain def the health check does not wait")


async def slots():
    return to_thread.current_default_thread_limiter().total_tokens

check(asyncio.run(slots()) == 40, "the thread pool has 40 slots")

state.update(wait=0, status=404, open=0)
state["sleeps"].clear()
(status, _), = fetch(app, SCORE)
check(status == "UnboundLocalError" and state["sleeps"] == [2] * 3, "three failures, a 404 too: score is unbound after six seconds")
check(state["open"] == 0, "the session was closed just before")
state.update(status=200, rates=False)
(status, _), = fetch(app, SCORE)
check(status == "ConnectionError" and state["open"] == 1, "when the second call fails, it stays open")
state["rates"] = True
state.update(status=200, profile=None)
state["sleeps"].clear()
(status, _), = fetch(app, SCORE)
check(status == "AttributeError" and state["sleeps"] == [2] * 3, "a missing profile is retried for six seconds, then a 500")
before = time.process_time()
space["hash_report"](b"ann")
check(time.process_time() - before > 0.05, "the hash is processor time")
