"""A real Celery worker with the prefork pool, over a broker that is only a folder."""
import contextlib
import os
import signal
import tempfile


@contextlib.contextmanager
def app_with_folder(**conf):
    """Yields an app and the folder in which its broker and results live."""
    from celery import Celery

    with tempfile.TemporaryDirectory() as place:
        for name in ("in", "results"):
            os.mkdir(f"{place}/{name}")
        app = Celery("harness", broker="filesystem://", backend=f"file://{place}/results", set_as_current=True)
        app.conf.update(broker_transport_options={"data_folder_in": f"{place}/in", "data_folder_out": f"{place}/in",
                                                  "control_folder": f"{place}/control"},
                        worker_hijack_root_logger=False, **conf)
        yield app, place


@contextlib.contextmanager
def worker(app, *options):
    """Runs a worker with one prefork process as long as the block lasts."""
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        if not os.environ.get("HARNESS_LOG"):
            os.dup2(quiet, 2)
        os.environ["C_FORCE_ROOT"] = "1"
        app.worker_main(["worker", "-P", "prefork", "-c", "1", "-l", "INFO", "--without-gossip",
                         "--without-mingle", "--without-heartbeat", *options])
        os._exit(0)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
