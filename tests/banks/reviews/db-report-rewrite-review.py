"""Both queries on SQLite: the old one runs three subqueries a customer and is empty with a NULL in the blacklist; the new
one is checked against a plain loop, needs fewer steps, and uses the answer's index; what changes in the figures is seen."""
import random
import sqlite3

from bank import answer, check, handout

ID = "db-report-rewrite-review"
old, new = handout(ID, "sql"), answer(ID, "sql")


def shop(customers, seed=1):
    rng, db = random.Random(seed), sqlite3.connect(":memory:")
    db.executescript("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, wide TEXT);"
                     "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT, status TEXT, total INT, created_at TEXT);"
                     "CREATE TABLE blacklist (customer_id INT); INSERT INTO blacklist VALUES (3), (4);"
                     "CREATE INDEX o_c ON orders (customer_id); CREATE INDEX o_t ON orders (created_at);")
    db.executemany("INSERT INTO customer VALUES (?, ?, 'x')", [(i, f"c{i}") for i in range(customers)])
    days = ["2023-12-31T23:59:59", "2024-01-01T00:00:00", "2024-06-05T10:00:00", "2024-12-31T23:59:59", "2025-01-01T00:00:00",
            "2019-05-05T10:00:00", "2020-05-05T10:00:00", "2021-05-05T10:00:00", "2022-05-05T10:00:00"]
    db.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?)",
                   [(i, rng.randrange(customers - 2), rng.choice(["paid", "open"]), rng.randint(1, 9), rng.choice(days))
                    for i in range(customers * 10)])
    return db


def steps(db, sql):
    count = 0

    def tick():
        nonlocal count
        count += 1
    db.set_progress_handler(tick, 10)
    db.execute(sql).fetchall()
    db.set_progress_handler(None, 0)
    return count


def plan(db, sql):
    return [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + sql)]


def best(db):
    found = {}
    for c, status, total, at in db.execute("SELECT customer_id, status, total, created_at FROM orders"):
        if status == "paid" and at[:4] == "2024" and c not in (3, 4):
            n, money, last = found.get(c, (0, 0, ""))
            found[c] = (n + 1, money + total, max(last, at))
    rows = [(c, f"c{c}", *rest) for c, rest in found.items()]
    return sorted(rows, key=lambda r: (-r[3], r[0]))[:20]


for seed in range(100):
    db = shop(40, seed)
    assert db.execute(new).fetchall() == best(db), seed
check(True, "the new query gives what a plain loop gives, in 100 shops with ties and orders at both ends of the year")
db = shop(2000)
slow, quick = steps(db, old), steps(db, new)
check(slow > 2 * quick, f"the new one needs less than half the steps: {slow * 10} and {quick * 10}")
wrapped = "SELECT * FROM orders WHERE strftime('%Y', created_at) = '2024'"
bare = "SELECT * FROM orders WHERE created_at >= '2024-01-01' AND created_at < '2025-01-01'"
check("SCAN orders" in plan(db, wrapped) and "SEARCH orders USING INDEX o_t" in plan(db, bare)[0],
      "strftime around the column scans; the half-open range uses the index")
check(sum("CORRELATED" in line for line in plan(db, old)) == 3, "three correlated subqueries")
check(not any("DISTINCT" in line for line in plan(db, old)), "SQLite drops the DISTINCT, as the row holds its key")
db.execute("CREATE INDEX o_s ON orders (status, created_at, customer_id, total)")
check(any("COVERING INDEX o_s (status=? AND created_at>? AND created_at<?)" in line for line in plan(db, new)),
      "the answer's index covers the new query")

db, everyone = shop(40), old.replace("LIMIT 20 OFFSET 40", "")
rows = db.execute(everyone).fetchall()
check(len(rows) == 38 and rows[-1][4] is None, "the old query has all customers; without revenue they come last")
paid = {r[0]: r for r in db.execute(new.replace("LIMIT 20", ""))}
some = next(r for r in rows if r[0] in paid and r[5] > paid[r[0]][4])
check(some[3] > paid[some[0]][2] and some[4] == paid[some[0]][3], "old: open orders are counted, the last one is of any year")
check(len({r[4] for r in rows}) < len(rows), "revenues tie, so OFFSET pages have no defined order")
db.execute("INSERT INTO blacklist VALUES (NULL)")
check(db.execute(everyone).fetchall() == [] and db.execute(new).fetchall() == best(db),
      "one NULL in the blacklist: the old query is empty, NOT EXISTS is not")
