"""The query against adding up day by day, on SQLite and PostgreSQL; false overdrafts, the default frame, the index."""
import random

from bank import answer, check
import sql

ID = "db-sql-running-balance"
QUERY = answer(ID, "sql")


def make(seed):
    r = random.Random(seed)
    return {"posting": [(n, r.randrange(1, 4), f"2025-01-0{r.randrange(1, 6)}", r.randrange(-9, 10)) for n in range(1, r.randrange(1, 16))]}


def brute(rows):
    found = []
    for account in sorted({row[1] for row in rows["posting"]}):
        days = sorted({row[2] for row in rows["posting"] if row[1] == account})
        ends = [(sum(amount for _, a, d, amount in rows["posting"] if a == account and d <= day), day) for day in days]
        below = [day for balance, day in ends if balance < 0]
        if below:
            found.append((account, below[0], min(balance for balance, _ in ends)))
    return found


def wrong(query, times=400):
    base = sql.sqlite(ID)
    return sum(base.run(query, make(n)) != brute(make(n)) for n in range(times))


single = QUERY.replace("SUM(amount) AS amount\n  FROM posting GROUP BY account_id, day", "amount FROM posting")
check(single != QUERY and wrong(single) > 0, "without the daily step ROWS shows false overdrafts within a day")
default = single.replace("\n           ROWS UNBOUNDED PRECEDING", "")
check(default != single and wrong(default) == 0, "the default frame includes all peers and is right even without the daily step")
check(wrong(QUERY.replace("\n           ROWS UNBOUNDED PRECEDING", "")) == 0, "with the daily step both frames are right")
early = QUERY.replace("FROM running\n", "FROM running WHERE balance < 0\n")
check(early != QUERY and wrong(early) == 0, "filtering balances below zero first is right too, as only accounts below zero are wanted")
base = sql.sqlite(ID)
plan = lambda: str(base.connection.execute("EXPLAIN QUERY PLAN SELECT account_id, day, SUM(amount) FROM posting GROUP BY account_id, day").fetchall())
before = plan()
base.connection.execute("CREATE INDEX daily ON posting (account_id, day, amount)")
check("TEMP B-TREE" in before and "TEMP B-TREE" not in plan() and "COVERING" in plan(), "an index with the amount saves the sort and the table")


def on_postgres(base):
    base.run("SELECT 1", {})
    base.connection.execute("INSERT INTO posting SELECT n, n % 500, (DATE '2025-01-01' + n % 300)::text, 1 FROM generate_series(1, 50000) n")
    base.connection.execute("CREATE INDEX daily ON posting (account_id, day, amount)")
    base.connection.commit()
    base.connection.autocommit = True
    base.connection.execute("VACUUM ANALYZE posting")
    base.connection.execute("SET enable_hashagg = off")
    plan = str(base.connection.execute("EXPLAIN SELECT account_id, day, SUM(amount) FROM posting GROUP BY account_id, day").fetchall())
    check("Index Only Scan" in plan and "Sort" not in plan, "on PostgreSQL the index can give the order as well")


sql.compare(ID, make, brute, also=on_postgres)
