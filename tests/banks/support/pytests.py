"""Runs an answer's tests with pytest in a directory of their own, and says which passed."""
import contextlib
import io
import pathlib
import sys
import tempfile

import pytest


def run(files):
    """The outcomes of the tests in these files (name to text), by the test's name with its parameters' ids."""
    outcomes = {}

    class Listen:
        def pytest_runtest_logreport(self, report):
            if report.when == "call" or report.outcome != "passed":
                outcomes[report.nodeid.split("::", 1)[1]] = report.outcome

    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
        names = {pathlib.Path(name).stem for name in files}
        sys.path.insert(0, folder)
        try:
            with contextlib.redirect_stdout(io.StringIO()) as said:
                code = pytest.main([folder, "-q", "-p", "no:cacheprovider", "-p", "no:django", f"--rootdir={folder}", f"--confcutdir={folder}"], plugins=[Listen()])
        finally:
            sys.path.remove(folder)
            for name in names:
                sys.modules.pop(name, None)
    if code not in (0, 1):
        raise SystemExit(said.getvalue())
    return outcomes


def failed(files):
    """The names of the tests that did not pass."""
    return sorted(name for name, outcome in run(files).items() if outcome != "passed")
