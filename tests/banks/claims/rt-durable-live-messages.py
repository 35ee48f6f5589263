"""Unique keys hold in a table partitioned by conversation and not in one by month; numbers under the lock of the conversation have no gaps."""
import threading

import psycopg
from bank import check, question
from postgres import server

answer = question("rt-durable-live-messages")["answer"]
check("partitioned by conversation" in answer and "lock of the conversation row" in answer, "the answer partitions by conversation and numbers under its lock")
with server() as connect:
    db = psycopg.connect(**connect, autocommit=True)
    columns = "conversation int, seq int, sender int, client_id text, sent_at date"
    keys = "UNIQUE (conversation, sender, client_id), UNIQUE (conversation, seq)"
    try:
        db.execute(f"CREATE TABLE by_month ({columns}, {keys}) PARTITION BY RANGE (sent_at)")
        refused = False
    except psycopg.errors.FeatureNotSupported:
        refused = True
    check(refused, "by month the unique keys are refused")
    db.execute(f"CREATE TABLE message ({columns}, {keys}) PARTITION BY HASH (conversation)")
    for part in range(2):
        db.execute(f"CREATE TABLE message_{part} PARTITION OF message FOR VALUES WITH (MODULUS 2, REMAINDER {part})")
    db.execute("CREATE TABLE conversation (id int PRIMARY KEY, last_seq int)")
    db.execute("INSERT INTO conversation VALUES (7, 0)")

    def send(sender, client_id):
        with psycopg.connect(**connect) as one:
            try:
                seq = one.execute("UPDATE conversation SET last_seq = last_seq + 1 WHERE id = 7 RETURNING last_seq").fetchone()[0]
                one.execute("INSERT INTO message VALUES (7, %s, %s, %s, '2026-11-29')", [seq, sender, client_id])
            except psycopg.errors.UniqueViolation:
                one.rollback()

    # Each message is sent twice, as after a lost answer.
    threads = [threading.Thread(target=send, args=(sender, str(n))) for sender in (1, 2) for n in range(5) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = sorted(one for one, in db.execute("SELECT seq FROM message"))
    check(found == list(range(1, 11)), "ten messages, each sent twice, have the numbers 1 to 10")
    db.close()
