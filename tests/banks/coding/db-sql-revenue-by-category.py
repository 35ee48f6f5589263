"""The query against a loop, on SQLite and PostgreSQL; the status in WHERE or ON, counted lines and inner joins go wrong."""
import random

from bank import answer, check
import sql

ID = "db-sql-revenue-by-category"
QUERY = answer(ID, "sql")


def make(seed):
    r = random.Random(seed)
    categories = [(n, f"c{r.randrange(3)}") for n in range(1, r.randrange(1, 5))]
    products = [(n, r.choice(categories)[0]) for n in range(1, r.randrange(1, 6)) if categories]
    orders = [(n, r.choice(["paid", "open"])) for n in range(1, r.randrange(1, 6))]
    lines = [(r.choice(orders)[0], r.choice(products)[0], r.randrange(1, 4), r.choice([0, 5, 100])) for _ in range(r.randrange(9)) if orders and products]
    return {"category": categories, "product": products, "orders": orders, "order_line": lines}


def brute(rows):
    paid = {n for n, status in rows["orders"] if status == "paid"}
    found = []
    for category, name in rows["category"]:
        own = {n for n, c in rows["product"] if c == category}
        lines = [line for line in rows["order_line"] if line[0] in paid and line[1] in own]
        found.append((name, len({line[0] for line in lines}), sum(q for _, _, q, _ in lines), sum(q * c for _, _, q, c in lines)))
    return sorted(found, key=lambda row: (-row[3], row[0]))


def wrong(query, times=300):
    base = sql.sqlite(ID)
    return sum(base.run(query, make(n)) != brute(make(n)) for n in range(times))


def chain(status, pieces):
    return f"""SELECT c.name, COUNT(DISTINCT o.id), COALESCE(SUM({pieces}), 0), COALESCE(SUM({pieces} * l.unit_cents), 0) AS cents
               FROM category c LEFT JOIN product pr ON pr.category_id = c.id LEFT JOIN order_line l ON l.product_id = pr.id
               LEFT JOIN orders o ON o.id = l.order_id {status} GROUP BY c.id, c.name ORDER BY cents DESC, c.name, c.id"""


check(wrong(chain("WHERE o.status = 'paid'", "l.quantity")) > 0, "the status in WHERE drops categories with no paid order")
check(wrong(chain("AND o.status = 'paid'", "l.quantity")) > 0, "the status in ON alone still sums lines of unpaid orders")
check(wrong(chain("AND o.status = 'paid'", "CASE WHEN o.id IS NOT NULL THEN l.quantity END")) == 0, "summing only lines that found an order is right")
check(wrong(QUERY.replace("COUNT(DISTINCT p.order_id)", "COUNT(p.order_id)")) > 0, "without DISTINCT two lines count as two orders")
check(wrong(QUERY.replace("LEFT JOIN", "JOIN")) > 0, "inner joins lose categories")
check(wrong(QUERY.replace("COALESCE(SUM(p.quantity), 0)", "SUM(p.quantity)")) > 0, "the sum of no rows is NULL")
sql.compare(ID, make, brute)
