"""Two leaf migrations stop migrate; --merge writes an empty migration even where both change the same field; the table records names only."""
import os
import pathlib
import subprocess
import sys
import tempfile

from bank import check

home = pathlib.Path(tempfile.mkdtemp())
(home / "settings.py").write_text("INSTALLED_APPS = ['shop']\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'db'}}\nUSE_TZ = True\nDEFAULT_AUTO_FIELD = 'django.db.models.AutoField'\n")
place = home / "shop" / "migrations"
place.mkdir(parents=True)
for file in (home / "shop" / "__init__.py", place / "__init__.py"):
    file.write_text("")


def model(fields):
    (home / "shop" / "models.py").write_text("from django.db import models\nclass Item(models.Model):\n" + "".join(f"    {one}\n" for one in fields))


def migration(name, dependency, operation):
    (place / f"{name}.py").write_text(f"from django.db import migrations, models\nclass Migration(migrations.Migration):\n    dependencies = [('shop', '{dependency}')]\n    operations = [{operation}]\n")


def manage(*arguments):
    return subprocess.run([sys.executable, "-m", "django", *arguments], cwd=home, capture_output=True, text=True,
                          env={**os.environ, "DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"})


model(["name = models.CharField(max_length=10)"])
manage("makemigrations", "shop")
alter = "migrations.AlterField('item', 'name', models.CharField(max_length={}))"
migration("0002_b", "0001_initial", alter.format(20))
migration("0002_a", "0001_initial", alter.format(30))
said = manage("migrate")
check(said.returncode != 0 and "multiple leaf nodes" in said.stderr, "migrate refuses two leaf nodes, whatever their numbers")
said = manage("makemigrations", "--merge", "--noinput")
merge = next(place.glob("0003*")).read_text()
check(said.returncode == 0 and "operations = [\n    ]" in merge and "0002_a" in merge and "0002_b" in merge,
      "--merge writes an empty migration that depends on both, even for the same field")
check("AlterField" not in merge and manage("migrate").returncode == 0, "and then migrate runs")
model(["name = models.CharField(max_length=30)"])
first = manage("makemigrations", "--check", "--dry-run").returncode
model(["name = models.CharField(max_length=20)"])
second = manage("makemigrations", "--check", "--dry-run").returncode
check({first, second} == {0, 1}, "which of the two lengths won depends on the order, and makemigrations --check tells")
migration("0002_b", "0001_initial", alter.format(99))
check("No migrations to apply" in manage("migrate").stdout, "an applied file that is edited is not run again: only its name is recorded")
