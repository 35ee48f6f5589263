"""Reads one table of 10,000,000 ratings with hotseat and with DuckDB, as whole processes, one after the other, and prints what each needs.

    python3 -m venv VENV && VENV/bin/pip install duckdb==2.0.1
    cargo build --release
    VENV/bin/python benches/ratings/beside_duckdb.py target/release/hotseat FOLDER [--rows 10000000] [--order interviews] [--runs 3]

FOLDER takes the tables (500 MB for 10,000,000 rows); one that is there is used again. hotseat runs `calibrate --from TABLE --dry-run`: it
reads and understands every row, matches people, finds what is rated twice, and fits nothing. DuckDB reads the same file and groups it by
candidate and by interviewer (count and mean): in one pass (grouping sets) and from a table that it reads the file into; what is faster
counts. Both are run with all processors, and with one. The least of the runs is printed: seconds by the clock, seconds of CPU, MB.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

FIRST = """Ada Ben Cleo Dag Elif Finn Gia Hugo Ines Jon Kaja Leo Mina Nils Olga Paul Qadir Rosa Sven Tess Uma Vera Wim Xenia Yara Zeno
Amir Bela Cora Dina Emil Faye Gus Hana Igor June Kofi Lena Milo Nora Omar Pia Rafa Sara Teo Ulla Vito Wanda Yuki Zoë Anna Boris Clara
David Edith Farah Goran Heidi Ivan Jana Karl Luis Maya Nina Otto Petra Ravi Sofia Tariq Ugo Viola Will Yusuf Zita Alma Bram Carl Dora
Enzo Flora Gita Hans Isla Jorge Kira Lars Mona Noah Oona Pavel Rita Simon Tove Urs Vanja Wes Yann Ziva Axel Bea Cyril""".split()
LAST = [
    start + end
    for start in """Al Ber Cas Dol Eng Fal Gar Hol Is Jan Kal Lin Mor Nor Ol Per Quin Ras Sal Tor Ul Ver Wal Yar Zel And Bran Cord Dun Ek
    Fern Grün Hart Iv Jor Kris Lund Mak Nov Ost""".split()
    for end in "man son elli ova berg ström ard ez ini ley ton ski as ides ic an ero wood field mann dahl qvist eau aga ury".split()
]
DIMENSIONS = ["problem-solving", "technical", "communication", "code-quality", "ownership"]
CANDIDATES, INTERVIEWERS, EACH = 100_000, 500, 20


def person(number, of):
    first, last = FIRST[number % 100], LAST[(number // 100 + number % 100 * 37) % len(LAST)]
    # Every twentieth has the last name in front, and so is in quotes.
    return f'"{last}, {first}"' if (number * of) % 20 == 3 else f"{first} {last}"


def rows(count, order):
    candidates = [person(number, 7) for number in range(CANDIDATES)]
    interviewers = [person(number * 97 + 31, 11) for number in range(INTERVIEWERS)]
    # Multiplying by what has no factor in common with the number of things puts them into another order.
    groups = (count + 4) // 5
    spread_groups = 1 if order == "candidates" else next(p for p in (1_618_033, 1_618_037) if groups % p)
    spread_rows = 6_180_339 if order == "rows" else 1
    state = 12
    for at in range(count):
        # Every ten thousandth row repeats another.
        at = at * spread_rows % count if at % 10_000 else at // 2 * spread_rows % count
        interview, dimension = at // 5 * spread_groups % groups, at % 5
        candidate, nth = interview // EACH % CANDIDATES, interview % EACH
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) & 0xFFFF_FFFF_FFFF_FFFF
        score = "1223333444444555"[state >> 60]
        yield f"{candidates[candidate]},{interviewers[(candidate * 7 + nth * 25) % INTERVIEWERS]},{DIMENSIONS[dimension]},{score}\n"


def table(folder, count, order):
    path = folder / f"{order}-{count}.csv"
    if not path.exists():
        draft = path.with_suffix(".draft")
        with open(draft, "w", encoding="utf-8", buffering=1 << 20) as file:
            file.write("candidate,interviewer,dimension,score\n")
            file.writelines(rows(count, order))
        draft.rename(path)
    return path


ONE_PASS = """
select candidate, interviewer, count(*), avg(score) from read_csv({path!r}) group by grouping sets ((candidate), (interviewer))
"""
INTO_A_TABLE = """
create temp table ratings as select candidate, interviewer, score from read_csv({path!r});
create temp table by_candidate as select candidate, count(*), avg(score) from ratings group by candidate;
select interviewer, count(*), avg(score) from ratings group by interviewer
"""


def duckdb(path, threads, query):
    statement = query.format(path=str(path)).strip()
    code = f"import duckdb; c = duckdb.connect(); c.execute('set threads = {threads}'); c.execute({statement!r}).fetchall()"
    return [sys.executable, "-c", code]


def hotseat(program, path, threads, folder):
    one = ["taskset", "-c", "0"] if threads == 1 else []
    return [*one, program, "calibrate", "--from", str(path), "--dry-run", "--workspace", str(folder / "workspace")]


def measured(command):
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {command}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--order", choices=["candidates", "interviews", "rows"], default="interviews")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    path = table(given.folder, given.rows, given.order)
    print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")
    every = os.cpu_count()
    calls = {}
    for threads in sorted({every, 1}, reverse=True):
        calls[f"hotseat, {threads} processors"] = hotseat(given.program, path, threads, given.folder)
        calls[f"DuckDB, {threads} threads, one pass"] = duckdb(path, threads, ONE_PASS)
        calls[f"DuckDB, {threads} threads, into a table"] = duckdb(path, threads, INTO_A_TABLE)
    least = {}
    for _ in range(given.runs):
        for name, command in calls.items():
            run = measured(command)
            least[name] = tuple(map(min, run, least.get(name, run)))
    for name, (wall, cpu, memory) in least.items():
        print(f"{name:<32} {wall:7.2f} s {cpu:7.2f} s CPU {memory:7.0f} MB")


if __name__ == "__main__":
    main()
