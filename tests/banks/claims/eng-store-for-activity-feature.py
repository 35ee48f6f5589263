"""A table partitioned by month takes no unique key on the event's id alone; id and time together keep a repeat out."""
import psycopg

from bank import check
from postgres import server

with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE TABLE event (id uuid NOT NULL, document int, at timestamptz NOT NULL, fields jsonb) PARTITION BY RANGE (at)")
    for month in (10, 11):
        db.execute(f"CREATE TABLE event_{month} PARTITION OF event FOR VALUES FROM ('2026-{month}-01') TO ('2026-{month + 1}-01')")
    try:
        db.execute("CREATE UNIQUE INDEX ON event (id)")
        check(False, "a unique key without the partition column is refused")
    except psycopg.errors.FeatureNotSupported:
        check(True, "a unique key without the partition column is refused")
    db.execute("CREATE UNIQUE INDEX ON event (id, at)")
    db.execute("CREATE INDEX ON event (document, at DESC)")
    again = "INSERT INTO event VALUES ('00000000-0000-0000-0000-000000000001', 7, '2026-11-02 10:00Z', '{}') ON CONFLICT (id, at) DO NOTHING"
    db.execute(again)
    db.execute(again)
    check(db.execute("SELECT count(*) FROM event").fetchone() == (1,), "with id and time a repeat of the outbox adds nothing")
    db.execute("INSERT INTO event SELECT gen_random_uuid(), g % 100, '2026-10-01'::timestamptz + g * interval '30 seconds', '{}' FROM generate_series(1, 150000) g")
    db.execute("ANALYZE event")
    plan = "\n".join(row[0] for row in db.execute("EXPLAIN SELECT * FROM event WHERE document = 7 ORDER BY at DESC LIMIT 50"))
    check("Index" in plan and "Sort" not in plan, "the latest 50 of a document come from the index, without a sort")
    db.execute("DROP TABLE event_10")
    oldest = db.execute("SELECT min(at) >= '2026-11-01' FROM event").fetchone()
    check(oldest == (True,), "an old month goes by dropping its partition")
