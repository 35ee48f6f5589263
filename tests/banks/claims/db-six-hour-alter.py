"""The change from integer to bigint in place rewrites the table under an exclusive lock; the answer's steps swap it without."""
import psycopg

from bank import check
from postgres import server, waits

with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    def node(table="item"):
        return db.execute("SELECT pg_relation_filenode(%s)", (table,)).fetchone()

    db.execute("CREATE TABLE item (id serial PRIMARY KEY, name text)")
    db.execute("CREATE TABLE part (item_id integer REFERENCES item(id))")
    db.execute("INSERT INTO item (name) SELECT g FROM generate_series(1, 20000) g")
    before = node()
    with psycopg.connect(**connect) as other:
        other.execute("ALTER TABLE item ALTER COLUMN id TYPE bigint")
        check(waits(connect, "SELECT 1 FROM item LIMIT 1"), "changing the type in place keeps even readers waiting")
        check(other.execute("SELECT pg_relation_filenode('item')").fetchone() != before, "and rewrites the table")
        other.rollback()

    db.execute("ALTER TABLE item ADD id_new bigint")
    check(node() == before, "adding the new column rewrites nothing")
    db.execute("CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END'")
    db.execute("CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON item FOR EACH ROW EXECUTE FUNCTION fill()")
    db.execute("INSERT INTO item (name) VALUES ('new')")
    for first in range(1, 20002, 4000):
        db.execute("UPDATE item SET id_new = id WHERE id >= %s AND id < %s AND id_new IS NULL", (first, first + 4000))
    check(db.execute("SELECT count(*) FROM item WHERE id_new IS DISTINCT FROM id").fetchone() == (0,), "trigger and backfill fill every row")
    db.execute("CREATE UNIQUE INDEX CONCURRENTLY item_new ON item (id_new)")
    db.execute("ALTER TABLE item ADD CONSTRAINT filled CHECK (id_new IS NOT NULL) NOT VALID")
    with psycopg.connect(**connect) as other:
        other.execute("ALTER TABLE item VALIDATE CONSTRAINT filled")
        check(not waits(connect, "INSERT INTO item (name) VALUES ('meanwhile')"), "validating blocks no writes")
    db.execute("ALTER TABLE part ALTER COLUMN item_id TYPE bigint")  # small here; in life by the same steps
    with psycopg.connect(**connect) as swap:
        swap.execute("SET LOCAL lock_timeout = '2s'; SET LOCAL client_min_messages = debug1")
        said = []
        swap.add_notice_handler(lambda notice: said.append(notice.message_primary))
        swap.execute("DROP TRIGGER fill ON item")
        swap.execute("ALTER TABLE part DROP CONSTRAINT part_item_id_fkey")
        swap.execute("ALTER TABLE item DROP CONSTRAINT item_pkey")
        swap.execute("ALTER TABLE item RENAME id TO id_old; ALTER TABLE item RENAME id_new TO id")
        swap.execute("ALTER TABLE item ALTER id_old DROP DEFAULT, ALTER id_old DROP NOT NULL")
        swap.execute("ALTER SEQUENCE item_id_seq AS bigint; ALTER SEQUENCE item_id_seq OWNED BY item.id")
        swap.execute("ALTER TABLE item ALTER id SET DEFAULT nextval('item_id_seq'), ALTER id SET NOT NULL")
        swap.execute("ALTER TABLE item ADD CONSTRAINT item_pkey PRIMARY KEY USING INDEX item_new")
        swap.execute("ALTER TABLE part ADD CONSTRAINT part_item FOREIGN KEY (item_id) REFERENCES item(id) NOT VALID")
    check(any("sufficient to prove" in one for one in said), "SET NOT NULL skips its scan thanks to the validated check")
    check(node() == before, "the swap rewrites nothing")
    db.execute("ALTER TABLE part VALIDATE CONSTRAINT part_item")
    db.execute("SELECT setval('item_id_seq', 3000000000)")
    db.execute("INSERT INTO item (name) VALUES ('large')")
    check(db.execute("SELECT max(id) FROM item").fetchone() == (3000000001,), "ids now pass two billion")
