"""Copies against replacing path by path; upper case, numbers as keys, subtrees, depth; the input and what stays hidden in texts."""
import copy
import random

from bank import check
import coding

ID = "sec-code-redact-nested-record"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(value, secrets):
    result, todo = [copy.deepcopy(value)], []
    todo.append(result)
    while todo:
        place = todo.pop()
        for key in (list(place) if isinstance(place, dict) else range(len(place))):
            if isinstance(place, dict) and isinstance(key, str) and key.casefold() in [s.casefold() for s in secrets]:
                place[key] = "***"
            elif isinstance(place[key], (dict, list)):
                todo.append(place[key])
    return result[0]


def make(r, depth):
    if depth and r.random() < 0.5:
        return {r.choice(["user", "Password", "CVC", 5, "5", None, True, 10 ** 5000, "note"]): make(r, depth - 1) for _ in range(r.randrange(4))}
    if depth and r.random() < 0.4:
        return [make(r, depth - 1) for _ in range(r.randrange(4))]
    return r.choice(["x", 1, None, True, "password=x"])


def containers(value):
    if isinstance(value, (dict, list)):
        yield id(value)
        for inner in value.values() if isinstance(value, dict) else value:
            yield from containers(inner)


def wrong(module, times=5000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        value, secrets = make(r, 4), r.sample(["password", "cvc", "PASSWORD", "5", "none", "true"], r.randrange(3))
        kept = copy.deepcopy(value)
        try:
            found = module.redact(value, secrets)
        except AttributeError:
            bad += 1
            continue
        bad += found != brute(value, secrets) or value != kept or bool(set(containers(found)) & set(containers(value)))
    return bad


check(module.redact({"GRÖSSE": 1}, ["größe"]) == {"GRÖSSE": "***"}, "the upper case of a sharp s is masked")
check(wrong(module) == 0, "5,000 random records: masked as path by path, the input unchanged, nothing shared")
check(wrong(coding.solution(ID, ("isinstance(key, str) and key.casefold() in", "key.lower() in"))) > 0, "a number as key crashes key.lower()")
check(wrong(coding.solution(ID, ("key.casefold() in secrets", "key in secrets"))) > 0, "upper case slips through")
check(wrong(coding.solution(ID, ('"***" if secret(key) else walk(inner)', '"***" if secret(key) and not isinstance(inner, dict) else walk(inner)'))) > 0, "descending below a secret key lets names through")
deep = "x"
for _ in range(100):
    deep = {"a": [deep]} if _ % 2 else {"a": deep}
check(module.redact(deep, []) == deep, "100 levels work")
check(module.redact({"url": "?password=x"}, ["password"])["url"] == "?password=x", "a password within a text stays")
