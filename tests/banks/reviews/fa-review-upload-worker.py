"""Two copies of the service, as two workers: names leave the folder, the poll meets no job or another customer's, columns of
the file set any field, one bad row spoils all later ones, a restart forgets; and the import holds up other routes."""
import asyncio
import os
import sys
import tempfile
import time
import types

import httpx2
from bank import check, handout
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, event, func, pool, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

place = tempfile.mkdtemp()
os.mkdir(f"{place}/imports")
code = handout("fa-review-upload-worker", "python")
check(code.count("/data/imports/") == 1, "the folder of the uploads, moved for this harness")
code = code.replace("/data/imports/", f"{place}/imports/")


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    tenant_id: Mapped[int] = mapped_column(default=1)


def worker():
    """A process of its own: the module anew, with its own session."""
    engine = create_engine("sqlite://", poolclass=pool.StaticPool, connect_args={"check_same_thread": False})
    Base.metadata.create_all(engine)
    for name, content in (("svc", {}), ("svc.db", {"SessionLocal": sessionmaker(engine)}), ("svc.models", {"Customer": Customer})):
        sys.modules[name] = types.ModuleType(name)
        vars(sys.modules[name]).update(content)
    space = {"__name__": "svc.api", "__package__": "svc"}
    exec(code, space)
    space["engine"] = engine
    return space, TestClient(space["app"], raise_server_exceptions=False)


def upload(client, name, *rows, header="email"):
    return client.post("/imports", files={"file": (name, "\n".join((header, *rows)) + "\n")}).json()["job"]


def rows(space):
    with space["engine"].connect() as db:
        return db.execute(select(func.count()).select_from(Customer)).scalar()


(first, one), (second, two) = worker(), worker()
upload(one, "../outside.csv", "a@x")
check(os.path.exists(f"{place}/outside.csv"), "the client's name leads out of the folder")
upload(one, "same.csv", "b@x")
upload(one, "same.csv", "c@x")
check(open(f"{place}/imports/same.csv").read() == "email\nc@x\n", "an equal name overwrites the other upload")
check(one.get("/imports/1").json()["state"] == "finished", "the worker that took the upload knows the job")
check(two.get("/imports/1").status_code == 404, "another worker does not")
upload(two, "d.csv", "d@x", "d@x")
check(two.get("/imports/1").json()["errors"][0]["row"] == {"email": "d@x"}, "or has another customer's under that number, with rows")
check(os.path.exists(f"{place}/imports/d.csv"), "and the files stay")

upload(one, "admin.csv", "9,e@x,2", header="id,email,tenant_id")
with first["engine"].connect() as db:
    check(db.execute(select(Customer.tenant_id).where(Customer.id == 9)).scalar() == 2, "columns of the file set any field")
before = rows(first)
job = upload(one, "bad.csv", "f@x", "f@x", "g@x", "h@x")
errors = [e["error"] for e in one.get(f"/imports/{job}").json()["errors"]]
check(rows(first) == before + 1 and len(errors) == 3 and all("rolled back due to a previous exception" in e for e in errors[1:]),
      "after one failed flush every later row fails")
check(len(one.get(f"/imports/{upload(one, 'ok.csv', 'i@x')}").json()["errors"]) == 1, "of every later file, too")
(third, three) = worker()
commits = []
event.listen(third["engine"], "commit", commits.append)
upload(three, "t.csv", *(f"{n}@x" for n in range(5)))
check(len(commits) == 5, "each row has its commit")
three.post("/imports", files={"file": ("odd.csv", b"email\n\xff\n")})
check(three.get("/imports/2").json()["state"] == "running", "a file that is not UTF-8 leaves its job running forever")
check(worker()[1].get("/imports/1").status_code == 404, "after a restart no job is known")

third["csv"].DictReader, real = (lambda f: time.sleep(0.4) or real(f)), third["csv"].DictReader


async def health_during(space):
    @space["app"].get("/health")
    async def health():
        return "ok"
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(space["app"]), base_url="http://x") as client:
        started = time.monotonic()
        job = asyncio.create_task(client.post("/imports", files={"file": ("s.csv", "email\nz@x\n")}))
        await asyncio.sleep(0.1)
        await client.get("/health")
        waited = time.monotonic() - started
        await job
        return waited

waited = asyncio.run(health_during(third))
code = code.replace("async def run_import", "def run_import")
fourth, _ = worker()
threaded = asyncio.run(health_during(fourth))
third["csv"].DictReader = real
check(waited > 0.35 > threaded, "the import holds up other routes; as a plain def it does not")
