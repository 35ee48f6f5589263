"""The function on SQLite: injection by customer and over all stock; nothing checks stock or quantity; a crash
between the commits, two buyers at once; and what a conditional update in one transaction does instead."""
import contextlib
import io
import sqlite3
import tempfile

from bank import check, handout

place = tempfile.NamedTemporaryFile(suffix=".db")
space = {}
exec(handout("ap-review-one-function-shop", "python").replace("shop.db", place.name), space)


def order(*args, module=sqlite3):
    space["sqlite3"] = module
    with contextlib.redirect_stdout(io.StringIO()):
        return space["order"](*args)


def sql(text, *args):
    with contextlib.closing(sqlite3.connect(place.name)) as db, db:
        return db.execute(text, args).fetchall()


def fresh():
    for text in ("DROP TABLE IF EXISTS article", "DROP TABLE IF EXISTS orders",
                 "CREATE TABLE article (sku TEXT, price REAL, stock INTEGER)",
                 "CREATE TABLE orders (customer TEXT, sku TEXT, qty INTEGER, total REAL)",
                 "INSERT INTO article VALUES ('cup', 10.0, 3), ('pot', 50.0, 3)"):
        sql(text)


fresh()
check(order("Ann", "cup", 2, False) == "<b>Thank you! You pay 23.8</b>" and sql("SELECT stock FROM article")[0] == (1,), "it works")
order("Ann', 'pot', 1, 0) --", "cup", 1, False)
check(sql("SELECT * FROM orders WHERE sku = 'pot'") == [("Ann", "pot", 1, 0)], "an injected customer writes another order")
order("Ann", "cup' OR '1'='1", 1, False)
check(sql("SELECT DISTINCT stock FROM article") == [(-1,)], "an injected sku changes the stock of all articles")
guesses = [order("Ann", f"cup' AND (SELECT count(*) FROM orders) > {n} AND '1'='1", 1, False) is None for n in (1, 9)]
check(guesses == [False, True], "an injected question is answered by whether the order succeeds")
check(order("O'Hara", "cup", 1, False) is None, "a name with an apostrophe is a silent None")
check("You pay" in order('Ann "Q" Hara', "cup", 1, False), "one with double quotation marks works")
fresh()
order("Ann", "cup", 5, False)
check(sql("SELECT stock FROM article")[0] == (-2,), "more is sold than there is")
fresh()
check("You pay -" in order("Ann", "cup", -9, False) and sql("SELECT stock FROM article")[0] == (12,),
      "a negative quantity pays the customer and raises the stock")
check(order("Ann", "none", 1, False) is None, "an unknown article is a None, like any failure")


class Breaking:
    """A connection whose n-th commit fails, or that lets another buyer in before it writes."""
    def __init__(self, fail_at=0, meanwhile=None):
        self.db, self.left, self.meanwhile = sqlite3.connect(place.name), fail_at, meanwhile
        self.connect = lambda _: self

    def execute(self, text):
        if text.startswith("INSERT") and self.meanwhile:
            self.meanwhile()
        return self.db.execute(text)

    def commit(self):
        self.left -= 1
        if self.left == 0:
            self.db.rollback()
            raise OSError("power cut")
        self.db.commit()


fresh()
check(order("Ann", "cup", 1, False, module=Breaking(2)) is None and sql("SELECT count(*) FROM orders") == [(1,)]
      and sql("SELECT stock FROM article")[0] == (3,), "a crash between the commits: an order, the stock untouched")
fresh()
order("Ann", "cup", 1, False, module=Breaking(meanwhile=lambda: order("Bob", "cup", 1, False)))
check(sql("SELECT stock FROM article")[0] == (2,) and sql("SELECT count(*) FROM orders") == [(2,)],
      "two buyers at once lower the stock once")
take = "UPDATE article SET stock = stock - ? WHERE sku = ? AND stock >= ? RETURNING stock"
check([len(sql(take, n, "cup", n)) for n in (2, 1)] == [1, 0], "a conditional update refuses the piece that is not there")
with contextlib.closing(sqlite3.connect(place.name)) as db:
    with db:
        pass
    check(db.execute("SELECT 1").fetchone() == (1,), "`with connection` does not close it")
