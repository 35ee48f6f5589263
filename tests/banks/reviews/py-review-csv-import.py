"""The nightly import with the rows of real files: everybody a VIP, quoted commas, one bad row, the second night, saves that
fail; and that csv, a local set and a check of each row cure them."""
import contextlib
import datetime
import io
import os
import tempfile

from bank import check, handout

code = handout("py-review-csv-import", "python")
path = os.path.join(tempfile.mkdtemp(), "customers.csv")
HEAD = "name,email,born,vip\n"


def night(module, *rows, save=None):
    with open(path, "w") as file:
        file.write(HEAD + "".join(f"{row}\n" for row in rows))
    saved, out = [], io.StringIO()
    with contextlib.redirect_stdout(out):
        result = module["import_customers"](path, save or saved.append)
    return saved, result, out.getvalue()


def fresh():
    scope = {}
    exec(code, scope)
    return scope


def raises(*rows):
    try:
        night(fresh(), *rows)
        return False
    except (IndexError, ValueError):
        return True


saved, result, _ = night(fresh(), "Ann,a@x,31/12/1990,True")
check(saved[0]["born"] == datetime.date(1990, 12, 31) and result == "1 imported", "the sample file works")
saved, _, _ = night(fresh(), "A,a@x,1/2/1990,False", "B,b@x,1/2/1990,0", "C,c@x,1/2/1990,")
check(all(row["vip"] is True for row in saved), "False, 0 and an empty column make VIPs")
check(bool("0\n") and bool("\n"), "as the newline is still there")
check(raises('"Smith, Inc.",s@x,1/2/1990,True'), "a quoted comma shifts the columns")
check(raises("") and raises("A,a@x,1/2/1990") and raises("A,a@x,1990-02-01,True"), "a blank row, a missing column, another date format end the import")
scope, kept = fresh(), []
with contextlib.suppress(IndexError):
    night(scope, "A,a@x,1/2/1990,True", "", "C,c@x,1/2/1990,True", save=kept.append)
check([row["name"] for row in kept] == ["A"], "halfway: the rows after it are missing")

scope = fresh()
night(scope, "A,a@x,1/2/1990,True")
saved, result, _ = night(scope, "A Smith,a@x,1/2/1990,True", "B,b@x,1/2/1990,True")
check([row["name"] for row in saved] == ["B"], "on the second night the customers of the first are skipped, changes and all")
scope = fresh()


def refuse(customer):
    raise RuntimeError("database down")


_, result, printed = night(scope, "A,a@x,1/2/1990,True", save=refuse)
check(printed == "error\n" and result == "0 imported", "a save that fails loses its reason")
check(night(scope, "A,a@x,1/2/1990,True")[0] == [], "and is not tried again")
saved, _, _ = night(fresh(), "A,a@x,1/2/1990,True", "A,A@x ,1/2/1990,True")
check(len(saved) == 2, "case and spaces make another address")

fixed = (code.replace("import datetime", "import csv\nimport datetime").replace("SEEN = []\n\n\n", "").replace("    count = 0\n", "    count, seen = 0, set()\n")
         .replace("f = open(path)", 'f = open(path, newline="", encoding="utf-8")').replace("lines = f.readlines()", "lines = list(csv.reader(f))")
         .replace("parts = line.split(\",\")", "parts = line").replace("in SEEN", "in seen").replace("SEEN.append", "seen.add").replace("bool(parts[3])", 'parts[3] == "True"'))
scope = {}
exec(fixed, scope)
for _ in range(2):
    saved, _, _ = night(scope, '"Smith, Inc.",s@x,1/2/1990,False', "B,b@x,1/2/1990,True")
    check([(row["name"], row["vip"]) for row in saved] == [("Smith, Inc.", False), ("B", True)], "fixed: quoted names, flags and every night are right")
