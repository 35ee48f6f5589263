"""The proposed conftest and pipeline under pytest: failures that become skips, reruns that no longer happen, a gate that
cannot close, sleeping and chance switched off."""
import pathlib
import subprocess
import sys
import tempfile

from bank import check, handout

ID = "tq-review-quality-gate-conftest"
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "conftest.py").write_text(handout(ID, "python"))
(folder / "app.py").write_text("def used(): return 1\ndef unused():\n    a = 1\n    b = 2\n    return a + b\n")
(folder / "test_it.py").write_text('''
import pathlib, random, time
import pytest
from time import sleep
import app
runs = pathlib.Path("runs.txt")
def test_rule():
    runs.open("a").write("rule ")
    assert app.used() == 2
@pytest.mark.critical
def test_critical():
    runs.open("a").write("critical ")
    assert False
def test_waits():
    start = time.monotonic()
    time.sleep(0.05)
    assert time.monotonic() - start < 0.04
    sleep(0.05)
    assert time.monotonic() - start > 0.04
def test_chance():
    assert random.random() == random.Random(1).random()
''')


def pytest(*args, ci=True, shell=""):
    (folder / "runs.txt").write_text("")
    env = {"CI": "true", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PATH": "/usr/bin:/bin"}
    if not ci:
        del env["CI"]
    run = subprocess.run(f"{sys.executable} -B -m pytest -q -W ignore -p no:cacheprovider -rs {' '.join(args)} {shell}", shell=True, cwd=folder, env=env, capture_output=True, text=True)
    return run.returncode, run.stdout, (folder / "runs.txt").read_text().split()


check(pytest("-k 'not critical'", ci=False)[0] == 1, "on a developer's machine the broken rule fails")
code, out, _ = pytest("-k 'not critical'")
check(code == 0 and "1 skipped" in out and "unstable in CI" in out, "on the build server it is a skip, and the run is green")
code, out, runs = pytest("-p pytest_rerunfailures --reruns 2")
check(code == 1 and runs.count("critical") == 3, "a critical test is run again and fails")
check(runs.count("rule") == 1, "one that became a skip is not even run again")
pipeline = handout(ID, "yaml")
assert "--cov-fail-under=85 || true" in pipeline
code, out, _ = pytest("-p pytest_cov --cov=app --cov-fail-under=85 -k 'not critical'")
check(code != 0 and "85" in out, "too little coverage is reported")
check(pytest("-p pytest_cov --cov=app --cov-fail-under=85", shell="|| true")[0] == 0, "|| true discards that, and the critical failure, too")
(folder / "test_it.py").write_text("import nothing_of_that_name")
check(pytest()[0] != 0 and pytest(shell="|| true")[0] == 0, "even a test file that cannot be imported stays green")
