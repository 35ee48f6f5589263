"""The query against counting by hand, on SQLite and PostgreSQL: near ties, equal names, authors with few posts or likes.
Each trap of the answer changes the result: an inner join, COUNT(*) on joined rows, integer division, the rounded alias."""
import random
from fractions import Fraction

from bank import answer, check
import sql

ID = "db-social-average-having"
QUERY = answer(ID, "sql")


def make(seed):
    r = random.Random(seed)
    users = [(n, r.choice(["ana", "bo", "cy"]) + str(r.randrange(3))) for n in range(1, r.randrange(1, 7))]
    posts = [(n, r.choice(users)[0], "x") for n in range(1, r.randrange(1, 16)) if users]
    likes = [(p, u) for p, _, _ in posts for u, _ in users if r.random() < 0.4]
    return {"app_user": users, "post": posts, "post_like": likes}


def brute(rows):
    found = []
    for user, name in rows["app_user"]:
        own = [p for p, author, _ in rows["post"] if author == user]
        if len(own) >= 2:
            mean = Fraction(sum(p in own for p, _ in rows["post_like"]), len(own))
            shown = Fraction(int(mean * 100 + Fraction(1, 2)), 100)
            found.append((-mean, name, user, len(own), float(shown)))
    return [(name, posts, shown) for _, name, _, posts, shown in sorted(found)]


def differs(old, new, times=300):
    base = sql.sqlite(ID)
    assert QUERY.count(old) == 1, old
    return any(base.run(QUERY.replace(old, new), make(n)) != sql.plain(brute(make(n))) for n in range(times))


check(differs("LEFT JOIN post_like", "JOIN post_like"), "an inner join loses posts without likes")
near = {"app_user": [(1, "ana"), (2, "bo")] + [(n, f"u{n}") for n in range(3, 335)],
        "post": [(n, 1, "x") for n in range(1, 301)] + [(n, 2, "x") for n in range(301, 331)]}
near["post_like"] = [(n, 3) for n in range(1, 101)] + [(n, 3) for n in range(301, 310)] + [(n, 4) for n in (301,)]
# ana: 100/300 = 0.3333, bo: 10/30 = 0.3333: the same; one like less for ana is 0.33 as well, but lower.
near["post_like"].remove((1, 3))
base = sql.sqlite(ID)
check([r[0] for r in base.run(QUERY, near)] == ["bo", "ana"], "averages that round alike are ordered by what they are")
by_alias = QUERY.replace("ORDER BY AVG(pp.likes) DESC", "ORDER BY avg_likes DESC")
check([r[0] for r in base.run(by_alias, near)] == ["ana", "bo"], "ordering by the alias sorts by the rounded number")
one = {"app_user": [(1, "ana"), (2, "bo"), (3, "cy")], "post": [(1, 1, "x")], "post_like": [(1, 2), (1, 3)]}
joined = """SELECT u.name FROM app_user u JOIN post p ON p.author_id = u.id
            LEFT JOIN post_like l ON l.post_id = p.id GROUP BY u.id, u.name HAVING COUNT(*) >= 2"""
check(base.run(joined, one) == [("ana",)], "COUNT(*) on the joined rows lets an author with one post in")
single = """SELECT u.name, COUNT(DISTINCT p.id), ROUND(COUNT(l.post_id) * 1.0 / COUNT(DISTINCT p.id), 2)
            FROM app_user u JOIN post p ON p.author_id = u.id LEFT JOIN post_like l ON l.post_id = p.id
            GROUP BY u.id, u.name HAVING COUNT(DISTINCT p.id) >= 2
            ORDER BY COUNT(l.post_id) * 1.0 / COUNT(DISTINCT p.id) DESC, u.name, u.id"""
check(all(base.run(single, make(n)) == sql.plain(brute(make(n))) for n in range(300)), "a single join works too")
cut = single.replace(" * 1.0", "")
check(any(base.run(cut, make(n)) != sql.plain(brute(make(n))) for n in range(50)), "dividing counts drops the fraction on SQLite")
try:
    base.run(QUERY.replace("GROUP BY u.id, u.name\nHAVING COUNT(*) >= 2", "WHERE COUNT(*) >= 2\nGROUP BY u.id, u.name"), one)
    check(False, "WHERE cannot filter on an aggregate")
except Exception as error:
    check("misuse of aggregate" in str(error), "WHERE cannot filter on an aggregate")


def on_postgres(base):
    check(any(base.run(cut, make(n)) != sql.plain(brute(make(n))) for n in range(50)), "dividing counts drops it on PostgreSQL")


sql.compare(ID, make, brute, also=on_postgres)
