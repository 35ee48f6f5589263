"""The answer's constraints on PostgreSQL: random bookings against a brute force of the five rules, a race, form errors."""
import datetime
import random
import threading

import django_app
import postgres
from bank import answer, check
import coding

with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]})
    from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
    from django.core.exceptions import ValidationError
    from django.core.exceptions import FieldError
    from django.forms import modelform_factory
    from django.db import IntegrityError, OperationalError, connection, models, transaction

    class Room(models.Model):
        class Meta:
            app_label = "shop"

    Booking = django_app.load(answer("dj-code-constraints-booking", "python"), "shop.models").Booking
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION btree_gist")
    django_app.create_tables(Room, Booking)
    rooms = [Room.objects.create() for _ in range(2)]
    hour = lambda h: datetime.datetime(2026, 1, 1, h, tzinfo=datetime.timezone.utc)  # noqa: E731

    def breaks(new, kept):
        live = [b for b in kept if b.status != "canceled"] if new.status != "canceled" else []
        return (new.ends <= new.starts or not 1 <= new.guests <= 500 or new.status not in ("held", "confirmed", "canceled")
                or any(b.reference == new.reference for b in live)
                or any(b.room_id == new.room_id and b.starts < new.ends and new.starts < b.ends for b in live))

    r = random.Random(1)
    for _ in range(12):
        Booking.objects.all().delete()
        kept = []
        for n in range(25):
            new = Booking(room=r.choice(rooms), reference=r.choice([str(n), "same"]), guests=r.choice([1, 500, 2, 0, 501]),
                          starts=hour(r.randrange(20)), ends=hour(r.randrange(20)), status=r.choice(["held", "confirmed", "canceled", "odd"]))
            bad = breaks(new, kept)
            if new.status != "odd":
                assert (coding.raises(ValidationError, new.full_clean) is not None) == bad
            error = coding.raises(IntegrityError, lambda: transaction.atomic()(Booking.objects.bulk_create)([new]))
            assert (error is not None) == bad, (vars(new), error)
            if not bad:
                kept.append(new)
    check(True, "300 random bookings: full_clean and bulk_create refuse what a rule forbids, and nothing else")

    Booking.objects.all().delete()
    base = dict(room=rooms[0], guests=1, starts=hour(10), ends=hour(12), status="held")
    error = coding.raises(ValidationError, Booking(**{**base, "reference": "a", "ends": hour(9)}).full_clean)
    check("“booking_ends_after”" in str(error), "without a message of its own, the form error names the constraint")
    check("“booking_no_overlap”" in str(error) and not Booking.objects.exists(), "reversed times are also reported as an overlap, though there is no other booking")
    Booking.objects.create(**{**base, "reference": "b", "starts": hour(1), "ends": hour(2)})
    error = coding.raises(ValidationError, Booking(**{**base, "reference": "b"}).full_clean)
    check("This reference is in use." in str(error), "with violation_error_message the user reads that")
    Booking(**{**base, "reference": "c"}).full_clean()
    check(coding.raises(FieldError, Booking(**{**base, "reference": "c", "status": "odd"}).full_clean) is not None,
          "before Django 6.0 a wrong status makes full_clean raise a FieldError")
    partial = modelform_factory(Booking, exclude=["status"])({**base, "room": rooms[0].pk, "reference": "c"}, instance=Booking(status="held"))
    check(coding.raises(FieldError, partial.is_valid) is not None, "and so does a form without it")
    outcomes, meet = [], threading.Barrier(2)

    def book(reference):
        booking = Booking(**{**base, "reference": reference})
        booking.full_clean()
        meet.wait()
        try:
            booking.save()
            outcomes.append("booked")
        except IntegrityError as race:
            outcomes.append(race.__cause__.diag.constraint_name)
        except OperationalError as race:
            outcomes.append(race.__cause__.sqlstate)
        connection.close()

    threads = [threading.Thread(target=book, args=(name,)) for name in ("d", "e")]
    [t.start() for t in threads], [t.join() for t in threads]
    other = [outcome for outcome in outcomes if outcome != "booked"]
    check(len(other) == 1 and other[0] in ("booking_no_overlap", "40P01") and Booking.objects.filter(room=rooms[0], starts=hour(10)).count() == 1,
          "of two that both passed full_clean one is refused: by the constraint's name, or as the victim of a deadlock")
    check(AddConstraintNotValid and ValidateConstraint, "the operations for large tables exist")
    with connection.schema_editor() as editor:
        for constraint in Booking._meta.constraints:
            editor.remove_constraint(Booking, constraint)
    Booking.objects.create(**{**base, "reference": "f", "guests": 0})
    add = lambda: transaction.atomic()(connection.cursor().execute)(  # noqa: E731
        "ALTER TABLE shop_booking ADD CHECK (guests BETWEEN 1 AND 500)")
    check(coding.raises(IntegrityError, add) is not None, "a check can't be added while bad rows exist")
