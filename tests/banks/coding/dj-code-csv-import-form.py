"""Random files against a checker written from the handout; odd files; what is written, in how many statements, and what a duplicate does."""
import csv
import datetime
import io
import random

import django_app
from bank import answer, check, handout
import coding

ID = "dj-code-csv-import-form"
django_app.setup()
from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.validators import validate_email  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.utils import DatabaseError  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

Member = django_app.load("from django.db import models\n" + handout(ID, "python"), "shop.models").Member
django_app.create_tables(Member)
m = django_app.load(answer(ID, "python"), "shop.forms")


def form(data):
    return m.ImportForm({}, {"file": SimpleUploadedFile("m.csv", data if isinstance(data, bytes) else data.encode())})


def errors(data):
    return form(data).errors.get("file", [])


example = "email,name,joined\nada@example.com,Ada,2024-02-01\nbob@example,Bob,2024-13-01\nADA@example.com,Ada L.,2024-02-02\n"
check(errors(example) == ["Line 3, email: Enter a valid email address.", "Line 3, joined: Enter a valid date.", "Line 4: as in line 2."], "the handout's errors")
r, table = random.Random(1), {}
for _ in range(150):
    order = r.sample(["email", "name", "joined"], 3)
    rows, out, bad, seen = [], io.StringIO(), [], {}
    writer = csv.writer(out)
    writer.writerow(order)
    for _ in range(r.choice([0, 3, 8, 70])):
        row = {"email": r.choice(["a@x.example", "A@x.example", "b@x.example", "", "no"] + [f"u{r.random()}@x.example"] * 20),
               "name": r.choice(["Ada", "B, o", "two\nlines", "x" * 101, ""] + ["Cy"] * 12), "joined": r.choice(["2024-02-01", "2024-2-1", "02/03/2024", "2024-02-30"] + ["2024-05-06"] * 12)}
        writer.writerow([row[key] for key in order])
        line = out.getvalue().count("\n")
        try:
            validate_email(row["email"])
            email = row["email"].lower()
        except ValidationError:
            bad.append((line, "email"))
            email = None
        bad += [(line, "name")] * (not 0 < len(row["name"]) <= 100)
        try:
            datetime.datetime.strptime(row["joined"], "%Y-%m-%d")
        except ValueError:
            bad.append((line, "joined"))
        if email and email in seen:
            bad.append((line, f"as in line {seen[email]}."))
        seen.setdefault(email, line)
        rows.append((email, row["name"], row["joined"]))
    text = out.getvalue().encode(r.choice(["utf-8", "utf-8-sig"]))
    one = form(text)
    got = [e for e in one.errors.get("file", [])]
    want = [f"Line {line}{', ' if not what.startswith('as') else ': '}{what}" for line, what in bad]
    assert all(g.startswith(w) for g, w in zip(got, want[:50])) and len(got) == min(len(want), 50) + (len(want) > 50), (got, want)
    if not bad:
        assert one.save() == len(rows)
        table.update({email: [name, str(datetime.datetime.strptime(day, "%Y-%m-%d").date())] for email, name, day in rows})
    assert {e: [n, str(d)] for e, n, d in Member.objects.values_list("email", "name", "joined")} == table
check(True, "150 random files: all errors with their lines, at most 50 and a notice; saved and updated, or nothing")
for odd in (b"email,name,joined,name\n", b"email,name\n", b"", b"\xff\xfe", b'"email"x,name,joined\n', b"x" * 5_000_001, b'email,name,joined\n"a', b"email,name,joined\na\n", b"email,name,joined\na,b,c,d\n",
            b"email,name,joined\na\x00@x.example,A,2024-01-01\n", b"email,name,joined\n" + b"a" * 200_000 + b",b,c\n"):
    assert len(errors(odd)) >= 1, odd
check(True, "odd files give an error and no exception")
rows = "email,name,joined\na@x.example,A,2024-01-01\nb@x.example,B,2024-01-01\n"
for text, line in ((rows + '"c"x,C,2024-01-01\n', 4), (rows + '"c,C\n2024-01-01', 5), (rows.replace("A,", "A" * 140_000 + ","), 2), ('"email,name\n,joined"x\n', 2),
                   (rows + '\n\n"c"x,C,2024-01-01\n', 6), (rows + "\n\nno,C,2024-01-01\n", 6)):
    assert [e.split(":")[0].split(",")[0] for e in errors(text)] == [f"Line {line}"], (errors(text), line)
check(True, "a line that the parser refuses is named by its own number, blank lines counted")
many = "email,name,joined\n" + "".join(f"n{i}@x.example,N,2024-01-01\n" for i in range(2001))
one = form(many)
with CaptureQueriesContext(connection) as seen:
    assert one.is_valid() and not seen.captured_queries
    one.save()
check(len(seen) < 12, "no query while checking, few while saving 2,001 rows")
check(errors("email,name,joined\n" + "".join(f"n{i}@x.example,N,2024-01-01\n" for i in range(20_001))) == ["More than 20000 rows."], "20,001 rows are refused")

fifty = "email,name,joined\n" + "a@x.example,A,never\n" + "b@x.example,A,never\n" * 25
full = errors(fifty)
check(len(full) == 51 and full[-1] == "Further errors are not shown." or len(full) == 50, "about fifty errors: at most 50 and a notice")
exact = "email,name,joined\n" + "".join(f"n{i}@x.example,N,never\n" for i in range(50))
check(len(errors(exact)) == 50, "exactly 50 errors: no notice")
for more in ('"a', "a" * 200_000):
    got = errors(exact + more)
    check(len(got) == 51 and got[-1] == "Further errors are not shown.", "50 errors and a line the parser refuses: 50 and the notice")
good = "".join(f"g{i}@x.example,N,2024-01-01\n" for i in range(19_950))
got = errors(exact + good + "h@x.example,N,2024-01-01\n")
check(len(got) == 51 and got[-1] == "Further errors are not shown.", "50 errors and a row too many: 50 and the notice")

import postgres  # noqa: E402
from django.db import connections  # noqa: E402

with postgres.server() as c:
    connections.settings["pg"] = {**connections.settings["default"], "ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]}
    with connections["pg"].schema_editor() as editor:
        editor.create_model(Member)
    options = dict(update_conflicts=True, unique_fields=["email"], update_fields=["name", "joined"])
    twins = [Member(email="z@x.example", name="Z", joined="2024-01-01") for _ in range(2)]
    double = lambda: transaction.atomic(using="pg")(Member.objects.using("pg").bulk_create)(twins, **options)  # noqa: E731
    check(coding.raises(DatabaseError, double) is not None, "on PostgreSQL a duplicate breaks the upsert")
    with CaptureQueriesContext(connections["pg"]) as seen:
        Member.objects.using("pg").bulk_create([Member(email=f"{i}@x.example", name="Z", joined="2024-01-01") for i in range(20_000)], batch_size=1000, **options)
    check(sum("INSERT" in q["sql"] for q in seen) == 20, "20,000 rows are 20 statements there")
    connections["pg"].close()
