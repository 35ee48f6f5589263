"""The query against a loop, on SQLite and PostgreSQL; the other ways agree; filtering first, MAX joined back and bare columns don't."""
import datetime
import random

from bank import answer, check
import sql

ID = "db-sql-latest-status-per-order"
QUERY = answer(ID, "sql")
TODAY = datetime.date(2025, 3, 20)


def make(seed):
    r = random.Random(seed)
    return {"order_event": [(n, r.randrange(10, 14), r.choice(["paid", "shipped", "shipped", "delivered"]), str(TODAY - datetime.timedelta(r.choice([0, 6, 7, 8, 8, 30]))))
                            for n in range(1, r.randrange(1, 10))]}


def brute(rows):
    found = []
    for order in sorted({row[1] for row in rows["order_event"]}):
        last = sorted((row[3], row[0], row[2]) for row in rows["order_event"] if row[1] == order)[-1]
        days = (TODAY - datetime.date.fromisoformat(last[0])).days
        if last[2] == "shipped" and days >= 8:
            found.append((order, days))
    return sorted(found, key=lambda row: (-row[1], row[0]))


def wrong(query, times=400):
    base = sql.sqlite(ID)
    return sum(base.run(query, make(n)) != brute(make(n)) for n in range(times))


DAYS = "CAST(julianday('2025-03-20') - julianday(e.at) AS INTEGER)"
END = f"AND e.status = 'shipped' AND {DAYS} > 7 ORDER BY 2 DESC, 1"
not_exists = f"SELECT e.order_id, {DAYS} FROM order_event e WHERE NOT EXISTS (SELECT 1 FROM order_event n WHERE n.order_id = e.order_id AND (n.at, n.id) > (e.at, e.id)) {END}"
correlated = f"SELECT e.order_id, {DAYS} FROM order_event e WHERE e.id = (SELECT id FROM order_event n WHERE n.order_id = e.order_id ORDER BY at DESC, id DESC LIMIT 1) {END}"
check(wrong(not_exists) == 0 and wrong(correlated) == 0, "NOT EXISTS a newer event and a correlated LIMIT 1 give the same")
first = QUERY.replace("  FROM order_event\n", "  FROM order_event WHERE status = 'shipped'\n")
check(first != QUERY and wrong(first) > 0, "filtering by status first lists orders that have been delivered")
joined = f"SELECT e.order_id, {DAYS} FROM order_event e JOIN (SELECT order_id, MAX(at) AS at FROM order_event GROUP BY order_id) m ON m.order_id = e.order_id AND m.at = e.at WHERE 1 = 1 {END}"
tie = {"order_event": [(1, 10, "shipped", "2025-03-01"), (2, 10, "shipped", "2025-03-01")]}
check(len(sql.sqlite(ID).run(joined, tie)) == 2, "joining MAX(at) back gives two rows on a tie")
bare = "SELECT order_id, MAX(at), status FROM order_event GROUP BY order_id"
rows = {"order_event": [(1, 10, "shipped", "2025-03-01"), (2, 10, "paid", "2025-02-01")]}
base = sql.sqlite(ID)
check(base.run(bare, rows) == [(10, "2025-03-01", "shipped")], "SQLite takes the bare status from the row with the maximum")
plan = lambda: str(base.connection.execute("EXPLAIN QUERY PLAN " + QUERY.rstrip().rstrip(";")).fetchall())
before = plan().count("TEMP B-TREE")
base.connection.execute("CREATE INDEX latest ON order_event (order_id, at DESC, id DESC)")
check(plan().count("TEMP B-TREE") == before - 1 and "SCAN order_event" in plan(), "the index saves a sort; all events are still read")


def on_postgres(base):
    import psycopg

    distinct = """SELECT order_id, DATE '2025-03-20' - at::date FROM (SELECT DISTINCT ON (order_id) * FROM order_event ORDER BY order_id, at DESC, id DESC) e
                  WHERE status = 'shipped' AND DATE '2025-03-20' - at::date > 7 ORDER BY 2 DESC, 1"""
    lateral = """SELECT o.order_id, DATE '2025-03-20' - e.at::date FROM (SELECT DISTINCT order_id FROM order_event) o
                 CROSS JOIN LATERAL (SELECT * FROM order_event n WHERE n.order_id = o.order_id ORDER BY at DESC, id DESC LIMIT 1) e
                 WHERE e.status = 'shipped' AND DATE '2025-03-20' - e.at::date > 7 ORDER BY 2 DESC, 1"""
    check(all(base.run(query, make(n)) == brute(make(n)) for query in (distinct, lateral) for n in range(60)), "DISTINCT ON and a lateral subquery give the same")
    try:
        base.run(bare, rows)
        check(False, "PostgreSQL rejects the bare status")
    except psycopg.errors.GroupingError:
        check(True, "PostgreSQL rejects the bare status")


sql.compare(ID, make, brute, also=on_postgres, changes=[
    ("CAST(julianday('2025-03-20') - julianday(at) AS INTEGER)", "DATE '2025-03-20' - at::date"),
    ("julianday('2025-03-20') - julianday(at)", "DATE '2025-03-20' - at::date")])
