"""The command on random customers against a brute force, whatever the batch, interrupted and run again; a lock on PostgreSQL."""
import io
import random
import threading

import django_app
import postgres
from bank import answer, check, handout
import coding

ID = "dj-code-data-command"
with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]})
    from django.core.management.base import CommandError
    from django.db import connection, transaction

    Customer = django_app.load("from django.db import models\n" + handout(ID, "python"), "shop.models").Customer
    django_app.create_tables(Customer)
    Command = django_app.load(answer(ID, "python"), "shop.split_names").Command

    def run(**options):
        command, said = Command(stdout=io.StringIO(), stderr=io.StringIO()), {}
        try:
            command.handle(**{"batch": 1000, "pause": 0.0, "start_after": 0, "dry_run": False, **options})
        finally:
            said = command.stdout._out.getvalue().splitlines()
        return said

    def table():
        return list(Customer.objects.order_by("pk").values_list("pk", "full_name", "first_name", "last_name"))

    def split(pk, full, first, last):
        words = full.split()
        new = (" ".join(words[:-1]), words[-1]) if words else ("", "")
        return (pk, full, first, last) if first or last or not words or max(map(len, new)) > 100 else (pk, full, *new)

    Customer.objects.bulk_create([Customer(pk=pk, full_name=name) for pk, name in ((1, "Ada L"), (2, "Bo"), (7, "Cy D E"))])
    check(run(batch=2) == ["2 rows, last pk 2", "3 rows, last pk 7", "Done, changed 3 rows"] and run() == ["Done, changed 0 rows"], "the handout's two runs")
    r = random.Random(1)
    for _ in range(60):
        Customer.objects.all().delete()
        for _ in range(r.randrange(12)):
            full = r.choice(["", " ", "  "]) + r.choice(["", " ", "Ada", "x" * 150, f"{'y' * 120} z"]) + r.choice(["", " ", "  van  Dam", " L"])
            Customer.objects.create(full_name=full, first_name=r.choice(["", "", "Eve"]), last_name=r.choice(["", "", "Kay"]))
        before = table()
        want = [split(*row) for row in before]
        options, start = {"batch": r.randrange(1, 6)}, r.choice([0, 0, before[len(before) // 2][0] if before else 0])
        run(dry_run=True, **options)
        assert table() == before
        number = sum(a != b and a[0] > start for a, b in zip(before, want))
        assert run(start_after=start, **options)[-1] == f"Done, changed {number} rows"
        assert table() == [b if b[0] > start else a for a, b in zip(before, want)]
        run(**options)
        assert table() == want and run(**options)[-1] == "Done, changed 0 rows"
    check(True, "60 random tables: split as in the handout, by any batch, from any key; a dry run writes nothing, a further run changes nothing")
    check(coding.raises(CommandError, lambda: run(batch=0)) is not None, "a batch of 0 is refused")

    Customer.objects.all().delete()
    Customer.objects.bulk_create(Customer(full_name=f"A {n}") for n in range(9))
    update, calls = Customer._meta.default_manager.__class__.bulk_update, []

    def killed(self, rows, *a, **k):
        calls.append(len(rows))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return update(self, rows, *a, **k)

    Customer._meta.default_manager.__class__.bulk_update = killed
    coding.raises(KeyboardInterrupt, lambda: run(batch=3))
    check(Customer.objects.exclude(last_name="").count() == 6, "stopped in the third batch, the first two stay")
    first, edited = Customer.objects.filter(last_name="").order_by("pk").first(), []

    def edit():
        with transaction.atomic():
            Customer.objects.filter(pk=first.pk).update(last_name="Edited")
        edited.append(1)
        connection.close()

    thread = threading.Thread(target=edit)

    def slow(self, rows, *a, **k):
        thread.start()
        thread.join(0.3)
        assert not edited, "the edit waits"
        return update(self, rows, *a, **k)

    Customer._meta.default_manager.__class__.bulk_update = slow
    run()
    thread.join()
    check(Customer.objects.get(pk=first.pk).last_name == "Edited", "an edit during the batch waits and is not overwritten")
    check(run() == ["Done, changed 0 rows"], "and the next run leaves it alone")
