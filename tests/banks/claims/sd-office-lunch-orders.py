"""An order that has read the open day under a lock is in the sum; one that comes after the closing is refused; with a plain read it is neither."""
import psycopg
from bank import check, question
from postgres import server, waits

check("every write reads that row with a lock" in question("sd-office-lunch-orders")["answer"], "the answer has every write lock the day")
with server() as connect:
    job, late = psycopg.connect(**connect, autocommit=True), psycopg.connect(**connect)
    job.execute("CREATE TABLE day (date date PRIMARY KEY, state text)")
    job.execute("INSERT INTO day VALUES ('2026-11-30', 'open')")
    job.execute("CREATE TABLE lunch_order (person int)")
    close = "UPDATE day SET state = 'closed'"

    late.execute("SELECT state FROM day FOR SHARE")
    late.execute("INSERT INTO lunch_order VALUES (1)")
    check(waits(connect, close), "the closing waits for the order")
    late.commit()
    job.execute(close)
    check(job.execute("SELECT count(*) FROM lunch_order").fetchone() == (1,), "so the order is in the sum")
    check(late.execute("SELECT state FROM day FOR SHARE").fetchone() == ("closed",), "the next one sees that the day is closed")
    late.commit()

    job.execute("UPDATE day SET state = 'open'")
    open_still = late.execute("SELECT state FROM day").fetchone() == ("open",)
    job.execute(close)
    summed = job.execute("SELECT count(*) FROM lunch_order").fetchone()
    late.execute("INSERT INTO lunch_order VALUES (2)")
    late.commit()
    check(open_still and summed == (1,) and job.execute("SELECT count(*) FROM lunch_order").fetchone() == (2,),
          "with a plain read an order is saved after the sum")
    job.close(), late.close()
