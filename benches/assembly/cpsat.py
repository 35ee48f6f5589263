"""Solves generated problems with the crate and with OR-tools CP-SAT, and compares what the optima cost.

    python3 -m venv VENV && VENV/bin/pip install ortools==9.15.6755
    cargo build --release -p hotseat-assembly --example solve
    VENV/bin/python benches/assembly/cpsat.py SOLVE [--count 100] [--sizes 50,500] [--seconds 120] [--workers 2] [--keep DIR]

SOLVE is the built example. A line for each problem: its name, what both cost, whether both are proven, and how long each took.
The exit code is 1 where they disagree. Two runs of CP-SAT may give different selections of the same cost: only costs are compared.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MASK = (1 << 64) - 1


class Rng:
    """splitmix64, so that any language can generate the same problems."""

    def __init__(self, seed):
        self.state = seed & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, n):
        return (self.next() >> 11) * n >> 53

    def pick(self, weights):
        left = self.below(sum(weights))
        for index, weight in enumerate(weights):
            if left < weight:
                return index
            left -= weight


KINDS = ["concept", "coding", "design", "review", "behavior"]
KIND_WEIGHTS = [40, 25, 12, 13, 10]
MINUTES = [(2, 8), (8, 25), (10, 25), (4, 10), (3, 8)]
GROUPS, TECHNOLOGIES, REST_HOURS = 20, 24, 24 * 180

# Minutes, kinds, least, most; then the percentages of the mix.
SHAPES = {
    "screening": ([(20, [0], 3, 6), (20, [1], 1, 2)], [10, 40, 40, 10, 0]),
    "deep": ([(25, [0], 3, 7), (25, [2], 1, 1), (10, [3], 1, 2)], [0, 30, 50, 20, 0]),
    "comprehensive": ([(40, [0, 3], 5, 10), (30, [1], 1, 2), (20, [2], 1, 1), (15, [4], 2, 3)], [0, 15, 45, 35, 5]),
    "focus": ([(30, [0, 3], 4, 8), (25, [1], 1, 2), (15, [2], 1, 1), (10, [4], 1, 2)], [10, 40, 40, 10, 0]),
    "leadership": ([(25, [0, 4], 3, 5), (20, [4], 2, 4), (15, [0, 4], 2, 4)], [0, 15, 45, 35, 5]),
    "task": ([(60, [1], 1, 3)], [0, 5, 30, 45, 20]),
    "warm-up": ([(8, [0], 1, 2)], [35, 50, 15, 0, 0]),
}


def bank(n, rng):
    items = []
    for _ in range(n):
        kind = rng.pick(KIND_WEIGHTS)
        low, high = MINUTES[kind]
        minutes = low + rng.below(high - low + 1)
        level = 1 + rng.pick([25, 30, 30, 15])
        difficulty = min(5, max(1, level + rng.pick([15, 25, 30, 20, 10]) - 1))
        group = rng.below(GROUPS)
        technologies = 0
        for _ in range(rng.pick([25, 45, 20, 10])):
            technologies |= 1 << rng.below(TECHNOLOGIES)
        last = -1 if rng.below(100) < 2 else rng.below(REST_HOURS)
        topic = rng.below(60)
        items.append((kind, minutes, level, difficulty, group, technologies, last, topic))
    by_group = {}
    for index, item in enumerate(items):
        by_group.setdefault(item[4], []).append(index)
    enemies = set()
    for _ in range(n // 2):
        among = by_group[rng.below(GROUPS)] if n >= 200 else range(n)
        a, b = among[rng.below(len(among))], among[rng.below(len(among))]
        if a != b:
            enemies.add((min(a, b), max(a, b)))
    return items, sorted(enemies)


def targets(minutes, shares):
    target = [minutes * share // 100 for share in shares]
    target[2] += minutes - sum(target)
    return target


def problem(size, shapes, seed, technologies):
    """A problem as both solvers read it."""
    rng = Rng(seed)
    questions, enemies = bank(size, rng)
    level = 2 + rng.below(2)
    variety = [0, 200, 200][rng.below(3)]
    repeat = [0, 0, 60][rng.below(3)]
    chosen = 0
    while chosen.bit_count() < technologies:
        chosen |= 1 << rng.below(TECHNOLOGIES)
    forms, kinds = [], []
    for shape in shapes:
        sections, shares = SHAPES[shape]
        minutes = sum(section[0] for section in sections)
        limit = [2, 2, 3, None][rng.below(4)]
        forms.append({
            "limit": limit, "wanted": rng.below(9), "required": chosen, "target": targets(minutes, shares),
            "sections": [(section[0], section[2], section[3]) for section in sections],
        })
        kinds += [section[1] for section in sections]
    items = []
    for kind, minutes, of, difficulty, group, tags, last, topic in questions:
        away = abs(of - level)
        rest = 0 if last < 0 else max(0, 1000 - 1000 * last // REST_HOURS)
        own = rest + 40 * away + (rng.below(variety + 1) if variety else 0)
        fits = not chosen or not tags or tags & chosen
        sections = sum(1 << s for s, among in enumerate(kinds) if kind in among) if fits else 0
        items.append({
            "own": own, "minutes": minutes, "difficulty": difficulty - 1, "group": group, "tags": tags,
            "sections": sections, "class": max(0, away - 1), "labels": [topic],
        })
    pins = []
    if rng.below(4) == 0:
        able = [i for i, item in enumerate(items) if item["sections"] and item["minutes"] <= 8]
        if able:
            pins.append(able[rng.below(len(able))])
    forbidden = sorted({rng.below(size) for _ in range(size // 20)} - set(pins))
    return {"items": items, "enemies": enemies, "forms": forms, "repeat": repeat, "pins": pins, "forbidden": forbidden,
            "seed": seed}


def text(p):
    lines = [f"seed {p['seed']}", f"weights 1000 200 200 300 {p['repeat']}"]
    for form in p["forms"]:
        limit = "-" if form["limit"] is None else form["limit"]
        lines.append(f"form {limit} {form['wanted']} {form['required']} " + " ".join(map(str, form["target"])))
        lines += [f"section {capacity} {least} {most}" for capacity, least, most in form["sections"]]
    for i in p["items"]:
        labels = " ".join(map(str, i["labels"]))
        lines.append(f"item {i['own']} {i['minutes']} {i['difficulty']} {i['group']} {i['tags']} {i['sections']} {i['class']} {labels}")
    lines += [f"enemies {a} {b}" for a, b in p["enemies"]]
    lines += [f"pin {a}" for a in p["pins"]] + [f"forbid {a}" for a in p["forbidden"]]
    return "\n".join(lines) + "\n"


def reference(p, seconds, workers):
    """What CP-SAT finds: its status, cost, and how long model and search took."""
    from ortools.sat.python import cp_model

    start = time.perf_counter()
    model = cp_model.CpModel()
    out = set(p["forbidden"])
    cost, chosen = [], {}
    first = 0
    for form in p["forms"]:
        x = {}
        count = len(form["sections"])
        for i, item in enumerate(p["items"]):
            if i in out or (item["class"] and i not in p["pins"]):
                continue
            for s in range(first, first + count):
                if item["sections"] >> s & 1 and item["minutes"] <= form["sections"][s - first][0]:
                    x[i, s] = model.new_bool_var("")
                    chosen.setdefault(i, []).append(x[i, s])
                    cost.append(item["own"] * x[i, s])
        by = lambda key: _by(p["items"], x, key)
        for s, (capacity, least, most) in enumerate(form["sections"], first):
            here = [(i, v) for (i, of), v in x.items() if of == s]
            used = sum(p["items"][i]["minutes"] * v for i, v in here)
            model.add(used <= capacity)
            model.add(sum(v for _, v in here) >= least)
            model.add(sum(v for _, v in here) <= most)
            cost.append(1000 * (capacity - used))
        for difficulty in range(5):
            minutes = sum(p["items"][i]["minutes"] * v for (i, _), v in x.items() if p["items"][i]["difficulty"] == difficulty)
            off = model.new_int_var(0, 4000, "")
            model.add(off >= minutes - form["target"][difficulty])
            model.add(off >= form["target"][difficulty] - minutes)
            cost.append(200 * off)
        present = []
        for group, variables in by("group").items():
            if form["limit"] is not None:
                model.add(sum(variables) <= form["limit"])
            has = model.new_bool_var("")
            model.add(has <= sum(variables))
            present.append(has)
        short = model.new_int_var(0, form["wanted"], "")
        model.add(short >= form["wanted"] - sum(present))
        cost.append(300 * short)
        for tag in range(TECHNOLOGIES):
            if form["required"] >> tag & 1:
                model.add(sum(v for (i, _), v in x.items() if p["items"][i]["tags"] >> tag & 1) >= 1)
        first += count
    if p["repeat"]:
        for label in {item["labels"][0] for item in p["items"]}:
            variables = [v for i, of in chosen.items() if p["items"][i]["labels"][0] == label for v in of]
            if len(variables) > 1:
                again = model.new_int_var(0, 60, "")
                model.add(again >= sum(variables) - 1)
                cost.append(p["repeat"] * again)
    for i, variables in chosen.items():
        if len(variables) > 1:
            model.add(sum(variables) <= 1)
    for i in p["pins"]:
        model.add(sum(chosen.get(i, [])) == 1)
    for a, b in p["enemies"]:
        if a in chosen and b in chosen:
            model.add(sum(chosen[a]) + sum(chosen[b]) <= 1)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    took = time.perf_counter() - start
    has = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return solver.status_name(status), round(solver.objective_value) if has else None, took


def _by(items, x, key):
    found = {}
    for (i, _), variable in x.items():
        found.setdefault(items[i][key], []).append(variable)
    return found


def ours(solve, path):
    ran = subprocess.run([solve, path], capture_output=True, text=True, check=True)
    said = dict(line.split(" ", 1) for line in ran.stdout.splitlines())
    if "unsolvable" in said:
        return {"error": said["unsolvable"]}
    return {"cost": int(said["cost"]), "bound": int(said["bound"]), "proven": said["proven"] == "true",
            "seconds": int(said["micros"]) / 1e6, "relaxed": said["relaxed"], "work": int(said["work"])}


def problems(count, sizes):
    """Names and arguments of problems of all sizes and shapes."""
    rounds = [["screening"], ["deep"], ["comprehensive"], ["focus"], ["leadership"], ["task"], ["warm-up"],
              ["screening", "deep"], ["leadership", "focus"], ["screening", "task", "warm-up"]]
    for number in range(count):
        size, shapes = sizes[number % len(sizes)], rounds[number // len(sizes) % len(rounds)]
        technologies = number * 7 // 5 % 4 if size >= 200 else number % 2
        yield f"{number:03}-{size}-{'+'.join(shapes)}-t{technologies}", (size, shapes, 1000 + number, technologies)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("solve")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--sizes", default="40,100,250,500,1000")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder for the problems")
    parser.add_argument("--alone", action="store_true", help="without CP-SAT")
    args = parser.parse_args()
    folder = args.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for name, (size, shapes, seed, technologies) in problems(args.count, [int(size) for size in args.sizes.split(",")]):
        p = problem(size, shapes, seed, technologies)
        path = folder / f"{name}.txt"
        path.write_text(text(p))
        mine = ours(args.solve, path)
        if args.alone:
            print(name, mine, flush=True)
            continue
        status, cost, took = reference(p, args.seconds, args.workers)
        if "error" in mine:
            agrees = status == "INFEASIBLE"
        elif mine["relaxed"] != "[]" and status in ("INFEASIBLE", "UNKNOWN"):
            agrees = True
        elif status == "OPTIMAL" and mine["proven"]:
            agrees = mine["cost"] == cost
        else:
            # Whoever proved nothing may only be worse.
            agrees = (not mine["proven"] or cost is None or mine["cost"] <= cost) and (status != "OPTIMAL" or mine["cost"] >= cost)
        wrong += not agrees
        print("same " if agrees else "WRONG", name, mine, status, cost, f"{took:.2f} s", flush=True)
    print(f"{wrong} of {args.count} disagree")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
