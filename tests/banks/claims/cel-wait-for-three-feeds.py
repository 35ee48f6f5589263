"""Two imports that finish at once: with the locked row exactly one starts pricing; without it none does, or both do."""
import threading

import psycopg

from bank import check
from postgres import server

NIGHT = "2026-11-29"


def rounds(connect, db, lock, after_commit, count=8):
    """How many triggers each round of two imports finishing together brings, without repeats."""
    def finish(supplier, barrier, triggers):
        with psycopg.connect(**connect) as own:
            own.execute("INSERT INTO feed_run VALUES (%s, %s, 'done')", (NIGHT, supplier))
            if after_commit:
                own.commit()
            barrier.wait()
            state = "waiting"
            if lock:
                own.execute("INSERT INTO pricing_run VALUES (%s, 'waiting') ON CONFLICT DO NOTHING", (NIGHT,))
                state = own.execute("SELECT state FROM pricing_run WHERE night = %s FOR UPDATE", (NIGHT,)).fetchone()[0]
            done = own.execute("SELECT count(*) FROM feed_run WHERE state = 'done'").fetchone()[0]
            if done == 3 and state == "waiting":
                triggers.append(supplier)
                own.execute("UPDATE pricing_run SET state = 'queued' WHERE night = %s", (NIGHT,))
            if not lock:
                barrier.wait()

    seen = set()
    for _ in range(count):
        db.execute("TRUNCATE feed_run, pricing_run")
        db.execute("INSERT INTO feed_run VALUES (%s, 'a', 'done')", (NIGHT,))
        barrier, triggers = threading.Barrier(2, timeout=10), []
        threads = [threading.Thread(target=finish, args=(supplier, barrier, triggers)) for supplier in "bc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seen.add(len(triggers))
    return seen


with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE TABLE feed_run (night date, supplier text, state text, PRIMARY KEY (night, supplier))")
    db.execute("CREATE TABLE pricing_run (night date PRIMARY KEY, state text)")
    check(rounds(connect, db, lock=True, after_commit=False) == {1}, "with the locked row exactly one triggers")
    check(rounds(connect, db, lock=False, after_commit=False) == {0}, "without it both may see only two")
    check(rounds(connect, db, lock=False, after_commit=True) == {2}, "or, counting after the commit, both see three")
    db.execute("TRUNCATE pricing_run")
    db.execute("INSERT INTO pricing_run VALUES (%s, 'queued')", (NIGHT,))
    start = "UPDATE pricing_run SET state = 'running' WHERE night = %s AND state = 'queued'"
    moved = [db.execute(start, (NIGHT,)).rowcount for _ in range(2)]
    check(moved == [1, 0], "a second message finds nothing to start")
    try:
        with db.transaction():
            db.execute("UPDATE pricing_run SET state = 'done'")
            raise RuntimeError("the worker dies before its prices commit")
    except RuntimeError:
        pass
    check(db.execute("SELECT state FROM pricing_run").fetchone() == ("running",), "a crash leaves it running, for the sweep to reset")
    db.execute("ALTER TABLE pricing_run ADD attempt int NOT NULL DEFAULT 0")
    db.execute("CREATE TABLE price (attempt int)")

    def take():
        db.execute("UPDATE pricing_run SET state = 'queued'")
        return db.execute("UPDATE pricing_run SET state = 'running', attempt = attempt + 1 WHERE state = 'queued' RETURNING attempt").fetchone()[0]

    def finish(attempt):
        with db.transaction():
            db.execute("INSERT INTO price VALUES (%s)", (attempt,))
            if not db.execute("UPDATE pricing_run SET state = 'done' WHERE state = 'running' AND attempt = %s", (attempt,)).rowcount:
                raise psycopg.Rollback

    slow, second = take(), take()
    finish(slow), finish(second), finish(slow)
    check(db.execute("SELECT attempt FROM price").fetchall() == [(second,)], "an attempt whose lease ran out writes no prices")
