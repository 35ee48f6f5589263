"""The answer's condition for taking a seat: free or with an expired hold, never held or sold; without the state a sold seat goes twice."""
import re
import sqlite3

from bank import check, question

found = re.search(r"`(state = 'free' OR .*?)`", question("sd-concert-seat-holds")["answer"])
condition = found.group(1).replace("now()", "100")


def taken(condition):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE seat (seat_id TEXT, state TEXT, hold_until INTEGER)")
    db.executemany("INSERT INTO seat VALUES (?, ?, ?)", [("free", "free", None), ("expired", "held", 90), ("held", "held", 110), ("sold", "sold", 90)])
    return {one for one, in db.execute("SELECT seat_id FROM seat").fetchall()
            if db.execute(f"UPDATE seat SET state = 'held', hold_until = 200 WHERE seat_id = ? AND ({condition})", [one]).rowcount}


check(taken(condition) == {"free", "expired"}, "only a free seat or an expired hold is taken")
check(taken(condition.replace("state = 'held' AND ", "")) == {"free", "expired", "sold"}, "without the state a sold seat is taken again")
