"""The shares of the card sort are those of 18 people, equal in both directions, and possible together: who groups A with B and B with C groups A with C."""
import itertools
import re

from bank import check, handout

PEOPLE = 18
rows = [line for line in handout("ux-card-sort-to-navigation").splitlines()[2:] if line.strip()]
cards = [line[:23].strip() for line in rows]
listed = {}
for card, line in zip(cards, rows):
    listed[card] = {name.strip(): int(share) for name, share in re.findall(r"([A-Z][^,%]*?) (\d+) ?%", line[23:])}
check(all(partner in cards for partners in listed.values() for partner in partners), "every partner is a card")
shares = {round(100 * n / PEOPLE) for n in range(PEOPLE + 1)}
check(all(share in shares for partners in listed.values() for share in partners.values()), "every share is so many of 18")
least = {card: min(partners.values()) for card, partners in listed.items()}
check(
    all(listed[b].get(a, share) == share and (a in listed[b] or share <= least[b]) for a, partners in listed.items() for b, share in partners.items()),
    "shares agree in both directions",
)
known = {frozenset((a, b)): round(share * PEOPLE / 100) for a, partners in listed.items() for b, share in partners.items()}


def most(a, b):
    return known.get(frozenset((a, b)), round(min(least[a], least[b]) * PEOPLE / 100))


check(
    all(
        most(a, c) >= known.get(frozenset((a, b)), 0) + known.get(frozenset((b, c)), 0) - PEOPLE
        for a, b, c in itertools.permutations(cards, 3)
    ),
    "no two pairs force a third that the table denies",
)
