"""The base module for jobs: code from the broker, a renamed class, success after a hundred failures, jobs of the same name,
misspelled attributes, and one broken module."""
import os
import pathlib
import pickle
import sys
import tempfile
import types

from bank import check, handout

os.environ["USER"], os.environ["DB_PASSWORD"] = "root", "secret"
jobs = types.ModuleType("jobs")
sys.modules["jobs"] = jobs
exec(handout("py-review-plugin-framework", "python"), jobs.__dict__)
BaseJob = jobs.BaseJob


class Broker(list):
    push = list.append


def team(name, source):
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(f"from jobs import BaseJob\n{source}", module.__dict__)
    return module


folder = pathlib.Path(tempfile.mkdtemp())


class Shell:
    def __reduce__(self):
        return os.mkdir, (str(folder / "ran"),)


BaseJob.load(pickle.dumps(Shell()))
check((folder / "ran").is_dir(), "whoever writes to the broker runs code")
one = team("one", "class SyncJob(BaseJob):\n    def run(self): return self.name")
broker = Broker()
one.SyncJob(name="a").enqueue(broker)
check(BaseJob.load(broker[0]).execute() == "a", "a job comes back from the queue")
del one.SyncJob
try:
    BaseJob.load(broker[0])
    check(False, "a renamed class breaks queued jobs")
except AttributeError:
    check(True, "a renamed class breaks queued jobs")
team("one", "class SyncJob(BaseJob): pass")
team("two", "class SyncJob(BaseJob): pass")
check(jobs.JOBS["SyncJob"].__module__ == "two", "the second SyncJob silently replaces the first")

tries = []


class Fails(BaseJob):
    def run(self):
        tries.append(1)
        raise OSError("down")


check(Fails().execute() is None and len(tries) == 100, "a hundred tries in a row, then None as if it had worked")


class Misspelled(BaseJob):
    def runn(self):
        return "done"


check(Misspelled().execute() is None, "a job with a misspelled run ends the same way")
job = Fails()
check(job.user == "root" and job.recipient is None and job.db_password == "secret", "any attribute is None or from the environment, secrets included")
check(Fails(run=lambda: "mine").execute() == "mine", "a keyword replaces even run")
check("BaseJob" in jobs.JOBS, "the base class is registered, too")


class Plain:
    seen = {}

    def __init_subclass__(cls, **rest):
        Plain.seen[cls.__name__] = cls


class Sub(Plain):
    pass


check(Plain.seen == {"Sub": Sub}, "__init_subclass__ registers without a metaclass")
(folder / "pack").mkdir()
for name, text in {"__init__": "", "a_broken": "import nothing_of_that_name", "b_good": "loaded = True"}.items():
    (folder / "pack" / f"{name}.py").write_text(text)
sys.path.insert(0, str(folder))
import pack  # noqa: E402
try:
    jobs.discover(pack)
except ImportError:
    pass
check("pack.b_good" not in sys.modules, "one broken module stops discover")
