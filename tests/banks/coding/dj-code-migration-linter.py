"""Each rule on migrations written to disk and run by the command; random sequences of renames and drops of new tables; the handout's lines."""
import io
import pathlib
import random
import sys
import tempfile

import django_app
from bank import answer, check
import coding

place = tempfile.TemporaryDirectory()
app = pathlib.Path(place.name, "store", "migrations")
app.mkdir(parents=True)
(app.parent / "__init__.py").touch()
(app / "__init__.py").touch()
sys.path.insert(0, place.name)
sys.dont_write_bytecode = True
django_app.setup(installed=["store"], database={"ENGINE": "django.db.backends.postgresql", "NAME": "none", "HOST": "/nowhere"})
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint  # noqa: E402
from django.core.management.base import CommandError  # noqa: E402
from django.db import migrations, models  # noqa: E402

m = django_app.load(answer("dj-code-migration-linter", "python"), "shop.linter")
HEAD = ("from django.db import migrations, models\nfrom django.db.models.functions import Now\nfrom django.contrib.postgres.operations import *\n\n\n"
        "class Migration(migrations.Migration):\n    atomic = False\n    operations = [%s]\n%s")


def run(baseline="none.txt", apps=("store",), **files):
    for old in app.glob("0*.py"):
        old.unlink()
    for name, (operations, more) in files.items():
        (app / f"{name[1:]}.py").write_text(HEAD % (operations, more))
    for name in [name for name in sys.modules if name.startswith("store.migrations.0")]:
        del sys.modules[name]
    import importlib

    importlib.invalidate_caches()
    out, err = io.StringIO(), io.StringIO()
    command = m.Command(stdout=out, stderr=err)
    error = coding.raises(CommandError, lambda: command.handle(apps=apps, baseline=baseline))
    return command.stderr._out.getvalue().splitlines(), error and str(error)


lines, error = run(_0088_x=('migrations.RenameField("order", "state", "status"), migrations.AddIndex("order", models.Index(fields=["region"], name="order_rs"))', ""))
check(lines == ["store.0088_x [rename] Rename field state on order to status: old code still uses the old name",
                "store.0088_x [index] Create index order_rs on field(s) region of model order: blocks writes; use AddIndexConcurrently"] and error == "2 dangerous operations",
      "the handout's output, without a database")
check(run(_0001_a=('migrations.RunPython(lambda *a: None)', '    reviewed = {"data": "200 rows, 10 ms"}\n')) == ([], None), "a justified exception passes")
check(len(run(_0001_a=('migrations.RunPython(lambda *a: None)', '    reviewed = {"data": " ", "sql": "x"}\n'))[0]) == 1, "an empty one doesn't, nor one of another rule")
baseline = pathlib.Path(place.name, "checked.txt")
baseline.write_text("store.0001_a\n")
check(run(baseline=str(baseline), _0001_a=("migrations.RunSQL('x')", ""), _0002_b=("", "")) == ([], None), "the baseline is left out")
check(any(line.startswith("auth.") for line in run(apps=())[0]) and run(apps=("store",)) == ([], None), "all apps, or those named")

field = models.IntegerField
rules = {
    "rename": [migrations.RenameField("a", "x", "y"), migrations.RenameModel("A", "B"), migrations.AlterModelTable("a", "t")],
    "drop": [migrations.RemoveField("a", "x"), migrations.DeleteModel("A"), migrations.AlterOrderWithRespectTo("a", None)],
    "not-null": [migrations.AddField("a", "x", field(default=0)), migrations.AlterOrderWithRespectTo("a", "x")],
    "index": [migrations.AddField("a", "x", field(null=True, db_index=True)), migrations.AddField("a", "x", field(null=True, unique=True)),
              migrations.AddField("a", "x", models.ForeignKey("b", models.CASCADE, null=True)), migrations.AddIndex("a", models.Index(fields=["x"], name="i"))],
    "alter": [migrations.AlterField("a", "x", field()), migrations.AlterUniqueTogether("a", {("x", "y")})],
    "constraint": [migrations.AddConstraint("a", models.UniqueConstraint(fields=["x"], name="u"))],
    "data": [migrations.RunPython(migrations.RunPython.noop)], "sql": [migrations.RunSQL("x")],
    None: [migrations.AddField("a", "x", field(null=True)), migrations.AddField("a", "x", field(db_default=0)), migrations.AddField("a", "x", models.ManyToManyField("b")),
           AddIndexConcurrently("a", models.Index(fields=["x"], name="i")), AddConstraintNotValid("a", models.CheckConstraint(condition=models.Q(x=1), name="c")), ValidateConstraint("a", "c"),
           migrations.CreateModel("New", []), migrations.AlterModelOptions("a", {}), migrations.RemoveIndex("a", "i"), migrations.RemoveConstraint("a", "c")],
}
for rule, operations in rules.items():
    for operation in operations:
        assert [name for name, _, _ in m.check([operation])] == ([rule] if rule else []), (rule, operation)
        new = [migrations.CreateModel("a", [("id", field())]), operation]
        assert [name for name, _, _ in m.check(new)] == ([rule] if rule in ("data", "sql") else []), ("new table", rule, operation)
        both = migrations.SeparateDatabaseAndState(state_operations=[operation], database_operations=[])
        assert not list(m.check([both]))
check(True, "each rule, harmless in a table created in the same migration, and in the state only")
reasons = [list(m.check([operation])) for operation in (migrations.RemoveField("a", "x"), migrations.DeleteModel("A"))]
check([found[0][2] for found in reasons] == ["old code still selects it; make it nullable or give it a db_default, then remove state, then drop",
                                             "old code still selects it; remove state first"], "the reasons for a column and a table")
check([name for name, _, _ in m.check([migrations.AlterField("a", "x", field(null=True)), migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("a", "x")]),
                                       migrations.RunSQL("ALTER TABLE a DROP COLUMN x")])] == ["alter", "sql"],
      "of the proper way the state's step passes, whether or not the column is nullable; the other two ask for a reason")
r = random.Random(1)
for _ in range(800):
    new, operations, want = set(), [], 0
    for _ in range(r.randrange(8)):
        name, other = r.sample(["Aa", "Bb", "Cc"], 2)
        what = r.randrange(4)
        if what == 0:
            operations.append(migrations.CreateModel(name, []))
            new.add(name)
            continue
        operations.append([migrations.RenameModel(name, other), migrations.DeleteModel(name), migrations.AddField(name.lower(), "x", field())][what - 1])
        want += name not in new
        if what == 1 and name in new:
            new.add(other)
    assert len(list(m.check(operations))) == want
check(True, "800 random sequences: what is new stays harmless under its new name and when dropped")

import postgres  # noqa: E402
import psycopg  # noqa: E402

with postgres.server() as c, psycopg.connect(**c, autocommit=True) as db:
    db.execute("CREATE TABLE a (id integer GENERATED BY DEFAULT AS IDENTITY, x integer NOT NULL, y integer)")
    new_code = "INSERT INTO a (y) VALUES (1)"
    check(coding.raises(psycopg.errors.NotNullViolation, lambda: db.execute(new_code)) is not None, "out of the state only, a NOT NULL column makes the INSERT fail")
    db.execute("ALTER TABLE a ALTER x SET DEFAULT 0")
    db.execute(new_code)
    db.execute("ALTER TABLE a ALTER x DROP DEFAULT, ALTER x DROP NOT NULL")
    db.execute(new_code)
    check(db.execute("SELECT x FROM a ORDER BY id DESC LIMIT 2").fetchall() == [(None,), (0,)], "with a default in the database, or nullable, it works")
