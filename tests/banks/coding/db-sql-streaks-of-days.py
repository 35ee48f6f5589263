"""The query against counting day by day, on SQLite and PostgreSQL; doubled days, month ends, ties; DENSE_RANK and LAG agree."""
import datetime
import random

from bank import answer, check
import sql

ID = "db-sql-streaks-of-days"
QUERY = answer(ID, "sql")


def make(seed):
    r = random.Random(seed)
    start = datetime.date(r.choice([2024, 2025]), 2, 24)
    return {"practice": [(r.randrange(1, 4), str(start + datetime.timedelta(r.randrange(12)))) for _ in range(r.randrange(22))]}


def brute(rows):
    found = []
    for user in sorted({user for user, _ in rows["practice"]}):
        days = {datetime.date.fromisoformat(day) for who, day in rows["practice"] if who == user}
        best = (0, None)
        for first in days:
            last = first
            while last + datetime.timedelta(1) in days:
                last += datetime.timedelta(1)
            best = max(best, ((last - first).days + 1, last, first), key=lambda b: b[:2] if b[0] else (0, first))
        found.append((user, best[0], str(best[2]), str(best[1])))
    return found


def wrong(query, times=400):
    base = sql.sqlite(ID)
    return sum(base.run(query, make(n)) != brute(make(n)) for n in range(times))


check(wrong(QUERY.replace("SELECT DISTINCT user_id, day FROM practice", "SELECT user_id, day FROM practice")) > 0, "without DISTINCT two sessions on a day break the arithmetic")
dense = QUERY.replace("SELECT DISTINCT user_id", "SELECT user_id").replace("julianday(day) - ROW_NUMBER()", "julianday(day) - DENSE_RANK()")
check(wrong(dense) > 0 and wrong(dense.replace("COUNT(*)", "COUNT(DISTINCT day)")) == 0, "DENSE_RANK does it if distinct days are counted")
lag = """WITH days AS (SELECT DISTINCT user_id, day FROM practice),
flags AS (SELECT user_id, day, CASE WHEN julianday(day) - julianday(LAG(day) OVER (PARTITION BY user_id ORDER BY day)) = 1 THEN 0 ELSE 1 END AS begins FROM days),
marked AS (SELECT user_id, day, SUM(begins) OVER (PARTITION BY user_id ORDER BY day) AS island FROM flags),""" + QUERY[QUERY.index(" runs AS"):]
check(wrong(lag) == 0, "LAG and a running sum of flags give the same")
check(wrong(QUERY.replace("julianday(day)", "CAST(replace(day, '-', '') AS INTEGER)")) > 0, "arithmetic on the text fails at month ends")
check(wrong(QUERY.replace("length DESC, last_day DESC", "length DESC, last_day")) > 0, "the order of ties matters")
base = sql.sqlite(ID)
plan = lambda: str(base.connection.execute("EXPLAIN QUERY PLAN SELECT user_id, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY day) FROM practice").fetchall())
sorted_before = "TEMP B-TREE" in plan()
base.connection.execute("CREATE INDEX by_user ON practice (user_id, day)")
check(sorted_before and "TEMP B-TREE" not in plan(), "an index on (user_id, day) saves the sort")
sql.compare(ID, make, brute, changes=[("julianday(day)", "(day::date - DATE '2000-01-01')")])
