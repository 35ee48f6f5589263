"""In which order middleware, dependencies, handler, response, background tasks and clean-up run; and which of two errors wins."""
import contextvars
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel

from bank import check

log = []
app = FastAPI()


class Body(BaseModel):
    n: int


class Out(BaseModel):
    n: int


def user(request: Request):
    log.append("auth")
    if request.headers.get("token") != "good":
        raise HTTPException(401)
    yield "ann"
    log.append("clean-up")


def short():
    yield
    log.append("function scope")


@app.middleware("http")
async def first(request, call_next):
    log.append("inner in")
    response = await call_next(request)
    log.append("inner out")
    return response


@app.middleware("http")
async def second(request, call_next):
    log.append("outer in")
    if request.url.path == "/raised":
        raise HTTPException(418)
    response = await call_next(request)
    log.append("outer out")
    response.headers["x-request-id"] = "1"
    return response


@app.post("/", response_model=Out)
def handler(body: Body, who: Annotated[str, Depends(user)], _: Annotated[None, Depends(short, scope="function")], tasks: BackgroundTasks):
    log.append("handler")
    tasks.add_task(log.append, "task")
    return {"n": body.n, "secret": 1}


@app.get("/boom")
def boom():
    raise KeyError("x")


class Sent:
    """Notes when the last byte leaves the app."""

    def __init__(self, inside):
        self.inside = inside

    async def __call__(self, scope, receive, send):
        async def noting(message):
            if message["type"] == "http.response.body" and not message.get("more_body"):
                log.append("sent")
            await send(message)

        await self.inside(scope, receive, noting)


client = TestClient(Sent(app), raise_server_exceptions=False)
answer = client.post("/", json={"n": 1}, headers={"token": "good"})
check(answer.json() == {"n": 1}, "the response model filters what the handler returns")
order = [one for one in log if one != "function scope"]
check(order == ["outer in", "inner in", "auth", "handler", "inner out", "outer out", "sent", "task", "clean-up"], "the order of the answer")
check(log.index("function scope") < log.index("sent"), "a dependency of function scope cleans up before the response goes out")
check(client.post("/", json={"n": "x"}).status_code == 401, "a bad token wins over a badly typed body")
check(client.post("/", content="{", headers={"content-type": "application/json"}).status_code == 422, "a body that is no JSON wins over a bad token")
check(client.post("/", json={"n": "x"}, headers={"token": "good"}).status_code == 422 and client.get("/nowhere").headers["x-request-id"] == "1", "middleware covers 404 and 422")
boomed = client.get("/boom")
check(boomed.status_code == 500 and "x-request-id" not in boomed.headers, "an unhandled 500 is made further out")
check(client.get("/raised").status_code == 500, "an HTTPException raised in middleware reaches no handler")

tenant = contextvars.ContextVar("tenant")


def bind_sync():
    tenant.set("sync")


async def bind_async():
    tenant.set("async")


other = FastAPI()
other.add_api_route("/sync", lambda: tenant.get("none"), dependencies=[Depends(bind_sync)])
other.add_api_route("/async", lambda: tenant.get("none"), dependencies=[Depends(bind_async)])
more = TestClient(other)
check((more.get("/sync").json(), more.get("/async").json()) == ("none", "async"), "a context variable set in a sync dependency is lost, in an async one kept")
