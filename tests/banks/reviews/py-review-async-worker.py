"""The async worker: tasks that nobody holds, a 500 that counts as sent, a shutdown that hangs, growth, a blocked
loop; and that fixed workers with `finally` and cancellation end and lose nothing."""
import asyncio
import gc
import logging
import sys
import weakref
from types import SimpleNamespace
from unittest import mock

from bank import check, handout

code = handout("py-review-async-worker", "python")
logging.disable(logging.CRITICAL)


def worker_class(source=code):
    scope = {"__name__": "worker"}
    exec(source, scope)
    return scope["Worker"]


class Client:
    def __init__(self, *statuses):
        self.statuses, self.posts = list(statuses), []

    async def post(self, path, json):
        self.posts.append(json)
        await asyncio.sleep(0)
        status = self.statuses.pop(0) if self.statuses else 200
        if status is Exception:
            raise OSError("connection reset")
        return SimpleNamespace(status=status)


async def start(client, jobs, source=code):
    queue = asyncio.Queue(maxsize=2)
    worker = worker_class(source)(queue, client)
    main = asyncio.create_task(worker.run())
    for job in jobs:
        await asyncio.wait_for(queue.put(job), 1)
    await asyncio.sleep(0.01)
    return worker, main


async def ends(awaitable):
    try:
        await asyncio.wait_for(awaitable, 0.05)
        return True
    except TimeoutError:
        return False


async def symptoms():
    class Silent:
        async def post(self, path, json):
            await asyncio.get_running_loop().create_future()      # no answer, no timeout

    worker, main = await start(Silent(), ["job"])
    sys.unraisablehook = lambda error: None      # the swallowed GeneratorExit
    tasks = weakref.WeakSet(task for task in asyncio.all_tasks() if "handle" in repr(task))
    check(len(tasks) == 1, "(the job is being posted)")
    gc.collect()
    check(len(tasks) == 0, "a task that only waits for itself is collected: the job is gone")
    main.cancel()

    worker, main = await start(Client(500), ["job"])
    check(len(worker.sent) == 1, "a 500 counts as sent")
    check(await ends(worker.stop()), "(with nothing failed it stops)")
    check(not main.done(), "but run still waits in get() for another job")
    main.cancel()

    client = Client(*[Exception] * 5)
    worker, main = await start(client, ["job"])
    check(len(client.posts) == 5 and not worker.sent and not await ends(worker.stop()), "after five failures the job is dropped, and stop never returns")
    main.cancel()

    client = Client()
    worker, main = await start(client, [])
    worker.queue.put_nowait("one"), worker.queue.put_nowait("two")
    try:
        async with asyncio.timeout(0.1):
            await worker.stop()
        check(False, "stop")
    except TimeoutError:
        check(main.done() and worker.queue.qsize() == 1 and client.posts == ["one"], "run ends after one more job and leaves the rest, so stop hangs")

    client = Silent()
    worker, main = await start(client, [])
    task = asyncio.create_task(worker.handle("job"))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0.01)
    check(not task.done(), "a canceled task goes on: BaseException swallows the cancellation")
    for _ in range(5):
        task.cancel()
        await asyncio.sleep(0)
    main.cancel()

    worker, main = await start(Client(), range(50))
    check(len(worker.sent) == 50, "each job and response is kept; a queue of two takes fifty jobs at once")
    main.cancel()

    with mock.patch("time.sleep") as sleep:
        worker, main = await start(Client(429, 429), ["job"])
        check([call.args[0] for call in sleep.call_args_list] == [1, 2], "on 429 the whole loop sleeps")
    main.cancel()
    lost = Client(Exception)
    worker, main = await start(lost, ["job"])
    check(lost.posts == ["job", "job"], "after a lost answer the job is sent twice")
    main.cancel()


FIXED = '''
import asyncio
class Worker:
    def __init__(self, queue, client):
        self.queue, self.client, self.dead = queue, client, []
    async def run(self):
        async with asyncio.TaskGroup() as group:
            for _ in range(2):
                group.create_task(self.work())
    async def work(self):
        while True:
            job = await self.queue.get()
            try:
                await self.handle(job)
            finally:
                self.queue.task_done()
    async def handle(self, job):
        for attempt in range(5):
            try:
                if (await self.client.post("/jobs", json=job)).status == 200:
                    return
            except OSError:
                pass
        self.dead.append(job)
    async def stop(self):
        await self.queue.join()
'''


async def cure():
    client = Client(*[Exception] * 5, 500)
    worker, main = await start(client, "abcde", FIXED)
    check(await ends(worker.stop()) and set(client.posts) == set("abcde"), "fixed workers: stop returns when all is sent or set aside")
    main.cancel()
    check(await ends(asyncio.gather(main, return_exceptions=True)), "and cancellation ends them")


asyncio.run(symptoms())
asyncio.run(cure())
