"""Without a lock of the title, a reader who reserves during a return waits for a copy that stands on the shelf."""
import threading

import psycopg
from bank import check, question
from postgres import server

answer = question("sd-public-library-loans")["answer"]
check("lock the title's row" in answer, "the answer locks the title's row")
take = "SELECT id FROM reservation WHERE title_id = 1 AND status = 'waiting' ORDER BY created_at LIMIT 1 FOR UPDATE"
title = "SELECT 1 FROM title WHERE id = 1 FOR UPDATE"
with server() as connect:
    db = psycopg.connect(**connect, autocommit=True)
    db.execute("CREATE TABLE title (id int PRIMARY KEY)")
    db.execute("CREATE TABLE copy (id int PRIMARY KEY, title_id int)")
    db.execute("CREATE TABLE loan (copy_id int, returned_at timestamptz)")
    db.execute("CREATE UNIQUE INDEX ON loan (copy_id) WHERE returned_at IS NULL")
    db.execute("CREATE TABLE reservation (id serial, title_id int, created_at int, status text, copy_id int)")
    db.execute("CREATE UNIQUE INDEX ON reservation (copy_id) WHERE status IN ('waiting', 'kept')")
    db.execute("INSERT INTO title VALUES (1)")
    db.execute("INSERT INTO copy VALUES (1, 1), (2, 1)")

    def begin(waiting):
        db.execute("TRUNCATE loan, reservation")
        db.execute("INSERT INTO loan VALUES (1, null), (2, null)")
        for n in range(waiting):
            db.execute("INSERT INTO reservation (title_id, created_at, status) VALUES (1, %s, 'waiting')", [n])

    def give(one, copy):
        found = one.execute(take).fetchone()
        if found:
            one.execute("UPDATE reservation SET status = 'kept', copy_id = %s WHERE id = %s", [copy, found[0]])

    def two_returns(lock):
        """The first return has chosen its reader when the second begins."""
        begin(2)
        first = psycopg.connect(**connect)
        if lock:
            first.execute(title)
        give(first, 1)

        def second():
            with psycopg.connect(**connect) as other:
                if lock:
                    other.execute(title)
                give(other, 2)

        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        first.commit()
        first.close()
        thread.join()
        return db.execute("SELECT count(*) FROM reservation WHERE status = 'kept'").fetchone()[0]

    check(two_returns(lock=True) == 2, "two copies come back at once: both readers get one")

    def reserve_during_return(lock):
        """A reader reserves while the copy that is coming back has found nobody waiting."""
        begin(0)
        back = psycopg.connect(**connect)
        if lock:
            back.execute(title)
        back.execute("UPDATE loan SET returned_at = now() WHERE copy_id = 1")
        give(back, 1)

        def reserve():
            with psycopg.connect(**connect) as reader:
                if lock:
                    reader.execute(title)
                free = reader.execute("SELECT id FROM copy c WHERE NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy_id = c.id AND l.returned_at IS NULL)").fetchone()
                reader.execute("INSERT INTO reservation (title_id, created_at, status, copy_id) VALUES (1, 1, %s, %s)",
                               ["kept", free[0]] if free else ["waiting", None])

        thread = threading.Thread(target=reserve)
        thread.start()
        thread.join(0.3)
        back.commit()
        back.close()
        thread.join()
        return db.execute("SELECT status FROM reservation").fetchone()[0]

    check(reserve_during_return(lock=False) == "waiting", "without it a reader waits for a copy that stands on the shelf")
    check(reserve_during_return(lock=True) == "kept", "with it the copy is set aside for the reader")
    db.close()
