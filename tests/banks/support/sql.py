"""For the harnesses of SQL questions: the handout's tables with random rows, on SQLite and then on PostgreSQL."""
import decimal
import re
import sqlite3

import bank


def plain(rows):
    """Rows as tuples of what both databases agree on."""
    return [tuple(float(cell) if isinstance(cell, (decimal.Decimal, float)) else cell for cell in row) for row in rows]


class Tables:
    """The handout's tables in one database; `run` fills them anew and gives the rows of a query."""

    def __init__(self, question_id, connection, postgres):
        self.connection, self.postgres = connection, postgres
        schema = bank.handout(question_id, "sql")
        self.names = re.findall(r"CREATE TABLE (\w+)", schema)
        for statement in filter(str.strip, schema.split(";")):
            if "INSERT INTO" not in statement:
                connection.execute(statement)

    def run(self, query, rows):
        for name in reversed(self.names):
            self.connection.execute(f"DELETE FROM {name}")
        mark = "%s" if self.postgres else "?"
        cursor = self.connection.cursor()
        for name in self.names:
            if rows.get(name):
                marks = ", ".join([mark] * len(rows[name][0]))
                cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])
        return plain(self.connection.execute(query).fetchall())


def sure(condition, claim):
    """A claim that is seen many times and so only reported when it isn't."""
    if not condition:
        raise SystemExit(f"NOT SEEN: {claim}")


def sqlite(question_id):
    return Tables(question_id, sqlite3.connect(":memory:"), False)


def compare(question_id, make, brute, rounds=800, postgres_rounds=100, changes=(), query=None, also=None):
    """Holds the answer's query against a brute force on random rows, on SQLite and (with `changes`) on PostgreSQL."""
    import postgres

    query = query or bank.answer(question_id, "sql")
    base = sqlite(question_id)
    for number in range(rounds):
        rows = make(number)
        sure(base.run(query, rows) == plain(brute(rows)), f"SQLite gives what brute force gives: {rows}")
    bank.check(True, f"on SQLite the query gives what brute force gives, {rounds} times")
    for old, new in changes:
        if old not in query:
            raise SystemExit(f"{question_id}: {old!r} is not in the query")
        query = query.replace(old, new)
    with postgres.server() as connect:
        import psycopg

        with psycopg.connect(**connect, autocommit=False) as connection:
            base = Tables(question_id, connection, True)
            for number in range(postgres_rounds):
                rows = make(number)
                sure(base.run(query, rows) == plain(brute(rows)), f"PostgreSQL, too: {rows}")
            bank.check(True, f"on PostgreSQL, too, {postgres_rounds} times")
            if also:
                also(base)
