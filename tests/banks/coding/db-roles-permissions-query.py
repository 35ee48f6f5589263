"""The query against sets, on SQLite and PostgreSQL; duplicates without grouping, NOT IN with NULLs, a denial that takes too much."""
import random

from bank import answer, check
import sql

ID = "db-roles-permissions-query"
QUERY = answer(ID, "sql")


def make(seed):
    r = random.Random(seed)
    users, roles, codes = ([(n, f"{word}{n}") for n in range(1, r.randrange(2, 5))] for word in ("u", "r", "p"))
    link = lambda a, b, share: [(x, y) for x, _ in a for y, _ in b if r.random() < share]
    return {"app_user": users, "role": roles, "permission": codes, "user_role": link(users, roles, 0.5),
            "role_permission": link(roles, codes, 0.5), "user_denial": link(users, codes, 0.2)}


def brute(rows):
    found = []
    for user, name in rows["app_user"]:
        roles = {role for u, role in rows["user_role"] if u == user}
        granted = {p for role, p in rows["role_permission"] if role in roles}
        denied = {p for u, p in rows["user_denial"] if u == user}
        found += [(name, code) for p, code in rows["permission"] if p in granted - denied]
    return sorted(found)


def wrong(query, times=300):
    base = sql.sqlite(ID)
    return sum(base.run(query, make(n)) != brute(make(n)) for n in range(times))


check(wrong(QUERY.replace("GROUP BY u.id, u.name, p.id, p.code\n", "")) > 0, "without grouping two roles give a permission twice")
check(wrong(QUERY.replace("GROUP BY u.id, u.name, p.id, p.code\n", "").replace("SELECT u.name", "SELECT DISTINCT u.name")) == 0, "DISTINCT does it, too")
check(wrong(QUERY.replace(" AND d.permission_id = p.id", "")) > 0, "a denial that isn't tied to the permission takes all of them")
base = sql.sqlite(ID)
rows = make(1) | {"user_denial": [(1, None)]}
not_in = QUERY.replace("""NOT EXISTS (
  SELECT 1 FROM user_denial d
  WHERE d.user_id = u.id AND d.permission_id = p.id
)""", "p.id NOT IN (SELECT permission_id FROM user_denial d WHERE d.user_id = u.id)")
check(not_in != QUERY and len(base.run(not_in, rows)) < len(brute(rows)) == len(base.run(QUERY, rows)), "NOT IN loses rows at a NULL, NOT EXISTS doesn't")
plan = str(base.connection.execute("EXPLAIN QUERY PLAN SELECT user_id FROM user_role WHERE role_id = 1").fetchall())
base.connection.execute("CREATE INDEX by_role ON user_role (role_id, user_id)")
better = str(base.connection.execute("EXPLAIN QUERY PLAN SELECT user_id FROM user_role WHERE role_id = 1").fetchall())
check("SEARCH" in better and "SCAN" in plan, "the opposite question needs an index on the second column")
sql.compare(ID, make, brute)
