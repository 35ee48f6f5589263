"""A pool process that is killed: with late acks, too, the message is gone unless the task rejects on a lost worker."""
import os
import signal
import time

from bank import check
from celery_worker import app_with_folder, worker

with app_with_folder(task_ignore_result=True, worker_prefetch_multiplier=1) as (app, place):

    def dies_once(name):
        """Counts its runs in a file; the first run kills its own process."""
        path = f"{place}/{name}"
        with open(path, "a", encoding="utf-8") as runs:
            runs.write("x")
        if os.path.getsize(path) == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    @app.task(name="early")
    def early():
        dies_once("early")

    @app.task(name="late", acks_late=True)
    def late():
        dies_once("late")

    @app.task(name="rejecting", acks_late=True, reject_on_worker_lost=True)
    def rejecting():
        dies_once("rejecting")

    def runs(name):
        return os.path.getsize(f"{place}/{name}") if os.path.exists(f"{place}/{name}") else 0

    for task in (early, late, rejecting):
        task.delay()
    with worker(app):
        until = time.monotonic() + 90
        while time.monotonic() < until and runs("rejecting") < 2:
            time.sleep(0.2)
        time.sleep(2)
    check(runs("rejecting") == 2, "with reject_on_worker_lost the task runs again")
    check(runs("early") == 1, "with early acks the message is gone")
    check(runs("late") == 1, "with late acks alone it is gone as well")
