"""Measures the crate on generated problems: single forms, and cohorts of 10 and 50.

    cargo build --release -p hotseat-assembly --example solve
    python3 benches/assembly/measure.py SOLVE [--runs 3] [--only 10x5000]

SOLVE is the built example. A line for each problem: its name, the least CPU seconds of the runs (user, the reading of the problem
included), what it costs, the bound, the gap in percent, and the spread of loads or whether it is proven. CPU seconds, since a machine
that does other things, too, stretches those of the clock.
"""

import argparse
import resource
import subprocess
import tempfile
from pathlib import Path

import cpsat

SINGLE = [(1, size, shape, seed, tags) for size in (500, 5000, 50000)
          for shape in ("screening", "deep", "comprehensive", "focus") for seed in (1, 2, 3) for tags in (0, 2)]
COHORTS = [(forms, size, shape, seed, 0) for forms, size, seeds in ((10, 5000, (7, 8, 9)), (10, 50000, (7, 8)), (50, 50000, (7, 8)))
           for shape in ("screening", "deep", "comprehensive") for seed in seeds]


def user():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("solve")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="what the name begins with")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.txt"
        for forms, size, shape, seed, tags in SINGLE + COHORTS:
            name = f"{forms}x{size}-{shape}-{seed}-t{tags}"
            if not name.startswith(args.only):
                continue
            problem = cpsat.problem(size, [shape], seed, tags)
            problem["pins"] = []
            path.write_text(cpsat.text(problem) + (f"cohort {forms} 1 0 50\n" if forms > 1 else ""))
            least = None
            for _ in range(args.runs):
                before = user()
                ran = subprocess.run([args.solve, path], capture_output=True, text=True, check=True)
                took = user() - before
                least = took if least is None else min(least, took)
            said = dict(line.split(" ", 1) for line in ran.stdout.splitlines())
            cost, bound = int(said["cost"]), int(said["bound"])
            gap = 100 * (cost - bound) / cost if cost else 0
            last = f"spread {said['spread']}" if forms > 1 else f"proven {said['proven']}"
            print(f"{name} {least:.2f} s, cost {cost}, bound {bound}, gap {gap:.1f}%, {last}", flush=True)


if __name__ == "__main__":
    main()
