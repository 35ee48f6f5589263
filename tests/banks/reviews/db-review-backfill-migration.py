"""On PostgreSQL: with one user the migration fails, as the real model has lost `name`; mended, it fails on names that
are not two words or too long, locks readers out to its end, and leaves a table in which the old code cannot insert."""
import migrating
import postgres
import psycopg
from bank import check, handout

code = handout("db-review-backfill-migration", "python")
with postgres.server() as connect:
    import django_app

    django_app.setup(migrating.database(connect), apps=["accounts"])
    from django.db import connection, models
    from django.db.migrations.exceptions import IrreversibleError
    from django.db.migrations.operations import CreateModel

    state = migrating.old_state("accounts", CreateModel("User", [
        ("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=100))]))
    User = type("User", (models.Model,), {
        "__module__": "accounts.models", "first_name": models.CharField(max_length=30, default=""),
        "last_name": models.CharField(max_length=30, default="")})
    written = migrating.migration(code, "accounts", User=User)
    mended = migrating.migration(code.replace("in User.objects", 'in apps.get_model("accounts", "User").objects'),
                                 "accounts", User=User)

    class Stop(Exception):
        pass

    def stop(also=lambda: None):
        def during():
            also()
            raise Stop
        return during

    def outcome(found, name, during=stop()):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM accounts_user")
            if name is not None:
                cursor.execute("INSERT INTO accounts_user (name) VALUES (%s)", [name])
        try:
            migrating.apply(found, state, during)
        except Exception as e:
            return type(e).__name__

    check(outcome(written, None) == "Stop", "without users, as in a test, it passes")
    check(outcome(written, "Ann Lee") == "AttributeError", "with one user it fails: the real model has no name")
    check(outcome(mended, "Ann Lee") == "Stop", "with apps.get_model, two words pass")
    for name in ("Cher", "Ann Mary Lee", "Ann  Lee", ""):
        check(outcome(mended, name) == "ValueError", f"{name!r} ends in a ValueError")
    check(outcome(mended, "Ann " + "x" * 31) == "DataError", "31 letters are too long")

    def others_wait():
        check(postgres.waits(connect, "SELECT 1 FROM accounts_user"), "readers wait until the end")
    outcome(mended, "Ann Lee", stop(others_wait))
    check(sum(s.startswith("UPDATE") for s in migrating.apply(mended, state)) == 1, "one UPDATE for each user")
    old = psycopg.connect(**connect, autocommit=True)
    for sql, error in (("SELECT name FROM accounts_user", psycopg.errors.UndefinedColumn),
                       ("INSERT INTO accounts_user (id) VALUES (DEFAULT)", psycopg.errors.NotNullViolation)):
        try:
            old.execute(sql)
            check(False, sql)
        except error as e:
            check(True, f"afterwards `{sql}` fails: {e.diag.message_primary}")
    with connection.schema_editor() as editor:
        try:
            mended.unapply(state, editor)
            check(False, "irreversible")
        except IrreversibleError:
            check(True, "it cannot be reversed")
    with connection.cursor() as cursor:
        cursor.execute("BEGIN; CREATE INDEX ON accounts_user (first_name)")
        check(postgres.waits(connect, "UPDATE accounts_user SET last_name = ''"), "building an index blocks writes")
        cursor.execute("ROLLBACK; DROP TABLE accounts_user")
    state = migrating.old_state("accounts", CreateModel("User", [
        ("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=100))]))
    kept = migrating.migration(code.replace('default=""', 'db_default=""'), "accounts", User=User)
    migrating.apply(kept, state, only=["AddField"])
    old.execute("INSERT INTO accounts_user (name) VALUES ('Ann Lee')")
    check(old.execute("SELECT first_name FROM accounts_user").fetchone() == ("",), "with db_default the old code can insert")
    old.execute("INSERT INTO accounts_user (name, first_name, last_name) VALUES ('Ann Mary Lee', 'Ann Mary', 'Lee')")
    fill = "UPDATE accounts_user SET first_name = split_part(name, ' ', 1), last_name = split_part(name, ' ', 2) WHERE id BETWEEN 1 AND 99"
    names = "SELECT first_name FROM accounts_user ORDER BY id"
    old.execute(fill + " AND first_name = '' AND last_name = ''")
    check(old.execute(names).fetchall() == [("Ann",), ("Ann Mary",)], "a range filled only where empty keeps what new code wrote")
    old.execute(fill)
    check(old.execute(names).fetchall() == [("Ann",), ("Ann",)], "without that condition it is overwritten")
    old.close()
    connection.close()
