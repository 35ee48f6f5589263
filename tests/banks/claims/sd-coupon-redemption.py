"""The release of a hold takes the counter first, as the checkout does; the other order deadlocks with a customer who comes back."""
import random
import threading
import time

import psycopg
from bank import check, question
from postgres import server

answer = question("sd-coupon-redemption")["answer"]
check("in the same order" in answer and "takes the released row again" in answer, "the answer names the order of the release and the return of a customer")
take = "UPDATE coupon SET used = used + 1 WHERE id = 1 AND used < 60"
hold = ("INSERT INTO redemption VALUES (1, %s, 'held') ON CONFLICT (coupon_id, customer_id) "
        "DO UPDATE SET state = 'held' WHERE redemption.state = 'released'")
release = "UPDATE redemption SET state = 'released' WHERE customer_id = %s AND state = 'held'"
with server("max_connections=40", "deadlock_timeout=100ms") as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE TABLE coupon (id int PRIMARY KEY, used int)")
    db.execute("CREATE TABLE redemption (coupon_id int REFERENCES coupon, customer_id int, state text, UNIQUE (coupon_id, customer_id))")
    db.execute("INSERT INTO coupon VALUES (1, 0)")

    def run(counter_first):
        deadlocks = []

        def client(number):
            chance = random.Random(number)
            with psycopg.connect(**connect) as own:
                for _ in range(60):
                    customer = chance.randrange(8)
                    try:
                        if chance.random() < 0.5:
                            done = own.execute(take).rowcount == 1
                            time.sleep(0.001)
                            done = done and own.execute(hold, (customer,)).rowcount == 1
                        elif counter_first:
                            own.execute("UPDATE coupon SET used = used - 1 WHERE id = 1")
                            time.sleep(0.001)
                            done = own.execute(release, (customer,)).rowcount == 1
                        else:
                            done = own.execute(release, (customer,)).rowcount == 1
                            time.sleep(0.001)
                            own.execute("UPDATE coupon SET used = used - 1 WHERE id = 1")
                        own.commit() if done else own.rollback()
                    except psycopg.errors.DeadlockDetected:
                        own.rollback()
                        deadlocks.append(customer)

        threads = [threading.Thread(target=client, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        used, held = db.execute("SELECT used, (SELECT count(*) FROM redemption WHERE state = 'held') FROM coupon").fetchone()
        check(used == held, f"the counter equals the holds ({held}), counter {'first' if counter_first else 'last'}")
        return len(deadlocks)

    check(run(True) == 0, "with the counter first in both there is no deadlock")
    check(run(False) > 0, "with the counter last in the release there are")
