"""Which of the steps rewrite the table or keep writers waiting, and which do not."""
import psycopg

from bank import check
from postgres import server, waits

with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    def node():
        return db.execute("SELECT pg_relation_filenode('big')").fetchone()

    def rewrites(change):
        before = node()
        db.execute(change)
        return node() != before

    insert = "INSERT INTO big (id) SELECT coalesce(max(id), 0) + 1 FROM big"
    db.execute("CREATE TABLE region (id int PRIMARY KEY); INSERT INTO region VALUES (1), (2)")
    db.execute("CREATE TABLE big (id int PRIMARY KEY); INSERT INTO big SELECT generate_series(1, 20000)")
    check(not rewrites("ALTER TABLE big ADD region int"), "a nullable column rewrites nothing")
    check(not rewrites("ALTER TABLE big ADD a int DEFAULT 5"), "nor does a constant default")
    check(rewrites("ALTER TABLE big ADD b float DEFAULT random()"), "a volatile default rewrites the table")

    with psycopg.connect(**connect) as reader, psycopg.connect(**connect, autocommit=True) as changer:
        reader.execute("SELECT count(*) FROM big")
        changer.execute("SET lock_timeout = '300ms'")
        try:
            changer.execute("ALTER TABLE big ADD c int")
            check(False, "an instant ALTER waits behind an open read and gives up")
        except psycopg.errors.LockNotAvailable:
            check(True, "an instant ALTER waits behind an open read and gives up")

    db.execute("UPDATE big SET region = 1 + id % 2")
    try:
        db.execute("BEGIN; CREATE INDEX CONCURRENTLY big_region ON big (region)")
        check(False, "CREATE INDEX CONCURRENTLY is refused in a transaction")
    except psycopg.errors.ActiveSqlTransaction:
        db.execute("ROLLBACK")
        check(True, "CREATE INDEX CONCURRENTLY is refused in a transaction")
    db.execute("CREATE INDEX CONCURRENTLY big_region ON big (region)")

    db.execute("ALTER TABLE big ADD CONSTRAINT fk FOREIGN KEY (region) REFERENCES region NOT VALID")
    with psycopg.connect(**connect) as other:
        other.execute("ALTER TABLE big VALIDATE CONSTRAINT fk")
        check(not waits(connect, insert), "validating the foreign key blocks no writes")
    db.execute("UPDATE big SET region = 1 WHERE region IS NULL")
    db.execute("ALTER TABLE big ADD CONSTRAINT filled CHECK (region IS NOT NULL) NOT VALID")
    try:
        db.execute(insert)
        check(False, "a row of an old pod without the value is refused from here on")
    except psycopg.errors.CheckViolation:
        check(True, "a row of an old pod without the value is refused from here on")
    db.execute("ALTER TABLE big VALIDATE CONSTRAINT filled")
    said = []
    db.add_notice_handler(lambda notice: said.append(notice.message_primary))
    db.execute("SET client_min_messages = debug1; ALTER TABLE big ALTER region SET NOT NULL")
    check(any("sufficient to prove" in one for one in said), "SET NOT NULL skips its scan thanks to the check")
