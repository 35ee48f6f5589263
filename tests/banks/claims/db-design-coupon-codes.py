"""On PostgreSQL: twelve clients redeem and return one shared code; the counter, the unique key and the order of both keep it right."""
import random
import threading

import psycopg

from bank import answer, check
from postgres import server

update = answer("db-design-coupon-codes", "sql").replace(":code", "%s").rstrip().rstrip(";")
with server("max_connections=40") as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE TABLE coupon (id int PRIMARY KEY, code text UNIQUE, max_uses int, uses int)")
    db.execute("""CREATE TABLE redemption (id serial PRIMARY KEY, coupon_id int NOT NULL REFERENCES coupon, customer_id int NOT NULL,
                  order_id int NOT NULL UNIQUE, state text NOT NULL DEFAULT 'used')""")
    db.execute("CREATE UNIQUE INDEX once ON redemption (coupon_id, customer_id) WHERE state = 'used'")
    db.execute("INSERT INTO coupon VALUES (1, 'SPRING', 60, 0)")
    errors, outcomes = [], []

    def client(number):
        chance = random.Random(number)
        with psycopg.connect(**connect) as own:
            for turn in range(25):
                order = number * 1000 + turn
                try:
                    if own.execute(update, ("SPRING",)).rowcount == 0:
                        own.rollback()
                        outcomes.append("sold out")
                        continue
                    own.execute("INSERT INTO redemption (coupon_id, customer_id, order_id) VALUES (1, %s, %s)", (chance.randrange(80), order))
                    own.commit()
                    outcomes.append("used")
                    if chance.random() < 0.3:
                        own.execute("UPDATE coupon SET uses = uses - 1 WHERE id = 1")
                        back = own.execute("UPDATE redemption SET state = 'returned' WHERE order_id = %s AND state = 'used'", (order,)).rowcount
                        own.commit() if back == 1 else own.rollback()
                        outcomes.append("returned")
                except psycopg.errors.UniqueViolation:
                    own.rollback()
                    outcomes.append("twice")
                except psycopg.Error as error:
                    own.rollback()
                    errors.append(error)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(not errors and {"used", "returned", "twice"} <= set(outcomes), "no deadlock, while codes are used, returned and refused")
    uses, used, most = db.execute("""SELECT (SELECT uses FROM coupon), count(*), max(n) FROM redemption
        JOIN (SELECT customer_id, count(*) AS n FROM redemption WHERE state = 'used' GROUP BY 1) c USING (customer_id) WHERE state = 'used'""").fetchone()
    check(uses == used <= 60 and most == 1, "the counter equals the redemptions in use, never above the limit, nobody twice")
    again = db.execute("SELECT count(*) FROM (SELECT customer_id FROM redemption GROUP BY 1 HAVING count(*) > 1) r").fetchone()[0]
    check(again > 0, "customers whose code was returned have used it again")
