"""Query strings against a reader by hand; all errors at once; what int() and isdigit accept; splitting by hand goes wrong."""
import random
from urllib.parse import quote_plus

from bank import check
import coding

ID = "api-code-list-params"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(pairs):
    given, errors = {}, {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    for name in given:
        if name not in ("limit", "sort", "status"):
            errors[name] = "unknown parameter"
    values = {"limit": 20, "sort": [("created", "desc")], "status": given.get("status", [])}
    for name in ("limit", "sort"):
        if len(given.get(name, [])) > 1:
            errors[name] = "given more than once"
    if len(given.get("limit", [])) == 1:
        text = given["limit"][0]
        good = [n for n in range(1, 101) if text == str(n)]
        if good:
            values["limit"] = good[0]
        else:
            errors["limit"] = "must be 1 to 100"
    if len(given.get("sort", [])) == 1:
        values["sort"] = [(p[1:] if p.startswith("-") else p, "desc" if p.startswith("-") else "asc") for p in given["sort"][0].split(",")]
        bad = [f for f, _ in values["sort"] if f not in ("created", "price")]
        if bad:
            errors["sort"] = "cannot sort by: " + ", ".join(sorted(set(bad)))
    lost = sorted({s for s in values["status"] if s not in ("open", "paid", "shipped")})
    if lost:
        errors["status"] = "unknown: " + ", ".join(lost)
    return (None, errors) if errors else (values, None)


r = random.Random(1)
for _ in range(8000):
    pairs = []
    for _ in range(r.randrange(5)):
        name = r.choice(["limit", "sort", "status", "status", "page", "limt"])
        pairs.append((name, r.choice({"limit": ["5", "0", "100", "101", "-1", "+5", " 5 ", "1_0", "x", "", "007", "0100", "\u0665", "9" * 5000],
                                      "sort": ["created", "-price", "-price,created", "price,-price", "price,price", "name", "", "price,", "--price", "price;drop", "name,-x,name"],
                                      "status": ["open", "paid", "lost", "", "Open", "a b&c"]}.get(name, ["1"]))))
    query = "&".join(f"{quote_plus(n)}={quote_plus(v)}" for n, v in pairs)
    values, errors = module.read_list_params(query)
    wanted, wrong = brute(pairs)
    assert values == wanted and (errors or {}).keys() == (wrong or {}).keys(), (query, values, errors, wanted, wrong)
    assert all(wrong[n] is None or errors[n] == wrong[n] for n in errors or {}), (query, errors, wrong)
check(True, "8,000 random queries: clean values, or every wrong parameter with its message")
check([int(t) for t in ("+5", " 5 ", "1_0")] == [5, 5, 10] and coding.raises(ValueError, int, "9" * 5000) is not None and ("9" * 5000).isdigit(), "int() takes +5, 5 with spaces and 1_0, and fails for 5,000 digits that isdigit takes")
by_hand = dict(part.split("=") for part in "status=a%20b&status=open".split("&"))
check(by_hand == {"status": "open"} and module.parse_qs("status=a%20b&status=open") == {"status": ["a b", "open"]}, "splitting by hand loses repeats and encoding")
