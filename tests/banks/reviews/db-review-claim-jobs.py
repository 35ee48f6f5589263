"""On a real PostgreSQL: two workers claim one job with the handout's statements, twenty never do with the answer's; a worker
that dies or a blocker that fails leaves a job behind; a late worker finishes another's; plans of a queue full of done jobs."""
import re
import threading

import postgres
import psycopg
from bank import answer, check, handout

ID = "db-review-claim-jobs"
create, *steps = re.split(r"^-- step \d.*$", handout(ID, "sql"), flags=re.M)
find, claim, finish = (re.sub(r"\$(\d)", r"%(p\1)s", step) for step in steps)
better = re.sub(r"\$(\d)", r"%(p\1)s", answer(ID, "sql"))

with postgres.server() as connect:
    def connection():
        return psycopg.connect(**connect, autocommit=True)

    db, one, two = connection(), connection(), connection()
    db.execute(create)

    def fresh(jobs=1):
        db.execute("TRUNCATE job RESTART IDENTITY")
        db.execute("INSERT INTO job (payload) SELECT '{}' FROM generate_series(1, %s)", [jobs])

    fresh()
    taken = [c.execute(find).fetchone()[0] for c in (one, two)]
    done = [c.execute(claim, {"p1": name, "p2": job}).rowcount for c, name, job in zip((one, two), "ab", taken)]
    check(taken == [1, 1] and done == [1, 1], "two workers find and claim the same job")
    check(db.execute("SELECT worker FROM job").fetchone() == ("b",), "the second one has overwritten the first")
    fresh()
    got = []
    for c, name in ((one, "a"), (two, "b")):
        c.execute("BEGIN")
        got.append(c.execute(find).fetchone()[0])
    one.execute(claim, {"p1": "a", "p2": 1})
    one.execute("COMMIT")
    check(got == [1, 1] and two.execute(claim, {"p1": "b", "p2": 1}).rowcount == 1, "a transaction around both does not help")
    two.execute("COMMIT")
    db.execute(finish, {"p1": 1})
    check(db.execute("SELECT status, worker FROM job").fetchone() == ("done", "b"), "anyone may finish it")

    fresh(2)
    db.execute("UPDATE job SET status = 'failed' WHERE id = 1; UPDATE job SET blocked_by = 1 WHERE id = 2;"
               "INSERT INTO job (status, started_at) VALUES ('running', now() - interval '1 year')")
    check(db.execute(find).fetchone() is None, "a failed blocker and a dead worker: both jobs wait forever")

    db.execute("ALTER TABLE job ADD attempts int NOT NULL DEFAULT 0")
    fresh(400)
    claimed = []

    def work(name):
        with connection() as c:
            while row := c.execute(better, {"p1": name}).fetchone():
                claimed.append(row[0])

    workers = [threading.Thread(target=work, args=[f"w{n}"]) for n in range(20)]
    [w.start() for w in workers]
    [w.join() for w in workers]
    check(sorted(claimed) == list(range(1, 401)), "the answer's statement: twenty workers claim each of 400 jobs once")
    fresh(3)
    db.execute("UPDATE job SET blocked_by = 2 WHERE id = 1; UPDATE job SET blocked_by = 99 WHERE id = 3")
    got = [db.execute(better, {"p1": "a"}).fetchone() for _ in range(3)]
    check([r and r[0] for r in got] == [2, 3, None], "it waits for a blocker, and not for one that was archived")
    db.execute(finish, {"p1": 2})
    check(db.execute(better, {"p1": "a"}).fetchone()[0] == 1, "and goes on when the blocker is done")

    fresh()
    first = db.execute(better, {"p1": "a"}).fetchone()[2]
    db.execute("UPDATE job SET status = 'new'")     # its lease has expired
    second = db.execute(better, {"p1": "a"}).fetchone()[2]
    owner = "UPDATE job SET status = 'done' WHERE id = 1 AND status = 'running' AND worker = 'a'"
    late = db.execute(owner + " AND attempts = %s", [first]).rowcount
    check(late == 0 and db.execute(owner + " AND attempts = %s", [second]).rowcount == 1,
          "worker and attempts together refuse a late finish by the same worker")
    db.execute("UPDATE job SET status = 'running'")
    check(db.execute(owner).rowcount == 1, "the worker's name alone does not")
    fresh()
    conditional = "UPDATE job SET status = 'running', worker = %s WHERE id = 1 AND status = 'new'"
    check([c.execute(conditional, [n]).rowcount for c, n in ((one, "a"), (two, "b"))] == [1, 0],
          "a conditional UPDATE gives the job to one worker, too")

    fresh(20000)
    db.execute("UPDATE job SET status = 'done' WHERE id > 50; ANALYZE job")

    def read(sql, **args):
        db.execute("SET enable_seqscan = on")
        plan = db.execute("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) " + sql, args).fetchall()
        rows = [int(float(n)) for line, in plan for n in re.findall(r"Scan.* on job.*rows=([\d.]+)", line)]
        return sum(rows), "\n".join(line for line, in plan)

    rows, plan = read(find)
    check("SubPlan" in plan, "the handout's query has a subquery over the done jobs")
    db.execute("UPDATE job SET blocked_by = 20000 WHERE id <= 50")
    check(read(find)[0] > 19000, "which reads all of them as soon as one job is blocked")
    db.execute("UPDATE job SET blocked_by = NULL WHERE id <= 50")
    db.execute("VACUUM ANALYZE job")
    db.execute("CREATE INDEX job_todo ON job (priority DESC, run_at, id) WHERE status = 'new'")
    rows, plan = read(better, p1="a")
    check("job_todo" in plan and rows < 10, f"with the partial index a claim reads {rows} rows")
    size = "SELECT pg_relation_size('job_todo') < pg_relation_size('job_status_idx') / 5"
    check(db.execute(size).fetchone()[0], "and the partial index is much smaller")
    zones = [db.execute(f"SET timezone = '{zone}'") and db.execute("SELECT now()::timestamp").fetchone()[0] for zone in ("UTC", "Asia/Tokyo")]
    check(abs((zones[1] - zones[0]).total_seconds()) > 30000, "a timestamp without zone depends on the session")
    for c in (db, one, two):
        c.close()
