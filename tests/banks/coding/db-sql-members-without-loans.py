"""The query against a loop, on SQLite and PostgreSQL; NOT EXISTS agrees; the condition in WHERE lists and loses the wrong members."""
import random

from bank import answer, check
import sql

ID = "db-sql-members-without-loans"
QUERY = answer(ID, "sql")
DAYS = ["2023-12-31", "2024-05-20", "2024-12-31", "2025-01-01", "2025-02-10"]


def make(seed):
    r = random.Random(seed)
    members = [(n, f"m{r.randrange(4)}") for n in range(1, r.randrange(1, 7))]
    loans = [(n, r.choice(members)[0], r.choice(DAYS)) for n in range(1, r.randrange(1, 9)) if members]
    return {"member": members, "loan": loans}


def brute(rows):
    found = []
    for member, name in rows["member"]:
        days = sorted(day for _, who, day in rows["loan"] if who == member)
        if not any(int(day[:4]) >= 2025 for day in days):
            found.append((name, days[-1] if days else None))
    return sorted(found, key=lambda row: row[0])


def wrong(query, times=300):
    base = sql.sqlite(ID)
    return sum(base.run(query, make(n)) != brute(make(n)) for n in range(times))


exists = """SELECT m.name, (SELECT MAX(lent_on) FROM loan l WHERE l.member_id = m.id) FROM member m
            WHERE NOT EXISTS (SELECT 1 FROM loan l WHERE l.member_id = m.id AND l.lent_on >= '2025-01-01') ORDER BY m.name, m.id"""
check(wrong(exists) == 0, "NOT EXISTS with a second subquery works too")
in_where = QUERY.replace("GROUP BY", "WHERE l.lent_on < '2025-01-01'\nGROUP BY").replace("HAVING MAX(l.lent_on) IS NULL OR MAX(l.lent_on) < '2025-01-01'\n", "")
base = sql.sqlite(ID)
rows = {"member": [(1, "both"), (2, "none")], "loan": [(1, 1, "2024-05-20"), (2, 1, "2025-02-10")]}
check(base.run(in_where, rows) == [("both", "2024-05-20")] and brute(rows) == [("none", None)], "in WHERE: any old loan is enough, and members without loans are lost")
check(wrong(QUERY.replace("LEFT JOIN", "JOIN")) > 0, "an inner join loses members without loans")
rows = {"member": [(1, "same"), (2, "same")], "loan": [(1, 1, "2025-02-10")]}
by_name = QUERY.replace("GROUP BY m.id, m.name", "GROUP BY m.name")
check(base.run(by_name, rows) == [] and base.run(QUERY, rows) == [("same", None)], "grouping by name alone mixes up two members")
sql.compare(ID, make, brute)
