"""The endpoint on SQLite: both injections, another customer's invoices, the key in the log line, unbounded pages, a query
for each invoice, errors with 200; a blocked loop; and the answer's signature, which refuses other columns and sizes."""
import asyncio
import sys
import time
import types
from typing import Annotated, Literal

import httpx2
from bank import answer, check, handout
from fastapi import APIRouter, Depends, FastAPI, Query
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, event, pool

ID = "fa-review-invoice-search"
engine = create_engine("sqlite://", poolclass=pool.StaticPool, connect_args={"check_same_thread": False})
with engine.begin() as db:
    for sql in ("CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer_id INT, status TEXT, date TEXT, total INT, margin INT)",
                "CREATE TABLE line (invoice_id INT)", "CREATE TABLE secret (word TEXT)", "INSERT INTO secret VALUES ('tulip')",
                "INSERT INTO invoice VALUES (1, 1, 'open', '2026-01-01', 5, 3), (2, 1, 'open', '2026-01-02', 4, 3),"
                " (3, 2, 'open', '2026-01-01', 9, 3)"):
        db.exec_driver_sql(sql)
sys.modules["shop"], sys.modules["shop.db"] = types.ModuleType("shop"), types.ModuleType("shop.db")
sys.modules["shop.db"].engine = engine
space = {"__name__": "shop.api", "__package__": "shop"}
exec(handout(ID, "python"), space)
app = FastAPI()
app.include_router(space["router"])
api = TestClient(app)
KEY = "k-7f31aa"


def search(customer=1, **query):
    return api.get(f"/customers/{customer}/invoices", params={"api_key": KEY} | query).json()


def ids(reply):
    return [i["id"] for i in reply["invoices"]]


check(ids(search()) == [1, 2] and ids(search(sort="total")) == [2, 1], "it works")
check(ids(search(customer=2)) == [3], "a key of one customer reads another's invoices")
check(ids(search(status="x' OR 1=1 --")) == [1, 2, 3], "status injects: all customers")
found = search(status="x' UNION SELECT 1, 1, word, 1, 1, 1 FROM secret --")["invoices"][0]["status"]
check(found == "tulip", "and other tables")
asked = "CASE WHEN (SELECT word FROM secret) LIKE '{}%' THEN total ELSE -total END"
check([ids(search(sort=asked.format(c))) for c in "tz"] == [[2, 1], [1, 2]], "sort injects: the order answers questions")
reply = search(sort="shade")
check(reply["ok"] is False and "no such column" in reply["error"] and "SELECT" in reply["error"], "a database error goes out with 200")
check(api.get("/customers/1/invoices", params={"api_key": "no"}).status_code == 401, "a wrong key is a 401")
check(api.get("/customers/1/invoices").status_code == 422, "a missing one is a 422")
check(ids(search(limit=10000000)) == ids(search(limit=-1)) == [1, 2], "any limit is taken")
check("margin" in search()["invoices"][0], "internal columns go out")
count = []
event.listen(engine, "before_cursor_execute", lambda *a: count.append(a[2]))
search()
check(len(count) == 1 + 2, "a query for each invoice")
check("api_key=k-7f31aa" in str(api.build_request("GET", "/x", params={"api_key": KEY}).url), "the key is part of the URL")


@app.get("/health")
async def health():
    return "ok"


def slow(*_):
    time.sleep(0.4)


async def both():
    event.listen(engine, "before_cursor_execute", slow)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://x") as c:
        first = asyncio.create_task(c.get("/customers/9/invoices", params={"api_key": KEY}))
        started = time.monotonic()
        await asyncio.sleep(0.01)
        await c.get("/health")
        waited = time.monotonic() - started
        await first
    event.remove(engine, "before_cursor_execute", slow)
    return waited

before = asyncio.run(both())
exec(handout(ID, "python").replace("async def search", "def search"), space)
app.router.routes[:] = [r for r in app.router.routes if getattr(r, "path", "") == "/health"]
app.include_router(space["router"])
after = asyncio.run(both())
check(before > 0.3 > after, "async def with a synchronous engine blocks other routes; def does not")

router = APIRouter()
space = dict(Literal=Literal, Annotated=Annotated, Query=Query, CallerDep=Annotated[int, Depends(lambda: 1)],
             SessionDep=Annotated[int, Depends(lambda: 1)])
exec(answer(ID, "python"), space)
router.get("/c/{customer_id}")(space["search"])
app.include_router(router)
codes = [api.get("/c/1", params=p).status_code for p in ({}, {"sort": "id; --"}, {"limit": 0}, {"limit": 201}, {"status": "x'"})]
check(codes == [200, 422, 422, 422, 422], "the answer's signature refuses other columns, states and sizes")
