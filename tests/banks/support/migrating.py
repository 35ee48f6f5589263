"""Applies the migration of a handout to a real PostgreSQL, operation by operation."""
import sys
import types


def database(connect):
    """Django's settings for a server of postgres.py."""
    return {"ENGINE": "django.db.backends.postgresql", "NAME": connect["dbname"], "USER": connect["user"],
            "HOST": connect["host"]}


def migration(code, label, **models):
    """The Migration of the code; `models` is what its import of the real models finds."""
    module = types.ModuleType(f"{label}.models")
    vars(module).update(models)
    sys.modules[f"{label}.models"] = module
    space = {"__name__": f"{label}.migrations.handout"}
    exec(code, space)
    return space["Migration"]("handout", label)


def old_state(label, *operations):
    """Runs the operations that led to the old schema and returns their state."""
    from django.db import connection
    from django.db.migrations.state import ProjectState

    state = ProjectState()
    with connection.schema_editor() as editor:
        for one in operations:
            before = state.clone()
            one.state_forwards(label, state)
            one.database_forwards(label, editor, before, state)
    return state


def apply(found, state, during=lambda: None, only=None):
    """Applies its operations (or those of the named classes) in one transaction; `during` is called before its end.
    Returns the statements. What fails is rolled back and raised."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        with connection.schema_editor(atomic=True) as editor:
            state = state.clone()
            for one in found.operations:
                before = state.clone()
                one.state_forwards(found.app_label, state)
                if only is None or type(one).__name__ in only:
                    one.database_forwards(found.app_label, editor, before, state)
            for sql in editor.deferred_sql:
                editor.execute(sql)
            editor.deferred_sql.clear()
            during()
    return [one["sql"] for one in queries]


def locks():
    """The locks on tables that this connection holds: {table: {mode, ...}}."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT c.relname, l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
                       " WHERE l.pid = pg_backend_pid() AND c.relkind = 'r' AND c.relname NOT LIKE 'pg_%'")
        found = {}
        for table, mode in cursor.fetchall():
            found.setdefault(table, set()).add(mode)
        return found
