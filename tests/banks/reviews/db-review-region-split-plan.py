"""The script on a real PostgreSQL: readers wait from the rename to the end; rows of other regions, keys, defaults, sequence
and views are gone, everyone may write, inserts fail; what each setting does; a rollback leaves no trace of the copy."""
import postgres
import psycopg
from bank import check, handout

script = handout("db-review-region-split-plan", "sql")
statements = [s.strip() for s in script.split(";") if s.strip()]

with postgres.server() as connect:
    db = psycopg.connect(**connect, autocommit=True)
    db.execute("""CREATE TABLE customer (id bigserial PRIMARY KEY); INSERT INTO customer DEFAULT VALUES;
        CREATE TABLE payment (id bigserial PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer,
                              region text, cents bigint NOT NULL CHECK (cents > 0), created_at timestamptz DEFAULT now());
        CREATE TABLE refund (id bigserial PRIMARY KEY, payment_id bigint REFERENCES payment);
        CREATE VIEW daily AS SELECT created_at::date, sum(cents) FROM payment GROUP BY 1;
        CREATE TABLE ddl_log (tag text);
        CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS
            $$BEGIN INSERT INTO ddl_log VALUES (tg_tag); END$$;
        CREATE EVENT TRIGGER audit ON ddl_command_end EXECUTE FUNCTION note();
        CREATE ROLE stranger LOGIN""")
    db.execute("INSERT INTO payment (customer_id, region, cents) SELECT 1, r, 100 FROM unnest(%s::text[]) r, generate_series(1, 1000)",
               [["EU", "US", "UK", None]])
    total = db.execute("SELECT count(*) FROM payment").fetchone()[0]
    size = "SELECT pg_database_size(current_database())"
    before = db.execute(size).fetchone()[0]

    for at, statement in enumerate(statements):
        if statement.startswith("DROP"):
            break
        db.execute(statement)
        if statement.startswith("ALTER TABLE payment RENAME"):
            check(postgres.waits(connect, "SELECT 1 FROM payment LIMIT 1"), "readers wait as soon as the table is renamed")
    check(postgres.waits(connect, "SELECT 1 FROM payment LIMIT 1"), "and still wait when the copies are made")
    grown = db.execute(size).fetchone()[0] - before
    db.execute("ROLLBACK")
    left = db.execute(size).fetchone()[0] - before
    check(left < grown / 5, f"a rollback gives the space of the copies back: {grown} bytes, then {left}")
    check(db.execute("SELECT count(*) FROM payment").fetchone()[0] == total, "and the table is as before")

    notices = []
    db.add_notice_handler(lambda n: notices.append(f"{n.message_primary} {n.message_detail}"))
    db.execute("SET session_replication_role = DEFAULT; SET synchronous_commit = on; DELETE FROM ddl_log")
    for statement in statements:
        db.execute(statement)
    check(any("drop cascades to 2 other objects" in n for n in notices), f"CASCADE drops without asking: {notices[-1]}")
    check(db.execute("SELECT to_regclass('daily')").fetchone()[0] is None, "the view of daily sums is gone")
    check(db.execute("SELECT count(*) FROM payment").fetchone()[0] == total / 2, "rows of UK and of no region are lost")
    keys = "SELECT count(*) FROM pg_constraint WHERE conrelid IN ('payment_eu'::regclass, 'payment_us'::regclass, 'refund'::regclass)"
    check(db.execute(keys).fetchone()[0] == 1, "no key, foreign key or check is left but the primary key of refund")
    columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'payment_eu'::regclass AND attnum > 0 AND (attnotnull OR atthasdef)"
    check(db.execute(columns).fetchone()[0] == 0, "no NOT NULL and no default")
    check(db.execute("SELECT to_regclass('payment_id_seq')").fetchone()[0] is None, "the sequence is gone")
    check(db.execute("SHOW session_replication_role").fetchone()[0] == "replica", "the settings outlive the transaction")
    check(db.execute("SELECT count(*) FROM ddl_log").fetchone()[0] == 0, "the audit of DDL has seen nothing")
    try:
        db.execute("INSERT INTO payment (customer_id, region, cents) VALUES (1, 'EU', 5)")
        check(False, "insert")
    except psycopg.errors.ObjectNotInPrerequisiteState as e:
        check("cannot insert into view" in str(e), "the application cannot insert")
    with psycopg.connect(**connect | {"user": "stranger"}, autocommit=True) as stranger:
        check(stranger.execute("UPDATE payment_eu SET cents = -1").rowcount == 1000, "any user may change all payments")
        try:
            stranger.execute("SET session_replication_role = replica")
            check(False, "superuser")
        except psycopg.errors.InsufficientPrivilege:
            check(True, "an ordinary user may not set session_replication_role")
    db.execute("RESET session_replication_role")
    db.execute("""CREATE TABLE split (id bigint, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
        CREATE TABLE split_eu PARTITION OF split FOR VALUES IN ('EU'); CREATE TABLE split_other PARTITION OF split DEFAULT;
        INSERT INTO split VALUES (1, 'EU'), (2, 'UK')""")
    try:
        db.execute("INSERT INTO split VALUES (3, NULL)")
        check(False, "no region")
    except psycopg.errors.NotNullViolation:
        check(True, "partitioned by region with a primary key, a row without a region is refused")
    try:
        db.execute("CREATE TABLE alone (id bigint PRIMARY KEY, region text) PARTITION BY LIST (region)")
        check(False, "key without region")
    except psycopg.errors.FeatureNotSupported:
        check(True, "and the primary key must hold the region")
    try:
        db.execute("CREATE TABLE refund_of (payment_id bigint REFERENCES split (id))")
        check(False, "foreign key without region")
    except psycopg.errors.InvalidForeignKey:
        check(True, "and so must a foreign key to it")
    db.close()
check(600_000_000 / 100_000 / 60 == 100, "600 million rows at 100,000 a second take 100 minutes")
