"""On PostgreSQL: the migration fails at once, as the real model has columns that do not exist yet; mended, it holds
ACCESS EXCLUSIVE from its first operation to its end, and what it leaves breaks the old code; each lock is seen."""
import migrating
import postgres
import psycopg
from bank import check, handout

code = handout("dj-review-migration-live", "python")
with postgres.server() as connect:
    import django_app

    django_app.setup(migrating.database(connect))
    from django.db import connection, models
    from django.db.migrations.operations import CreateModel
    from django.db.utils import ProgrammingError

    key = ("id", models.BigAutoField(primary_key=True))
    state = migrating.old_state(
        "shop", CreateModel("Country", [key, ("region", models.CharField(max_length=20))]),
        CreateModel("Address", [key, ("country", models.ForeignKey("shop.Country", models.CASCADE))]),
        CreateModel("Warehouse", [key]),
        CreateModel("Order", [key, ("state", models.CharField(max_length=9)), ("legacy_code", models.IntegerField()),
                              ("region", models.CharField(max_length=20, null=True)),
                              ("address", models.ForeignKey("shop.Address", models.CASCADE))]))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO shop_country (region) VALUES ('north'); INSERT INTO shop_address (country_id) VALUES (1);"
                       "INSERT INTO shop_order (state, legacy_code, address_id) SELECT 'new', 1, 1 FROM generate_series(1, 50)")

    def real(name, **fields):  # as in the new code
        return type(name, (models.Model,), {"__module__": "shop.models", **fields})

    key = {"on_delete": models.PROTECT}
    real("Country", region=models.CharField(max_length=20))
    real("Address", country=models.ForeignKey("Country", **key))
    real("Warehouse")
    Order = real("Order", status=models.CharField(max_length=9), region=models.CharField(max_length=20),
                 address=models.ForeignKey("Address", **key), warehouse=models.ForeignKey("Warehouse", null=True, **key))

    try:
        migrating.apply(migrating.migration(code, "shop", Order=Order), state)
        check(False, "the migration fails")
    except ProgrammingError as e:
        check("warehouse_id does not exist" in str(e), "the real model asks for a column that comes later")
    other = psycopg.connect(**connect, autocommit=True)
    check(other.execute("SELECT count(state) FROM shop_order").fetchone() == (50,), "and all is rolled back")

    def waits(sql):
        return postgres.waits(connect, sql)

    insert = "INSERT INTO shop_order (state, legacy_code, address_id) VALUES ('new', 1, 1)"
    select, warehouse = "SELECT 1 FROM shop_order", "INSERT INTO shop_warehouse DEFAULT VALUES"
    mended = migrating.migration(code.replace("in Order.objects", 'in apps.get_model("shop", "Order").objects'), "shop", Order=Order)

    class Stop(Exception):
        pass

    def seen(only, claim, expected):
        def during():
            check((waits(select), waits(insert), waits(warehouse)) == expected, claim)
            raise Stop
        try:
            migrating.apply(mended, state, during, only)
        except Stop:
            pass

    seen(["RenameField"], "the rename alone holds up even readers until the end", (True, True, False))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shop_order SET region = 'north'")
    seen(["AlterField"], "so does NOT NULL", (True, True, False))
    seen(["AddField"], "the foreign key locks the other table, too", (True, True, True))
    with connection.cursor() as cursor:
        cursor.execute("BEGIN; CREATE INDEX ON shop_order (region, state)")
        check(not waits(select) and waits(insert), "building an index blocks writes, not reads")
        cursor.execute("ROLLBACK; UPDATE shop_order SET region = NULL")

    notices = []
    other.add_notice_handler(lambda n: notices.append(n.message_primary))
    other.execute("BEGIN; SET LOCAL client_min_messages = debug1; UPDATE shop_order SET region = '';"
                  "ALTER TABLE shop_order ADD CHECK (region IS NOT NULL) NOT VALID")
    other.execute("ALTER TABLE shop_order VALIDATE CONSTRAINT shop_order_region_check")
    other.execute("ALTER TABLE shop_order ALTER region SET NOT NULL")
    check(any("sufficient to prove" in n for n in notices), "with a valid check, SET NOT NULL needs no scan")
    other.execute("ROLLBACK")

    from django.contrib.postgres.operations import AddIndexConcurrently
    from django.db.migrations import AlterField, Migration, RenameField
    from django.db.utils import NotSupportedError

    renaming = Migration("python_only", "shop")
    renaming.operations = [AlterField("order", "state", models.CharField(max_length=9, db_column="state")),
                           RenameField("order", "state", "status")]
    check(not [s for s in migrating.apply(renaming, state) if s.startswith("ALTER")], "with db_column the rename needs no DDL")
    concurrent = Migration("concurrent", "shop")
    concurrent.operations = [AddIndexConcurrently("order", models.Index(fields=["region"], name="r"))]
    try:
        migrating.apply(concurrent, state)
        check(False, "concurrently in a transaction")
    except NotSupportedError:
        check(True, "AddIndexConcurrently refuses to run in a transaction")

    from django.db.migrations import SeparateDatabaseAndState, RemoveField

    state_only = Migration("state_only", "shop")
    state_only.operations = [SeparateDatabaseAndState(state_operations=[RemoveField("order", "legacy_code")])]
    new_insert = "INSERT INTO shop_order (state, address_id) VALUES ('new', 1)"
    check(not [s for s in migrating.apply(state_only, state) if s.startswith("ALTER")], "out of the state alone needs no DDL")
    try:
        other.execute(new_insert)
        check(False, "insert without legacy_code")
    except psycopg.errors.NotNullViolation:
        check(True, "but new code, which no longer fills the NOT NULL column, cannot insert")
    other.execute("BEGIN; ALTER TABLE shop_order ALTER legacy_code DROP NOT NULL")
    other.execute(new_insert)
    check(True, "once it is nullable, it can")
    other.execute("ROLLBACK; BEGIN; UPDATE shop_order SET region = 'south' WHERE id = 1")
    other.execute("UPDATE shop_order SET region = 'north' WHERE region IS NULL")
    check(other.execute("SELECT count(*) FROM shop_order WHERE region = 'south'").fetchone() == (1,),
          "a backfill of rows without a region keeps what new code wrote")
    other.execute("ROLLBACK")

    ran = migrating.apply(mended, state)
    check(sum(s.startswith("SELECT") for s in ran) >= 100 and sum(s.startswith("UPDATE") for s in ran) == 50,
          "three statements an order: its address, its country, its update")
    for sql, error in (("SELECT state FROM shop_order", psycopg.errors.UndefinedColumn),
                       ("SELECT legacy_code FROM shop_order", psycopg.errors.UndefinedColumn),
                       ("INSERT INTO shop_order (status, address_id) VALUES ('new', 1)", psycopg.errors.NotNullViolation)):
        try:
            other.execute(sql)
            check(False, sql)
        except error:
            check(True, f"afterwards the old code's `{sql}` fails")
    other.close()
    connection.close()
