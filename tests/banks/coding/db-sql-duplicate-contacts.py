"""The query against a loop, on SQLite and PostgreSQL; NULL and empty e-mails, ties; EXISTS agrees; the index keeps new ones out."""
import random
import sqlite3

from bank import answer, check
import sql

ID = "db-sql-duplicate-contacts"
QUERY = answer(ID, "sql")


def make(seed):
    r = random.Random(seed)
    emails = ["ana@x.org", "Ana@X.org ", " bo@x.org", "BO@x.org", "", "  ", None]
    return {"contact": [(n, r.choice(emails), r.choice(["2025-01-15", "2025-02-01", "2025-03-01"])) for n in range(1, r.randrange(1, 9))]}


def brute(rows):
    found = []
    for one in rows["contact"]:
        clean = lambda row: (row[1] or "").strip(" ").lower()
        newer = [row for row in rows["contact"] if clean(row) == clean(one) and (row[2], row[0]) > (one[2], one[0])]
        if clean(one) and newer:
            found.append((one[0], clean(one)))
    return sorted(found)


def wrong(query, times=400):
    base = sql.sqlite(ID)
    return sum(base.run(query, make(n)) != brute(make(n)) for n in range(times))


exists = """SELECT id, lower(trim(email)) FROM contact a WHERE trim(email) <> '' AND EXISTS (SELECT 1 FROM contact b
            WHERE lower(trim(b.email)) = lower(trim(a.email)) AND (b.updated_on > a.updated_on OR b.updated_on = a.updated_on AND b.id > a.id)) ORDER BY id"""
check(wrong(exists) == 0, "without windows EXISTS does it")
check(wrong(exists.replace("EXISTS (SELECT 1", "id IN (SELECT a.id")) == 0 and wrong("SELECT a.id, lower(trim(a.email)) FROM contact a JOIN contact b ON lower(trim(b.email)) = lower(trim(a.email)) AND (b.updated_on, b.id) > (a.updated_on, a.id) WHERE trim(a.email) <> '' ORDER BY a.id") > 0, "a plain self-join lists a row once for each newer one")
check(wrong(QUERY.replace("trim(email) <> ''", "email IS NOT NULL")) > 0, "empty texts would be duplicates of each other")
check(wrong(QUERY.replace("  WHERE trim(email) <> ''\n", "")) > 0, "without the WHERE all NULLs are one group")
check(wrong(QUERY.replace("ORDER BY updated_on DESC, id DESC", "ORDER BY id DESC")) > 0, "keeping the highest id isn't keeping the newest")
base = sql.sqlite(ID)
base.run("SELECT 1", {"contact": [(1, "a@x", "2025-01-01"), (2, "", "2025-01-01"), (3, " ", "2025-01-01"), (4, None, "2025-01-01"), (5, None, "2025-01-01")]})
INDEX = "CREATE UNIQUE INDEX one_email ON contact (lower(trim(email))) WHERE trim(email) <> ''"
base.connection.execute(INDEX)
try:
    base.connection.execute("INSERT INTO contact VALUES (9, ' A@x', '2025-01-01')")
    refused = False
except sqlite3.IntegrityError:
    refused = True
check(refused, "the unique index refuses a new duplicate and bears empty ones")


def on_postgres(base):
    import psycopg

    base.run("SELECT 1", {"contact": [(1, "a@x", "2025-01-01"), (2, "", "2025-01-01"), (3, " ", "2025-01-01")]})
    base.connection.execute(INDEX)
    try:
        base.connection.execute("INSERT INTO contact VALUES (9, ' A@x', '2025-01-01')")
        check(False, "on PostgreSQL, too")
    except psycopg.errors.UniqueViolation:
        check(True, "on PostgreSQL, too")


sql.compare(ID, make, brute, also=on_postgres)
