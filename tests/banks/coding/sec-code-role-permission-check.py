"""Decisions against expanding all roles to sets; unknown roles, cycles, near misses; a prefix without the dot opens too much."""
import random
import re

from bank import check
import coding

ID = "sec-code-role-permission-check"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(roles, user_roles, permission):
    reach = {name for name in user_roles if name in roles}
    for _ in range(len(roles)):
        reach |= {other for name in reach for other in roles[name].get("inherits", []) if other in roles}
    grants = {g for name in reach for g in roles[name].get("grants", [])}
    patterns = [".*" if g == "*" else re.escape(g[:-2]) + r"\..+" if g.endswith(".*") else re.escape(g) for g in grants]
    return any(re.fullmatch(p, permission) for p in patterns)


def wrong(module, times=8000):
    r, bad = random.Random(1), 0
    names = ["order.read", "orders.read", "order", "order.item.read", "user.read"]
    for _ in range(times):
        roles = {}
        for name in r.sample("abcde", r.randrange(6)):
            roles[name] = {}
            if r.random() < 0.7:
                roles[name]["grants"] = r.sample([*names, "order.*", "order.item.*", "*", "user.*"], r.randrange(3))
            if r.random() < 0.7:
                roles[name]["inherits"] = r.choices("abcdex", k=r.randrange(3))
        user_roles, permission = r.choices("abcdex", k=r.randrange(3)), r.choice(names)
        bad += module.allowed(roles, user_roles, permission) != brute(roles, user_roles, permission)
    return bad


check(wrong(module) == 0, "8,000 random role sets with cycles and unknown names: as expanding all")
check(wrong(coding.solution(ID, ("startswith(grant[:-1])", "startswith(grant[:-2])"))) > 0, "without the dot order.* opens orders.read")
endless = coding.solution(ID, ("if name in seen or name not in roles:", "if len(todo) > 99:\n            raise RecursionError\n        if name not in roles:"))
check(coding.raises(RecursionError, endless.allowed, {"a": {"inherits": ["a", "a"]}}, ["a"], "x") is not None, "without the visited set a cycle never ends")
check(module.allowed({}, ["admin"], "order.read") is False and module.allowed({"a": {}}, [], "x") is False, "nothing known, nothing allowed")
