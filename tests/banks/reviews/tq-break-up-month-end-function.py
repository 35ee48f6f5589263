"""The month end on SQLite: a crash in the middle and the run after it, a second run, last year's orders, the clock, SQL by
text, floats; and a pure computation that gives the same invoices."""
import datetime
import sqlite3

from bank import check, handout

code = handout("tq-break-up-month-end-function", "python")


class Clock:
    @staticmethod
    def now():
        return Clock.today


class Shop:
    """A connection whose rows are dicts with dates, as the function expects."""

    def __init__(self, customers=3):
        self.db = sqlite3.connect(":memory:")
        self.db.row_factory = sqlite3.Row
        self.db.executescript("""
            CREATE TABLE customers (id, shop, kind, country, email);
            CREATE TABLE orders (customer, date, status, price, qty);
            CREATE TABLE invoices (customer, month, total);""")
        for number in range(customers):
            self.db.execute("INSERT INTO customers VALUES (?, 'x', 'private', 'DE', ?)", (number, f"c{number}"))
            self.db.execute("INSERT INTO orders VALUES (?, '2026-03-05', 'paid', 10, 3)", (number,))
        self.db.commit()
        self.queries = 0

    def execute(self, sql):
        self.queries += 1
        rows = [dict(row) for row in self.db.execute(sql)]
        for row in rows:
            if "date" in row:
                row["date"] = datetime.date.fromisoformat(row["date"])
        return rows

    def commit(self):
        self.db.commit()

    def invoices(self):
        return [tuple(row) for row in self.db.execute("SELECT * FROM invoices")]


class Mail(list):
    fail_at = None

    def sendmail(self, sender, to, text):
        if to == self.fail_at:
            raise OSError("refused")
        self.append((to, text))


def close(shop, mail, day="2026-03-31", shop_id="x"):
    scope = {}
    exec(code, scope)
    Clock.today = datetime.datetime.fromisoformat(day)
    scope["datetime"] = Clock
    return scope["close_month"](shop, mail, shop_id)


shop, mail = Shop(), Mail()
mail.fail_at = "c2"
try:
    close(shop, mail)
except OSError:
    shop.db.rollback()
check([to for to, _ in mail] == ["c0", "c1"] and shop.invoices() == [], "after a crash two have mail for invoices that were rolled back")
mail.fail_at = None
close(shop, mail)
check([to for to, _ in mail].count("c0") == 2, "the run after it mails them again")
close(shop, mail)
check(len(shop.invoices()) == 6, "a second run after success invoices everyone twice")

shop = Shop(1)
shop.db.execute("UPDATE orders SET date = '2025-03-05'")
check(len(close(shop, Mail())) == 1, "last year's March is billed again")
check(Shop(1).invoices() == [] and close(Shop(1), Mail(), "2026-04-01 00:01") == [], "after midnight it closes the wrong month")
shop = Shop(4)
close(shop, Mail())
check(shop.queries == 1 + 4 + 4, "a query and an insert for each customer")
check(len(close(Shop(2), Mail(), shop_id="' OR '1'='1")) == 2, "the shop's id is pasted into the SQL")
shop, mail = Shop(1), Mail()
shop.db.execute("UPDATE orders SET price = 1.1")
close(shop, mail)
check(mail[0][1] == f"Your invoice: {1.1 * 3 * 1.19}" and round(shop.invoices()[0][2], 2) != shop.invoices()[0][2], f"not rounded to cents, and without a subject: {mail[0][1]}")


def invoices(customers, orders, month):
    """The computation alone, in the function's own arithmetic: rows and month in, invoices out."""
    found = []
    for customer in customers:
        rate = {"DE": 1.19, "FR": 1 if customer["kind"] == "business" else 1.2}.get(customer["country"], 1)
        total = 0.0
        for order in orders[customer["id"]]:
            if order["date"].month == month and order["status"] in ("paid", "shipped"):
                price = order["price"] * order["qty"] * rate
                total += price - price * 0.05 if order["qty"] > 10 else price
        if total > 0:
            found.append((customer["id"], total))
    return found


shop = Shop(0)
cases = [(kind, country, status, qty) for kind in ("business", "private") for country in ("DE", "FR", "US") for status in ("paid", "shipped", "open") for qty in (10, 11)]
for number, (kind, country, status, qty) in enumerate(cases):
    shop.db.execute("INSERT INTO customers VALUES (?, 'x', ?, ?, 'e')", (number, kind, country))
    shop.db.execute("INSERT INTO orders VALUES (?, '2026-03-05', ?, 9.99, ?)", (number, status, qty))
customers = shop.execute("SELECT * FROM customers")
orders = {one["id"]: shop.execute(f"SELECT * FROM orders WHERE customer = {one['id']}") for one in customers}
check(close(shop, Mail()) == invoices(customers, orders, 3), "a pure computation from rows and month gives the same invoices")
