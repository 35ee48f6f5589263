"""Check-then-act lets two through; a unique index on the order, failed payments left out, lets one through and a new try after a decline."""
import threading

import psycopg

from bank import check
from postgres import server, waits

with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE TABLE payment (id serial PRIMARY KEY, order_id int, state text)")

    def together(work):
        """Runs the work on two connections with a barrier between check and insert."""
        barrier, results = threading.Barrier(2, timeout=10), []

        def one():
            with psycopg.connect(**connect) as own:
                results.append(work(own, barrier))

        threads = [threading.Thread(target=one) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(results)

    def check_then_act(own, barrier):
        free = own.execute("SELECT 1 FROM payment WHERE order_id = 1").fetchone() is None
        barrier.wait()
        if free:
            own.execute("INSERT INTO payment (order_id, state) VALUES (1, 'pending')")
        return free

    check(together(check_then_act) == [True, True], "both see no payment, and both create one")
    check(db.execute("SELECT count(*) FROM payment").fetchone() == (2,), "so the order has two")

    db.execute("TRUNCATE payment; CREATE UNIQUE INDEX one_payment ON payment (order_id) WHERE state <> 'failed'")
    insert = """INSERT INTO payment (order_id, state) VALUES (1, 'pending')
        ON CONFLICT (order_id) WHERE state <> 'failed' DO NOTHING RETURNING id"""

    def insert_first(own, barrier):
        barrier.wait()
        return own.execute(insert).fetchone() is not None

    check(together(insert_first) == [False, True], "with the index one of two inserts wins")
    db.execute("UPDATE payment SET state = 'failed'")
    check(db.execute(insert).fetchone() is not None, "after a declined payment a new try succeeds")
    with psycopg.connect(**connect) as own:
        own.execute("SELECT 1 FROM payment WHERE order_id = 2 FOR UPDATE")
        check(not waits(connect, "INSERT INTO payment (order_id, state) VALUES (2, 'pending')"),
              "FOR UPDATE on a row that does not exist keeps nobody from inserting it")
