"""The relay on a real PostgreSQL: a row that commits late and one that fails stay unread until a restart, which sends them
out of order; after a failed DELETE nothing works, as nobody rolls back; two nodes send twice, with two message ids."""
import json
import logging
import types
import uuid

import postgres
import psycopg
from bank import check, handout
from psycopg.rows import dict_row

code = handout("ap-review-outbox-relay", "python")


class Round(Exception):
    """The end of one round of the endless loop."""


def stop(_):
    raise Round


class Db:
    def __init__(self, connect):
        self.connection = psycopg.connect(**connect, row_factory=dict_row)
        self.execute, self.commit = self.connection.execute, self.connection.commit

    def query(self, sql, args):
        return self.connection.execute(sql, args).fetchall()


class Broker:
    def __init__(self):
        self.sent, self.fails = [], set()

    def publish(self, topic, message_id, body):
        kind = json.loads(body)["type"]
        if kind in self.fails:
            self.fails.remove(kind)
            raise OSError("the broker is busy")
        self.sent.append((kind, message_id))

    def kinds(self):
        return [kind for kind, _ in self.sent]


def node():
    space = dict(uuid=uuid, json=json, time=types.SimpleNamespace(sleep=stop), log=logging.getLogger("quiet"))
    space["log"].disabled = True
    exec(code, space)
    return space


def round_of(space, db, broker):
    try:
        space["relay"](db, broker)
    except Round:
        pass


with postgres.server() as connect:
    admin = psycopg.connect(**connect, autocommit=True)
    admin.execute("CREATE TABLE outbox (id bigserial, aggregate_id int, type text, payload jsonb, created_at timestamptz DEFAULT now())")
    add = "INSERT INTO outbox (aggregate_id, type, payload, created_at) VALUES (1, %s, '{}', now() + %s * interval '1 second')"

    late = psycopg.connect(**connect)
    late.execute(add, ["late", 0])
    admin.execute(add, ["early", 0])
    space, db, broker = node(), Db(connect), Broker()
    round_of(space, db, broker)
    late.commit()
    round_of(space, db, broker)
    check(broker.kinds() == ["early"], "a lower id that commits later is not read")
    round_of(node(), db, broker)
    check(broker.kinds() == ["early", "late"], "until a restart sets last_id back to 0")

    space, broker = node(), Broker()
    broker.fails = {"placed"}
    admin.execute(add, ["placed", 0])
    admin.execute(add, ["paid", 0])
    round_of(space, db, broker)
    round_of(space, db, broker)
    check(broker.kinds() == ["paid"], "a row whose publishing failed is skipped, while `paid` goes out")
    round_of(node(), db, broker)
    check(broker.kinds() == ["paid", "placed"], "a restart sends it after `paid`")

    broker = Broker()
    admin.execute(add, ["placed", 1])
    admin.execute(add, ["paid", 0])
    round_of(node(), db, broker)
    check(broker.kinds() == ["paid", "placed"], "ordered by clocks that differ, `paid` goes out first")

    admin.execute(add, ["placed", 0])
    admin.execute(add, ["paid", 0])
    first, second = Db(connect), Db(connect)
    rows = second.query("SELECT * FROM outbox", [])
    second.query = lambda *_: rows           # the other node has read the same rows a moment before
    broker = Broker()
    round_of(node(), first, broker)
    round_of(node(), second, broker)
    check(sorted(broker.kinds()) == ["paid", "paid", "placed", "placed"], "two nodes publish each row")
    check(len({message_id for _, message_id in broker.sent}) == 4, "under another message id each time")

    for kind in "abc":
        admin.execute(add, [kind, 0])
    broken, space, broker = Db(connect), node(), Broker()
    real, failures = broken.execute, ["SELECT 1/0"]
    broken.execute = lambda sql, args: real(failures.pop()) if failures else real(sql, args)
    round_of(space, broken, broker)
    check(admin.execute("SELECT count(*) FROM outbox").fetchone() == (3,) and len(broker.sent) == 3,
          "after one failed DELETE the transaction stays aborted: all are sent, none is deleted")
    for one in (db, first, second, broken):
        one.connection.close()
    late.close()
    admin.execute("DELETE FROM outbox")
    for kind in "abc":
        admin.execute(add, [kind, 0])
    pick = "SELECT type FROM outbox ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
    with psycopg.connect(**connect) as one, psycopg.connect(**connect) as two:
        got = [c.execute(pick).fetchone()[0] for c in (one, two)]
    check(got == ["a", "b"], "with SKIP LOCKED the second node takes `b` while `a` is still under way: no order")
    admin.close()
