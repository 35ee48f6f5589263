"""The endpoint with a fake model: bounds, each failure's code, nothing of the provider's message, what the model is sent."""
import asyncio
import logging
import sys
import types

from fastapi import Depends, FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

from bank import answer, check, handout

logged = []
log = logging.getLogger("summary")
log.propagate = False
log.addHandler(type("Keep", (logging.Handler,), {"emit": lambda self, record: logged.append(record)})())
module = sys.modules["summary"] = types.ModuleType("summary")
app = FastAPI()
vars(module).update(app=app, log=log, asyncio=asyncio, BaseModel=BaseModel, Field=Field, Depends=Depends, HTTPException=HTTPException)
exec(handout("ai-code-summary-endpoint", "python"), module.__dict__)
exec(compile(answer("ai-code-summary-endpoint", "python"), "summary", "exec"), module.__dict__)


class Fake(module.LLMClient):
    async def complete(self, **given):
        self.given = given
        return await self.reply()


def says(text):
    async def reply():
        return types.SimpleNamespace(text=text, model="m1")
    return reply


def fails(error):
    async def reply():
        raise error
    return reply


app.state.llm = fake = Fake()
client = TestClient(app)
post = lambda reply, **body: (setattr(fake, "reply", reply), client.post("/summaries", json={"text": "long text"} | body))[1]
good = post(says(" short \n"), max_words=50)
check((good.status_code, good.json()) == (200, {"summary": "short", "model": "m1"}), "a summary")
check(fake.given["user"] == "long text" and "long text" not in fake.given["system"] and fake.given["max_tokens"] == 100 and "50 words" in fake.given["system"], "the text goes into its own message, the output is bounded")
codes = [post(says("x"), **body).status_code for body in ({"text": ""}, {"text": "x" * 20_001}, {"text": "x" * 20_000}, {"max_words": 19}, {"max_words": 301}, {"max_words": 20}, {"max_words": 300}, {"text": None})]
check(codes == [422, 422, 200, 422, 422, 200, 200, 422], "bounds of both fields")


def odd(client):
    return [client.post("/summaries", content=body, headers={"content-type": "application/json"}).status_code for body in (b'{"text": "\\ud800"}', b'{"text": NaN}')]


check(odd(TestClient(app, raise_server_exceptions=False)) == [500, 500], "a lone surrogate or NaN, repeated in the 422, ends in a 500")
app.exception_handlers[RequestValidationError] = lambda _, error: JSONResponse({"detail": [found["msg"] for found in error.errors()]}, 422)
app.middleware_stack = None
check(odd(TestClient(app, raise_server_exceptions=False)) == [422, 422], "a handler that leaves the input out gives 422")
limited = module.RateLimited("secret key")
limited.retry_after = 7
for name, reply, code in [("rate limited", fails(limited), 503), ("another provider error", fails(module.LLMError("secret key")), 502), ("a timeout", fails(TimeoutError()), 504), ("an empty answer", says(" \n"), 502), ("no text at all", says(None), 502)]:
    response = post(reply)
    check(response.status_code == code and "secret" not in response.text, f"{name}: {code}, without the provider's message")
    check(code != 503 or response.headers["retry-after"] == "7", "Retry-After where it is rate limited" if code == 503 else "no Retry-After")
check(len(logged) == 1 and logged[0].exc_info, "the provider's error is logged")
real = asyncio.timeout
module.asyncio = types.SimpleNamespace(timeout=lambda seconds: real(0.02 if 25 < seconds < 30 else 99))


async def slow():
    await asyncio.sleep(5)


check(post(slow).status_code == 504, "a model that would make the whole call longer than 30 seconds: 504")
app.dependency_overrides[module.get_client] = lambda: types.SimpleNamespace(complete=lambda **k: says("other")())
check(post(None).json()["summary"] == "other", "the client is injected, so tests can replace it")
