"""The job on two SQLite databases: orders that change during the read or commit late are missed, a crash after the watermark
loses the batch, overlapping runs double it, deletions stay, NULL becomes text; the answer's upsert is repeatable."""
import contextlib
import io
import sqlite3

from bank import answer, check, handout

ID = "de-review-incremental-load"
space = {}
exec(handout(ID, "python"), space)
clock = {"now": "2026-01-01 12:00:00"}
space["datetime"] = type("datetime", (), {"now": staticmethod(lambda: clock["now"])})
keyed = "id INTEGER PRIMARY KEY, status TEXT, total INTEGER, updated_at TEXT"


def fresh(columns="id INTEGER, status TEXT, total INTEGER, updated_at TEXT"):
    shop, dw = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    shop.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER, updated_at TEXT)")
    dw.execute("CREATE TABLE state (name TEXT, value TEXT)")
    dw.execute("INSERT INTO state VALUES ('orders', '2026-01-01 11:00:00')")
    dw.execute("ATTACH ':memory:' AS dw")
    dw.execute(f"CREATE TABLE dw.orders ({columns})")
    dw.commit()
    return shop, dw


def put(shop, key, at, status="new"):
    shop.execute("INSERT INTO orders VALUES (?, ?, 5, ?) ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
                 " updated_at = excluded.updated_at", (key, status, f"2026-01-01 {at}"))


class Between:
    """A connection that does something once, right before or after the n-th statement with this beginning."""
    def __init__(self, db, begins, action, n=1, before=False):
        self.db, self.begins, self.action, self.n, self.before = db, begins, action, n, before

    def execute(self, sql):
        hit = sql.startswith(self.begins)
        self.n -= hit
        if hit and self.n == 0 and self.before:
            self.action()
        cursor = self.db.execute(sql)
        if hit and self.n == 0 and not self.before:
            got = cursor.fetchall()
            self.action()
            return type("Rows", (), {"fetchall": lambda _: got, "fetchone": lambda _: got[0]})()
        return cursor

    def commit(self):
        self.db.commit()


def run(shop, dw, at=None):
    clock["now"] = f"2026-01-01 {at or '12:00:00'}"
    with contextlib.redirect_stdout(io.StringIO()):
        space["run"](shop, dw)


def copied(dw):
    return sorted(dw.execute("SELECT id, status FROM dw.orders").fetchall())


shop, dw = fresh()
put(shop, 1, "11:30:00")
run(Between(shop, "SELECT", lambda: put(shop, 2, "11:59:59")), dw)
run(shop, dw, "13:00:00")
check(copied(dw) == [(1, "new")], "an order that changes after the read and before now() is not copied by the next run either")
put(shop, 3, "12:30:00")            # committed only now, by a long transaction
run(shop, dw, "14:00:00")
check((3, "new") not in copied(dw), "nor is one that is committed late with an older updated_at")
shop.execute("DELETE FROM orders WHERE id = 1")
run(shop, dw, "15:00:00")
check((1, "new") in copied(dw), "an order deleted in the shop stays")

shop, dw = fresh()
put(shop, 1, "10:00:00")
dw.execute("INSERT INTO dw.orders VALUES (1, 'old', 5, '2026-01-01 10:00:00')")
dw.commit()
put(shop, 1, "11:30:00", "paid")


def crash():
    raise KeyboardInterrupt


try:
    run(shop, Between(dw, "INSERT", crash, before=True))
except KeyboardInterrupt:
    dw.rollback()
run(shop, dw, "13:00:00")
check(copied(dw) == [], "a crash after the watermark: the order is deleted and not inserted again")

shop, dw = fresh()
put(shop, 1, "11:30:00")
run(shop, Between(dw, "UPDATE state", lambda: run(shop, dw), before=True))
check(copied(dw) == [(1, "new")] * 2, "two overlapping runs: the order is there twice")

shop, dw = fresh()
shop.execute("INSERT INTO orders VALUES (1, NULL, 5, '2026-01-01 11:30:00')")
run(shop, dw)
check(copied(dw) == [(1, "None")], "NULL becomes the text None")
put(shop, 2, "12:30:00", "won't pay")
try:
    run(shop, dw)
    check(False, "quotes")
except sqlite3.OperationalError:
    check(True, "an apostrophe in a status ends the run")

shop, dw = fresh(keyed)
rows = [(1, "paid", 5, "2026-01-01 11:45:00"), (1, "new", 5, "2026-01-01 11:30:00"), (2, "new", 5, "2026-01-01 11:30:00")]
for row in rows + rows:
    dw.execute(answer(ID, "sql"), row)
check(copied(dw) == [(1, "paid"), (2, "new")], "the upsert: repeated and out of order, each order once and in its newest state")
