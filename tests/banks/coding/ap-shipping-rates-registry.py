"""Offers of random rules against sorting by hand; free shipping, ties, duplicate names; the decorator gives the rule back."""
import random

from bank import check
import coding

ID = "ap-shipping-rates-registry"
check(coding.examples(ID, coding.solution(ID)), "the handout's examples hold")


def wrong(times=2000, *changes):
    r, bad = random.Random(1), 0
    module = coding.solution(ID, *changes)
    for _ in range(times):
        module.RATES.clear()
        prices = {name: r.choice([None, 0, 160, 499]) for name in r.sample("abcdef", r.randrange(7))}
        for name, price in prices.items():
            rule = lambda weight_g, country, price=price: price if (weight_g, country) == (300, "DE") else None
            bad += module.shipping(name)(rule) is not rule
        left = [name for name in sorted(prices) if prices[name] is not None]
        wanted = []
        while left:
            best = min(left, key=lambda name: prices[name])
            wanted.append((best, prices[best]))
            left.remove(best)
        bad += module.offers(300, "DE") != wanted or module.offers(1, "FR") != []
        for name in list(prices)[:1]:
            bad += coding.raises(ValueError, module.shipping(name), print) is None or module.offers(300, "DE") != wanted
    return bad


check(wrong() == 0, "2,000 random sets of rules: offers by price and name; duplicates refused")
check(wrong(300, ("if price is not None", "if price")) > 0, "testing the truth of the price loses free shipping")
check(wrong(300, ("        return rule\n", "")) > 0, "without returning the rule the name stands for None")
check(wrong(300, ('        if name in RATES:\n            raise ValueError(f"{name} is already registered")\n', "")) > 0, "without the check one rule silently replaces another")
