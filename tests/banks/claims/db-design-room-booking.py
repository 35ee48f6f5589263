"""The answer's query finds free rooms with touching ends; an exclusion constraint has to leave out canceled bookings."""
import itertools

import psycopg

from bank import answer, check
from postgres import server

query = answer("db-design-room-booking", "sql").replace(":wanted_start", "%(start)s").replace(":wanted_end", "%(end)s").rstrip().rstrip(";")
with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE EXTENSION btree_gist; CREATE TABLE room (id int)")
    db.execute("CREATE TABLE booking (room_id int, starts_at timestamp, ends_at timestamp, canceled_at timestamp, CHECK (ends_at > starts_at))")
    db.execute("INSERT INTO room VALUES (1)")

    def hour(number):
        return f"2026-03-02 {number:02d}:00"

    def book(start, end, canceled=None):
        db.execute("INSERT INTO booking VALUES (1, %s, %s, %s)", (hour(start), hour(end), canceled))

    spans = list(itertools.combinations(range(8, 13), 2))
    for taken, wanted in itertools.product(spans, spans):
        db.execute("DELETE FROM booking")
        book(*taken)
        free = bool(db.execute(query, {"start": hour(wanted[0]), "end": hour(wanted[1])}).fetchall())
        if free != (not set(range(*taken)) & set(range(*wanted))):
            check(False, f"free means no common hour: {taken} {wanted}")
    check(True, "for every pair of spans, free means no common hour")
    db.execute("DELETE FROM booking")
    db.execute("ALTER TABLE booking ADD CONSTRAINT one EXCLUDE USING gist (room_id WITH =, tsrange(starts_at, ends_at) WITH &&)")
    book(9, 10, hour(8))
    try:
        book(9, 10)
        check(False, "without a condition a canceled booking blocks the room")
    except psycopg.errors.ExclusionViolation:
        check(True, "without a condition a canceled booking blocks the room")
    db.execute("ALTER TABLE booking DROP CONSTRAINT one")
    db.execute("ALTER TABLE booking ADD CONSTRAINT one EXCLUDE USING gist (room_id WITH =, tsrange(starts_at, ends_at) WITH &&) WHERE (canceled_at IS NULL)")
    book(9, 10)
    book(10, 11)
    try:
        book(9, 11)
        check(False, "with it, touching bookings are taken and overlapping ones refused")
    except psycopg.errors.ExclusionViolation:
        check(True, "with it, touching bookings are taken and overlapping ones refused")
