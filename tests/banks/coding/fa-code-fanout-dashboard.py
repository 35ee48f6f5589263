"""The app with stubbed services: every kind of failure, the total time, JSON's null; httpx's timeouts are per phase."""
import asyncio
import json
import sys
import time
import types

import httpx

from bank import answer, check

code = answer("fa-code-fanout-dashboard", "python")


def load(code=code):
    module = types.ModuleType("dashboard")
    sys.modules["dashboard"] = module
    exec(compile(code, "dashboard", "exec"), module.__dict__)
    return module


async def ask(module, services):
    async def handler(request):
        return await services[request.url.host]()

    module.app.state.client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=module.app), base_url="http://test") as client:
        start = time.perf_counter()
        response = await client.get("/dashboard")
        return response.status_code, response.json(), time.perf_counter() - start


def reply(data=b"{}", status=200, wait=0.0, error=None):
    async def service():
        await asyncio.sleep(wait)
        if error:
            raise error
        return httpx.Response(status, content=data)
    return service


module = load()
good = lambda n: reply(json.dumps({"n": n}).encode())
status, body, _ = asyncio.run(ask(module, {"orders": good(1), "stock": good(2), "news": good(3)}))
check((status, body) == (200, {"parts": {"orders": {"n": 1}, "stock": {"n": 2}, "news": {"n": 3}}, "missing": []}), "all three are there")
for name, bad in {"a 500": reply(status=500), "a redirect": reply(status=302), "invalid JSON": reply(b"{"), "NaN": reply(b'{"n": NaN}'), "a number beyond floats": reply(b'{"n": 1e999}'), "endless nesting": reply(b"[" * 100000 + b"]" * 100000), "no UTF-8": reply(b'"\xff"'), "an empty body": reply(b""),
                  "a refused connection": reply(error=httpx.ConnectError("refused")), "a timeout of httpx": reply(error=httpx.ReadTimeout("slow"))}.items():
    status, body, _ = asyncio.run(ask(module, {"orders": good(1), "stock": bad, "news": good(3)}))
    check(status == 200 and body["missing"] == ["stock"] and body["parts"] == {"orders": {"n": 1}, "stock": None, "news": {"n": 3}}, f"{name} is named, the others are shown")
status, body, _ = asyncio.run(ask(module, {"orders": reply(b"null"), "stock": good(2), "news": good(3)}))
check(body["missing"] == [] and body["parts"]["orders"] is None, "null is valid JSON and isn't missing")


async def deep(depth):
    handler = lambda request: httpx.Response(200, content=b"[" * depth + b"]" * depth if request.url.host == "news" else b"{}")
    module.app.state.client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=module.app), base_url="http://test") as client:
        response = await client.get("/dashboard")
    gone = '"news": null}, "missing": ["news"]}' in response.text
    return response.status_code == 200 and (gone or '"news": ' + "[" * depth in response.text), gone


nested = [asyncio.run(deep(depth)) for depth in [*range(100, 1201, 20), *range(900, 1000, 4), 100_000]]
check(all(good for good, _ in nested) and {gone for _, gone in nested} == {True, False}, "nested as deeply as it may be, the page comes, with the part or without it")
status, body, _ = asyncio.run(ask(module, {"orders": reply(b'"\\ud800 \xc3\xa9"'), "stock": good(2), "news": good(3)}))
check(body["missing"] == [] and body["parts"]["orders"] == "\ud800 \xe9", "half a surrogate pair, escaped in JSON, passes as it came")
check(module.DEADLINE < 0.8, "the deadline of the calls leaves room within 800 ms")
module.DEADLINE = 0.5
status, body, took = asyncio.run(ask(module, {"orders": reply(wait=0.3), "stock": reply(wait=0.3), "news": reply(wait=30)}))
check(body["missing"] == ["news"] and took < 0.95, "the calls run together and the slow one is cut off")
bare = load(code.replace("    except (TimeoutError, httpx.HTTPError, ValueError, RecursionError):\n        return \"null\", False\n", "    finally:\n        pass\n"))
try:
    asyncio.run(ask(bare, {"orders": good(1), "stock": reply(status=500), "news": good(3)}))
    check(False, "without the guards one failure loses all")
except httpx.HTTPStatusError:
    check(True, "without the guards one failure loses all")


sent = asyncio.Event()


async def drip(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n")
    for _ in range(8):
        writer.write(b"1")
        await writer.drain()
        await asyncio.sleep(0.05)
    sent.set()


async def dripping():
    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    async with server, httpx.AsyncClient(timeout=0.2) as client:
        start = time.perf_counter()
        await client.get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        await sent.wait()
        return time.perf_counter() - start


check(asyncio.run(dripping()) > 0.3, "a dripping server exceeds httpx's own timeout of 0.2 seconds")
