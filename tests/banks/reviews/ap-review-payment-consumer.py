"""The consumer on SQLite with a small broker that delivers again what was not acknowledged: a crash after the commit books
twice, two consumers lose an update, a failed mail loses the payment, invalid JSON comes back without end."""
import collections
import json
import logging
import sqlite3
import types

from bank import check, handout

code = handout("ap-review-payment-consumer", "python")


class Crash(BaseException):
    pass


class Broker:
    def __init__(self, *bodies):
        self.queue = collections.deque(types.SimpleNamespace(body=b) for b in bodies)
        self.ready, self.delivered, self.crash, self.limit = self.queue, 0, False, 100

    def consume(self, name, prefetch):
        while self.queue and self.delivered < self.limit:
            self.delivered += 1
            yield self.queue[0]

    def ack(self, message):
        if self.crash:
            self.crash = False
            raise Crash
        self.queue.remove(message)

    def nack(self, message, requeue):
        assert requeue


class Db:
    def __init__(self):
        self.db, self.between = sqlite3.connect(":memory:"), None
        self.db.row_factory = sqlite3.Row
        self.db.execute("CREATE TABLE account (id TEXT, balance REAL, email TEXT)")
        self.db.execute("INSERT INTO account VALUES ('ann', 100, 'ann@example.org')")
        self.db.commit()

    def transaction(self):
        return self.db

    def query_one(self, sql, args):
        row = self.db.execute(sql.replace("%s", "?"), args).fetchone()
        if self.between:
            between, self.between = self.between, None
            between()
        return row

    def execute(self, sql, args):
        self.db.execute(sql.replace("%s", "?"), args)

    def balance(self):
        return self.db.execute("SELECT balance FROM account").fetchone()[0]


def process():
    """A new process: its `seen` is empty."""
    space = {"json": json, "log": logging.getLogger("quiet")}
    space["log"].disabled = True
    exec(code, space)
    return space


def pay(**more):
    return json.dumps({"id": 1, "customer": "ann", "amount": 10} | more)


mailer = types.SimpleNamespace(send=lambda *_: None)
db, broker = Db(), Broker(pay(), pay())
process()["run"](db, broker, mailer)
check(db.balance() == 110, "in one process, `seen` stops a repetition")
db, broker = Db(), Broker(pay())
broker.crash = True
try:
    process()["run"](db, broker, mailer)
except Crash:
    process()["run"](db, broker, mailer)
check(db.balance() == 120, "a crash between commit and acknowledgment books twice")

db = Db()
db.between = lambda: process()["handle"](Broker(pay(id=2)).queue[0], db, Broker(), mailer)
process()["handle"](Broker(pay()).queue[0], db, types.SimpleNamespace(ack=lambda m: None), mailer)
check(db.balance() == 110, "two consumers at once: one of two payments is lost")

fails = iter([True])
db, broker = Db(), Broker(pay())
process()["run"](db, broker, types.SimpleNamespace(send=lambda *_: next(fails, False) and 1 / 0))
check(db.balance() == 100 and not broker.queue, "a mail that fails once rolls the payment back, and then it is lost")
for body, name, times in (("no json", "invalid JSON", 100), (json.dumps({"customer": "ann"}), "no id", 100),
                          (json.dumps({"id": 3}), "no customer", 2)):
    broker = Broker(body)
    process()["run"](Db(), broker, mailer)
    check(broker.delivered == times and bool(broker.queue) == (times == 100),
          f"{name}: " + ("comes back without end" if times == 100 else "acknowledged at its second delivery and lost"))
db = Db()
process()["run"](db, Broker(*[pay(id=n, amount=0.1) for n in range(3)]), mailer)
check(db.balance() != 100.3, "floats: 100 and three times 0.1 is not 100.3")

db = Db()  # the answer: the id in the same transaction, one atomic update
db.db.execute("CREATE TABLE processed (id INTEGER PRIMARY KEY)")
for _ in range(2):
    with db.db:
        if db.db.execute("INSERT INTO processed VALUES (1) ON CONFLICT DO NOTHING").rowcount:
            db.db.execute("UPDATE account SET balance = balance + 10 WHERE id = 'ann'")
check(db.balance() == 110, "the id in the same transaction: delivered twice, booked once")
