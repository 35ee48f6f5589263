"""A repeated create request waits at the unique key and gives up by a lock timeout; numbers drawn before the commit can appear out of order."""
import psycopg
from bank import check, question
from postgres import server

answer = question("api-partner-platform-design")["answer"]
check("lock timeout" in answer and "after their commit" in answer, "the answer names the lock timeout and the number given after the commit")
with server() as connect:
    first, second = psycopg.connect(**connect), psycopg.connect(**connect, autocommit=True)
    second.execute("CREATE TABLE request (partner int, key text, answer text, UNIQUE (partner, key))")
    second.execute("CREATE TABLE outbox (id bigserial, event text)")

    def repeat():
        try:
            second.execute("INSERT INTO request VALUES (1, 'k', 'a')")
            return "taken"
        except psycopg.Error as error:
            return type(error).__name__

    first.execute("INSERT INTO request VALUES (1, 'k', 'a')")
    second.execute("SET lock_timeout = 200")
    check(repeat() == "LockNotAvailable", "while the first is running, the repeat ends by the timeout: 409")
    first.commit()
    check(repeat() == "UniqueViolation", "after it the repeat finds the key: the stored answer")
    first.execute("DELETE FROM request")
    first.commit()
    first.execute("INSERT INTO request VALUES (1, 'k', 'a')")
    first.rollback()
    check(repeat() == "taken", "if the first failed, the repeat creates")

    first.execute("INSERT INTO outbox (event) VALUES ('early')")
    second.execute("INSERT INTO outbox (event) VALUES ('late')")
    seen = [one for one, in second.execute("SELECT id FROM outbox")]
    first.commit()
    missed = [one for one, in second.execute("SELECT id FROM outbox WHERE id < %s", [max(seen)])]
    check(seen == [2] and missed == [1], "a reader who has passed 2 would miss 1")
    first.close(), second.close()
