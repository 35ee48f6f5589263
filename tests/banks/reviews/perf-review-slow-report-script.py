"""The monthly report: what it does once per order (queries, opened files, comparisons, copies), and that the answer's
three preparations give the same file with a handful of operations."""
import ast
import builtins
import json
import os
import re
import tempfile
import timeit

from bank import answer, check, handout

ID = "perf-review-slow-report-script"
os.chdir(tempfile.mkdtemp())
with open("countries.json", "w") as file:
    json.dump({"FR": "France"}, file)


class Id(int):
    compared = 0

    def __eq__(self, other):
        Id.compared += 1
        return int(self) == int(other)

    __hash__ = int.__hash__


class Database:
    def __init__(self, n):
        self.n, self.queries = n, 0

    def query(self, sql, parameters=None):
        self.queries += 1
        if "FROM orders" in sql:
            return [{"id": Id(i + 1000), "customer_id": i % 7, "cents": 960 + i} for i in range(self.n)]
        return [{"id": i, "name": f" Ann \t {i} ", "country": "FR"} for i in (range(7) if parameters is None else parameters)]


def run(code, n):
    opened = []
    scope = {"open": lambda path, *mode: (opened.append(path), builtins.open(path, *mode))[1]}
    exec(code, scope)
    Id.compared = 0
    db = Database(n)
    scope["report"](db, "out.csv")
    with builtins.open("out.csv") as out:
        return out.read(), db.queries, opened.count("countries.json"), Id.compared


code = handout(ID, "python")
text, queries, files, compared = run(code, 200)
check(len(text.splitlines()) == 200 and text.splitlines()[0] == "Ann 0;France;9.60", "the results are right")
check(queries == 201 and files == 200, "a query and an opened file for each order")
check(compared == 200 * 199 // 2, "the list search compares with all earlier ids: 100,000 orders make five billion")
check(re.compile(r"\s+") is re.compile(r"\s+"), "the module caches a compiled pattern")
check(any(isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("lines + [") for node in ast.walk(ast.parse(code))), "the list is copied for each order")


class Counted(list):
    copied = 0

    def __add__(self, other):
        Counted.copied += len(self)
        return Counted(list(self) + other)


run(code.replace("lines = []", "lines = Counted()").replace("import json", "import json\nfrom __main__ import Counted"), 200)
check(Counted.copied == 200 * 199 // 2, "which copies as many entries")

before = answer(ID, "python").replace('load_countries("countries.json")', 'json.load(open("countries.json"))')
body = "".join(f"    {line}\n" for line in before.splitlines())
fixed = (code.replace("    seen = []\n", body).replace("seen.append", "seen.add").replace("lines = lines + [(name, country, order[\"cents\"])]", "lines.append((name, country, order[\"cents\"]))")
         .replace('countries = json.loads(open("countries.json").read())', "pass"))
fixed = re.sub(r"customer = db\.query\(.*?\)\[0\]", 'customer = customers[order["customer_id"]]', fixed, flags=re.DOTALL)
again, queries, files, compared = run(fixed, 200)
check(again == text and queries == 2 and files == 1 and compared == 0, "with a set, one query and one reading the file is the same")

with builtins.open("countries.json", "w") as file:
    json.dump({f"C{i:03}": f"Country number {i}" for i in range(250)}, file)
half = [(f"Ann {i}", "France", i) for i in range(50_000)]
copying = timeit.timeit(lambda: half + [half[0]], number=40) / 40
reading = timeit.timeit(lambda: json.loads(builtins.open("countries.json").read()), number=200) / 200
check(copying > 1.5 * reading, f"with 100,000 orders copying costs more than the country file: {copying * 1e5:.0f} s, {reading * 1e5:.0f} s")
