"""The name column is split while two versions run side by side: what each version writes fits the schema of its step."""
import psycopg

from bank import check
from postgres import server

OLD = "INSERT INTO customer (name) VALUES ('Ann Lee')"
BOTH = "INSERT INTO customer (name, first_name, last_name) VALUES ('Ann Lee', 'Ann', 'Lee')"
NEW = "INSERT INTO customer (first_name, last_name) VALUES ('Ann', 'Lee')"
BACKFILL = "UPDATE customer SET first_name = split_part(name, ' ', 1), last_name = split_part(name, ' ', 2) WHERE first_name IS NULL"
MISSING = "SELECT count(*) FROM customer WHERE first_name IS NULL"

with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    def fits(*inserts):
        try:
            for insert in inserts:
                db.execute(insert)
            return True
        except psycopg.Error:
            return False

    db.execute("CREATE TABLE customer (id serial PRIMARY KEY, name text NOT NULL)")
    db.execute(OLD)
    db.execute("ALTER TABLE customer ADD first_name text, ADD last_name text")
    check(fits(OLD), "release 1: the old code goes on with the new columns")
    db.execute(BACKFILL)
    check(fits(OLD, BOTH), "release 2 rolls out beside release 1")
    check(db.execute(MISSING).fetchone() == (1,), "a backfill before it runs everywhere misses what an old server writes after it")
    check(fits(BOTH), "from here on only release 2 writes")
    db.execute(BACKFILL)
    check(db.execute(MISSING).fetchone() == (0,), "a backfill after that leaves nothing, so release 3 can read the new columns")
    check(not fits(NEW), "release 4 fails while name is NOT NULL")
    db.execute("ALTER TABLE customer ALTER name DROP NOT NULL")
    check(fits(BOTH, NEW), "and rolls out beside release 3 without it")
    db.execute("ALTER TABLE customer DROP name")
    check(fits(NEW) and not fits(BOTH), "after the drop there is no way back to release 3")
