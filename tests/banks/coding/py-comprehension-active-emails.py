"""Emails and counts against plain loops; the raw filter lets blanks through; summing per country rescans the list."""
import random

from bank import check
import coding

ID = "py-comprehension-active-emails"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(users):
    emails, counts = [], {}
    for user in users:
        if user["active"]:
            if user["country"] not in counts:
                counts[user["country"]] = 0
            counts[user["country"]] += 1
            text = user["email"].lower().strip()
            if len(text) > 0:
                emails.append(text)
    return emails, counts


r = random.Random(1)
for _ in range(4000):
    users = [{"email": r.choice(["", "  ", " A@X.org", "b@y.org\n", "a@x.org"]), "active": r.random() < 0.6, "country": r.choice(["FR", "DE", ""])}
             for _ in range(r.randrange(8))]
    kept = repr(users)
    emails, counts = brute(users)
    assert module.active_emails(users) == emails and module.per_country(users) == counts and repr(users) == kept, users
    assert list(module.per_country(users)) == list(counts)
check(True, "4,000 random lists: as plain loops; the input stays")
raw = coding.solution(ID, ('(email := u["email"].strip().lower())', 'u["email"] and (email := u["email"].strip().lower()) is not None'))
check(raw.active_emails([{"email": "  ", "active": True, "country": ""}]) == [""], "filtering on the raw email lets the blank one through")


def rescanning(users):
    return {c: sum(u["country"] == c for u in users if u["active"]) for c in {u["country"] for u in users if u["active"]}}


lists = [[{"email": "a", "active": True, "country": str(n)} for n in range(size)] for size in (30, 300)]
check(coding.growth(rescanning, (lists[0],), (lists[1],)) > 60, "a sum for each country is O(n * countries)")
check(coding.growth(module.per_country, (lists[0],), (lists[1],)) < 12, "the Counter is linear")
