"""The app on one event loop: slots, quotas, owners, cancellation while queued and running, failures, expiry."""
import asyncio
import logging
import sys
import types

import httpx

from bank import answer, check

logged = []
logging.getLogger().handlers = [type("Keep", (logging.Handler,), {"emit": lambda self, record: logged.append(record.getMessage())})()]
code = answer("fa-code-export-jobs", "python")


def load(*change):
    module = types.ModuleType("exports")
    sys.modules["exports"] = module
    assert not change or code.count(change[0]) == 1
    exec(compile(code.replace(*change) if change else code, "exports", "exec"), module.__dict__)
    module.gates, module.running = {}, []

    async def build_report(month):
        module.running.append(month)
        gate = module.gates[month] = asyncio.get_running_loop().create_future()
        try:
            return await gate
        finally:
            module.running.remove(month)

    module.build_report = build_report
    return module


async def turn():
    for _ in range(20):
        await asyncio.sleep(0)


async def story(module):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=module.app), base_url="http://test") as http:
        async def call(method, path, who="a"):
            response = await http.request(method, path, headers={"X-Client": who})
            await turn()
            return response

        submit = lambda month, who="a": call("POST", f"/exports?month={month}", who)
        state = lambda job, who="a": call("GET", f"/exports/{job}", who)
        sent = [await submit(f"m{n}") for n in range(5)]
        ids = [r.json()["id"] for r in sent]
        check(all(r.status_code == 202 and r.headers["location"] == f"/exports/{i}" and r.json() == {"id": i, "state": "queued", "error": None} for r, i in zip(sent, ids)), "202, Location, queued")
        check([(await state(i)).json()["state"] for i in ids] == ["running"] * 3 + ["queued"] * 2 and module.running == ["m0", "m1", "m2"], "three run, the others wait")
        check((await submit("m5")).status_code == 429 and (await submit("b0", "b")).status_code == 202, "the sixth gets 429, another client doesn't")
        check([(await call(m, f"/exports/{ids[0]}{p}", "b")).status_code for m, p in [("GET", ""), ("GET", "/result"), ("DELETE", "")]] == [404] * 3 and (await state("none")).status_code == 404, "other clients' jobs look like unknown ones")
        check((await call("GET", f"/exports/{ids[0]}/result")).status_code == 409, "no result yet: 409")
        module.gates["m0"].set_result("a,b")
        await turn()
        done = await call("GET", f"/exports/{ids[0]}/result")
        check(done.status_code == 200 and done.text == "a,b" and done.headers["content-type"].startswith("text/csv"), "the result as CSV")
        check(module.running == ["m1", "m2", "m3"], "a finished job frees its slot")
        module.gates["m1"].set_exception(RuntimeError("secret path"))
        await turn()
        failed = (await state(ids[1])).json()
        check(failed["state"] == "failed" and failed["error"] == "The export failed" and module.running == ["m2", "m3", "m4"], "a failure frees its slot and shows nothing")
        check(any(ids[1] in line for line in logged), "and is logged")
        check((await submit("m6")).status_code == 202, "unfinished ones count only")
        queued = next(job for job in module.jobs.values() if job.month == "b0")
        check(queued.state == "queued", "the other client's job still waits")
        await call("DELETE", f"/exports/{queued.id}", "b")
        check(queued.state == "canceled" and queued.task.cancelled() and "b0" not in module.gates, "canceling a queued job: it never runs")
        check((await call("DELETE", f"/exports/{ids[2]}")).json()["state"] == "canceled" and "m2" not in module.running and len(module.running) == 3, "canceling a running one frees its slot")
        before = (await state(ids[2])).json()
        check((await call("DELETE", f"/exports/{ids[2]}")).json() == before and (await call("DELETE", f"/exports/{ids[0]}")).json()["state"] == "done", "canceling a finished job changes nothing")
        for job in module.jobs.values():
            if job.finished is not None:
                job.finished -= module.TTL + 1
        check((await state(ids[0])).status_code == 404 and (await state(ids[3])).json()["state"] == "running", "finished jobs vanish after an hour, running ones don't")
        last = (await http.post("/exports?month=z", headers={"X-Client": "c"})).json()["id"]
        task = module.jobs[last].task
        module.jobs[last].state = "queued"
        task.cancel()
        await turn()
        check(task.cancelled(), "a task can be canceled before its first step")
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await turn()


asyncio.run(story(load()))


async def first_step(module):
    job = module.Job("a", "m")
    job.task = asyncio.create_task(module.run(job))
    job.task.cancel()
    await turn()
    return job.state, module.running


check(asyncio.run(first_step(load())) == ("queued", []), "such a task never enters run, so that cancel sets the state")
