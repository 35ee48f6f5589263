"""The tables on SQLite: what they let in, an e-mail that changes, money in REAL; and the answer's table, which refuses."""
import sqlite3

from bank import answer, check, handout

ID = "db-review-signup-table"
db = sqlite3.connect(":memory:")
db.executescript(handout(ID, "sql"))


def one(sql, *args):
    return db.execute(sql, args).fetchone()


check(one("SELECT password FROM app_user") == ("hunter2",), "the password is stored as it was typed")
db.execute("INSERT INTO app_user (email) VALUES ('me@example.org')")
db.execute("INSERT INTO signup (user_email, event_name) VALUES ('me@example.org', 'SQL evening'), ('nobody', 'no event')")
db.execute("INSERT INTO event (name, capacity) VALUES ('SQL evening', -5), (NULL, NULL)")
check(one("SELECT count(*) FROM signup WHERE user_email = 'me@example.org'") == (2,),
      "the same e-mail twice, the same person twice, a sign-up of nobody, an event below zero, one without a name")
joined = "SELECT count(*) FROM signup s JOIN app_user u ON u.email = s.user_email"
check(one(joined) == (4,), "with two users of one e-mail, each sign-up belongs to both")
db.execute("UPDATE app_user SET email = 'new@example.org'")
check(one(joined) == (0,), "a changed e-mail leaves the sign-ups without a person")
check(one("SELECT 0.1 + 0.2 = 0.3") == (0,), "sums of binary floating point drift")
check(f"{19.99:.20f}" != "19.99000000000000000000", "19.99 is not exact")
check(one("SELECT typeof(CAST(19.99 AS NUMERIC))") == ("real",), "in SQLite, NUMERIC is floating point as well")
check(one("SELECT min(starts) FROM (SELECT '3.4.25 7pm' AS starts UNION SELECT '12.1.25 7pm')") == ("12.1.25 7pm",)
      and one("SELECT min(starts) FROM (SELECT '3.4.25 7pm' AS starts UNION SELECT '12.5.25 7pm')") == ("12.5.25 7pm",),
      "dates as free text do not sort by date")

db = sqlite3.connect(":memory:")
db.executescript("PRAGMA foreign_keys = ON; CREATE TABLE event (id INTEGER PRIMARY KEY);"
                 "CREATE TABLE app_user (id INTEGER PRIMARY KEY, email TEXT UNIQUE);"
                 "INSERT INTO event VALUES (1); INSERT INTO app_user VALUES (1, 'me@example.org');" + answer(ID, "sql"))
db.execute("INSERT INTO signup (event_id, user_id) VALUES (1, 1)")
for claim, sql in (("twice", "INSERT INTO signup (event_id, user_id) VALUES (1, 1)"),
                   ("of nobody", "INSERT INTO signup (event_id, user_id) VALUES (1, 2)"),
                   ("without an event", "INSERT INTO signup (user_id) VALUES (1)"),
                   ("paid with 'no'", "UPDATE signup SET paid = 'no'")):
    try:
        db.execute(sql)
        check(False, claim)
    except sqlite3.IntegrityError:
        check(True, f"the answer's table refuses a sign-up {claim}")
db.execute("UPDATE app_user SET email = 'new@example.org'")
check(one("SELECT count(*) FROM signup JOIN app_user u ON u.id = user_id") == (1,), "and keeps it when the e-mail changes")
