"""What PostgreSQL's own search does: trigrams for LIKE and typos, full text with synonyms from a table."""
import psycopg

from bank import check
from postgres import server

with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE TABLE product (id int PRIMARY KEY, name text)")
    db.execute("INSERT INTO product SELECT g, 'lamp ' || md5(g::text) FROM generate_series(1, 30000) g")
    db.execute("INSERT INTO product VALUES (0, 'red couch with four cushions')")

    def plan(condition):
        return "\n".join(row[0] for row in db.execute(f"EXPLAIN SELECT * FROM product WHERE {condition}"))

    db.execute("CREATE INDEX plain ON product (name text_pattern_ops); ANALYZE product")
    check("Seq Scan" in plan("name LIKE '%couch%'"), "an ordinary index does not help a leading wildcard")
    db.execute("CREATE INDEX words ON product USING gin (to_tsvector('english', name)); ANALYZE product")
    check("words" in plan("to_tsvector('english', name) @@ to_tsquery('english', 'cushion')"), "full text search uses its GIN index and stems")
    db.execute("CREATE TABLE alias (t tsquery, s tsquery)")
    db.execute("INSERT INTO alias VALUES (to_tsquery('english', 'sofa'), to_tsquery('english', 'sofa | couch'))")
    found = "SELECT id FROM product WHERE to_tsvector('english', name) @@ ts_rewrite(to_tsquery('english', 'red & sofa'), 'SELECT t, s FROM alias')"
    check(db.execute(found).fetchall() == [(0,)], "synonyms from a table, by rewriting the query")
    try:
        db.execute("CREATE EXTENSION pg_trgm")
    except psycopg.Error:
        print("  not seen: no pg_trgm on this server")
        raise SystemExit(0)
    db.execute("CREATE INDEX grams ON product USING gin (name gin_trgm_ops); ANALYZE product")
    check("grams" in plan("name LIKE '%couch%'"), "a trigram index serves LIKE with a leading wildcard")
    check("Seq Scan" in plan("name LIKE '%co%'"), "but not with two letters")
    nearest = db.execute("SELECT id FROM product ORDER BY word_similarity('cuoch', name) DESC LIMIT 1").fetchone()
    check(nearest == (0,), "and finds the couch for a typo")
