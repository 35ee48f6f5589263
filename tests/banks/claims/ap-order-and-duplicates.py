"""The consumer's statement: duplicates and old events change nothing, a product's first event counts; a bare UPDATE loses it."""
import random
import sqlite3

from bank import answer, check

statement = answer("ap-order-and-duplicates", "sql").replace("(7, 40, 18)", "(:product, :quantity, :version)")
bare = "UPDATE stock SET quantity = :quantity, version = :version WHERE product_id = :product AND version < :version"


def consumed(statement, events):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE stock (product_id INTEGER PRIMARY KEY, quantity INTEGER, version INTEGER)")
    for product, quantity, version in events:
        db.execute(statement, {"product": product, "quantity": quantity, "version": version})
    return db.execute("SELECT product_id, quantity, version FROM stock ORDER BY 1").fetchall()


dice = random.Random(7)
right = True
for _ in range(300):
    written = [(product, dice.randint(0, 50), version) for product in range(1, 5) for version in range(1, dice.randint(2, 8))]
    latest = sorted(max((one for one in written if one[0] == product), key=lambda one: one[2]) for product in range(1, 5))
    delivered = written * 2
    dice.shuffle(delivered)
    right &= consumed(statement, delivered) == latest
check(right, "each event twice and in any order ends with each product's highest version")
check(consumed(bare, [(7, 40, 18)]) == [] and consumed(statement, [(7, 40, 18)]) == [(7, 40, 18)], "a bare UPDATE loses a product's first event, the statement does not")
