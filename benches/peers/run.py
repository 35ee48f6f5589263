"""Runs hotseat and what else fits such models or computes such numbers on the same tables, in turns, and prints one Markdown table.

    apt-get install --no-install-recommends r-cran-lme4
    cargo build --release
    HOTSEAT=target/release/hotseat python3 benches/peers/run.py [--quick] [--runs 3] [--folder DIR] [--only PATTERN]

Tables of ratings: InstEval, which lme4 ships (73,421 ratings of 1,128 lecturers by 2,972 students), and 1,000,000 of 62,500 candidates, each
seen by 4 of 2,000 interviewers, who are drawn from a seed, on 4 dimensions. Without --quick also as many where each is seen by neighbors
in a ring (`examples/draw.rs` of the calibration crate), since some factors that are dense otherwise stay sparse there.
The others come from PyPI, pinned, into a virtual environment in DIR (without --folder a temporary folder that goes away again).

All are run as whole processes, one after the other in each round, and the least of the rounds counts: CPU seconds (user and system, of
all threads), and the most memory held at once. Of the others the fit alone is given as well, without starting, importing and reading,
and the factor is that of the fit alone over hotseat's whole command. Each has three minutes of CPU time and 8 GB; those that had no
result by then when this was written have one run, after the rounds, and --quick leaves them out (pyreml alone brings gigabytes of
PyTorch). Threads sleep while they wait (OMP_WAIT_POLICY), which is in the others' favor: by its default GPBoost's spin.
"""

import argparse
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUICK = ["gpboost==1.8.0", "krippendorff==0.9.0", "numpy==2.4.6", "pandas==3.1.1", "scipy==1.17.1"]
SLOW = ["statsmodels==0.15.0", "mssm==1.2.5", "pyreml==0.5.4", "torch==2.15.0"]
INSTEVAL, MILLION, RING = "InstEval", "1,000,000", "1,000,000 in a ring"
MINUTES, GIGABYTES = 3, 8
SLOW_LABEL = "no result in three minutes"


def draw(path, ring):
    """1,000,000 rows. In a ring they are those of `tables::million` of the calibration crate's benches, by the same generator."""
    state = 12345

    def below(bound):
        nonlocal state
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) & 0xFFFF_FFFF_FFFF_FFFF
        return (state >> 33) % bound

    severity = [below(2) for _ in range(2_000)]
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        file.write("candidate,interviewer,dimension,score\n")
        for candidate in range(62_500):
            ability, seats = below(3), [below(2_000)]
            while len(seats) < 4:
                another = (seats[-1] + 37) % 2_000 if ring else below(2_000)
                if another not in seats:
                    seats.append(another)
            for interviewer in seats:
                middle = ability + severity[interviewer]
                for dimension in range(4):
                    score = min(max(middle + below(3) + below(2), 2), 6) - 1
                    file.write(f"c{candidate},r{interviewer},d{dimension},{score}\n")


def prepared(folder, quick):
    """The tables and the interpreter of the virtual environment, all made where they are not there yet."""
    if shutil.which("Rscript") is None:
        sys.exit("no Rscript: install R with lme4 first (Debian: apt-get install --no-install-recommends r-cran-lme4)")
    tables = {INSTEVAL: folder / "insteval.csv", MILLION: folder / "million.csv", RING: folder / "ring.csv"}
    for table, path in tables.items():
        if path.exists() or (quick and table == RING):
            continue
        draft = path.with_suffix(".draft")
        if table == INSTEVAL:
            subprocess.run(["Rscript", HERE / "fit.R", "--draw", draft], check=True)
        else:
            draw(draft, ring=table == RING)
        draft.rename(path)
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
    wanted = QUICK if quick else QUICK + SLOW
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
    return tables, python


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (MINUTES * 60, MINUTES * 60 + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (GIGABYTES << 30, GIGABYTES << 30))


class Program:
    """A program on a table: what its runs took at the least, or why there is no result."""

    def __init__(self, table, name, what, command, slow=False):
        self.table, self.name, self.what, self.command, self.slow = table, name, what, command, slow
        self.cpu = self.fit = self.wall = self.memory = None
        self.found, self.failed = "", None

    def run(self, folder):
        # Threads that wait sleep, so that what else the machine does costs nobody CPU seconds of waiting.
        surroundings = {**os.environ, "OMP_WAIT_POLICY": "passive"}
        with open(folder / "out", "w+b") as out, open(folder / "err", "w+b") as err:
            began = time.perf_counter()
            process = subprocess.Popen(self.command, stdout=out, stderr=err, env=surroundings, preexec_fn=limits)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            wall = time.perf_counter() - began
            out.seek(0)
            err.seek(0)
            lines, told = out.read().decode().splitlines(), err.read().decode()
        cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        self.memory = max(memory, self.memory or 0.0)
        if process.returncode != 0:
            self.cpu = cpu
            if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
                self.failed = SLOW_LABEL
            elif "memory" in told.lower() or "alloc" in told.lower():
                self.failed = f"more than {GIGABYTES} GB"
            else:
                sys.exit(f"failed: {' '.join(map(str, self.command))}\n{told[-2000:]}")
            return
        self.cpu, self.wall = min(cpu, self.cpu or cpu), min(wall, self.wall or wall)
        if self.name != "hotseat":
            said = json.loads(lines[-1])
            self.fit, self.found = min(said["seconds"], self.fit or said["seconds"]), said["found"]


def programs(hotseat, tables, python, folder, quick, only):
    def ours(table, what, *more, slow=False):
        command = [hotseat, "calibrate", "--from", tables[table], "--scale", "1..5", "--workspace", folder / "workspace", *more]
        return Program(table, "hotseat", what, command, slow)

    def package(table, name, what="fit", slow=False):
        version = next(line.split("==")[1] for line in QUICK + SLOW if line.startswith(name.lower() + "=="))
        return Program(table, f"{name} {version}", what, [python, HERE / "fit.py", name.lower(), tables[table]], slow)

    version = ["Rscript", "-e", "cat(packageDescription('lme4')$Version)"]
    version = subprocess.run(version, check=True, capture_output=True, text=True).stdout

    def lme4(table, slow=False):
        return Program(table, f"lme4 {version}", "fit", ["Rscript", HERE / "fit.R", tables[table]], slow)

    every = []
    for table in (INSTEVAL, MILLION):
        every += [
            ours(table, "the same two terms, `--json`", "--terms", "candidate,interviewer", "--json"),
            ours(table, "all, `--json`", "--json"),
            ours(table, "all, the report"),
            package(table, "GPBoost"),
            lme4(table, slow=table == MILLION),
        ]
    every += [package(INSTEVAL, name, slow=True) for name in ("statsmodels", "mssm", "pyreml")]
    every += [package(MILLION, "krippendorff", "three alphas")]
    every += [ours(RING, "the same two terms, `--json`", "--terms", "candidate,interviewer", "--json", slow=True)]
    every += [package(RING, "GPBoost", slow=True), lme4(RING, slow=True)]
    chosen = [program for program in every if re.search(only, f"{program.table}, {program.name}")]
    return [program for program in chosen if not (quick and program.slow)]


def row(program, hotseat):
    def seconds(value):
        return "–" if value is None else f"{value:.2f}"

    took, factor = program.failed or seconds(program.cpu), "–"
    if program.what == "fit" and hotseat is not None:
        # Who has no result is behind by the limit at the least.
        behind = MINUTES * 60 if program.failed == SLOW_LABEL else program.fit
        factor = "–" if behind is None else f"{'over ' if program.failed else ''}{behind / hotseat:.{0 if behind > 10 * hotseat else 1}f}×"
    cells = [program.table, program.name, program.what, took, seconds(program.fit), factor, f"{program.memory:.0f}"]
    return f"| {' | '.join(cells)} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without those that have no result in three minutes")
    parser.add_argument("--only", default="", metavar="PATTERN", help="what table and name hold, such as 'InstEval, (hotseat|lme4)'")
    parser.add_argument("--runs", type=int, default=3, help="rounds, of which the least counts (default 3)")
    parser.add_argument("--folder", type=Path, help="where tables and packages are kept for the next time")
    given = parser.parse_args()
    hotseat = os.environ.get("HOTSEAT")
    if hotseat is None or shutil.which(hotseat) is None:
        sys.exit("HOTSEAT is to say where the built program is: HOTSEAT=target/release/hotseat")
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        (folder / "workspace").mkdir(parents=True, exist_ok=True)
        tables, python = prepared(folder, given.quick)
        every = programs(Path(hotseat).resolve(), tables, python, folder, given.quick, given.only)
        rounds = [program for _ in range(given.runs) for program in every if not program.slow]
        for program in rounds + [program for program in every if program.slow]:
            program.run(folder)
            took = program.failed or f"{program.cpu:.2f} s at the least"
            print(f"{program.table}, {program.name}, {program.what}: {took} {program.found}", file=sys.stderr, flush=True)
        print("| ratings | program | what | CPU seconds, whole process | of the fit alone | fit over hotseat's same | MB |")
        print("|---|---|---|---|---|---|---|")
        for program in every:
            same = next((other.cpu for other in every if other.table == program.table and other.name == "hotseat"), None)
            print(row(program, same))
        print(f"\nLoad at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; rounds: {given.runs}.")


if __name__ == "__main__":
    main()
