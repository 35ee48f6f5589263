"""Row-level security by a transaction-local setting: what it stops, what a plain SET leaves behind in a pool, and who bypasses it."""
import psycopg

from bank import check
from postgres import server

with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE ROLE app LOGIN; CREATE ROLE owner LOGIN")
    db.execute("GRANT CREATE ON SCHEMA public TO owner; SET ROLE owner")
    db.execute("CREATE TABLE invoice (tenant_id int, id int, PRIMARY KEY (tenant_id, id))")
    db.execute("CREATE TABLE line (tenant_id int, invoice_id int, FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoice)")
    db.execute("INSERT INTO invoice VALUES (1, 10), (2, 20)")
    db.execute("ALTER TABLE invoice ENABLE ROW LEVEL SECURITY")
    db.execute("CREATE POLICY own ON invoice USING (tenant_id = current_setting('app.tenant')::int)")
    db.execute("GRANT SELECT, INSERT ON invoice, line TO app")
    try:
        db.execute("INSERT INTO line VALUES (1, 20)")
        check(False, "a composite key refuses a line of another tenant's invoice")
    except psycopg.errors.ForeignKeyViolation:
        check(True, "a composite key refuses a line of another tenant's invoice")
    check(db.execute("SELECT count(*) FROM invoice").fetchone() == (2,), "the owner sees all rows")
    db.execute("ALTER TABLE invoice FORCE ROW LEVEL SECURITY; SET app.tenant = '1'")
    check(db.execute("SELECT count(*) FROM invoice").fetchone() == (1,), "unless the table forces it")

    with psycopg.connect(**{**connect, "user": "app"}) as pooled:
        def rows():
            return pooled.execute("SELECT id FROM invoice").fetchall()

        pooled.execute("SET LOCAL app.tenant = '1'")
        check(rows() == [(10,)], "a query without a filter sees one tenant")
        pooled.commit()
        try:
            rows()
            check(False, "the next transaction without a tenant is an error, not all rows")
        except psycopg.Error:
            check(True, "the next transaction without a tenant is an error, not all rows")
        pooled.rollback()
        pooled.execute("SET app.tenant = '2'")
        pooled.commit()
        check(rows() == [(20,)], "a plain SET survives to whoever gets the connection next")
