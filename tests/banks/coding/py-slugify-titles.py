"""Slugs against a loop over characters; uniqueness by asking the set; a counter clashes; equal titles are quadratic."""
import random

from bank import check
import coding

ID = "py-slugify-titles"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def base(title):
    out = ""
    for letter in title.lower():
        if letter in "abcdefghijklmnopqrstuvwxyz0123456789":
            out += letter
        elif out and out[-1] != "-":
            out += "-"
    return out.rstrip("-") or "item"


def brute(titles):
    result = []
    for title in titles:
        names = [base(title)] + [f"{base(title)}-{n}" for n in range(2, len(titles) + 2)]
        result.append(next(name for name in names if name not in result))
    return result


def counter(titles):
    counts, result = {}, []
    for title in titles:
        slug = base(title)
        counts[slug] = counts.get(slug, 0) + 1
        result.append(slug if counts[slug] == 1 else f"{slug}-{counts[slug]}")
    return result


r, clashes = random.Random(1), 0
for _ in range(4000):
    titles = [r.choice(["a", "A!", "a-2", "a 2", "a-2-2", "item", "!", "", "\u00c9a", "a" * r.randrange(3), "".join(r.choice("aB1 -_.\u00e9") for _ in range(r.randrange(6)))]) for _ in range(r.randrange(8))]
    found = module.slugs(titles)
    assert found == brute(titles) and len(set(found)) == len(found), titles
    clashes += len(set(counter(titles))) < len(titles)
check(True, "4,000 random lists: the slugs of the loop, all different")
check(counter(["a", "a-2", "A"]) == ["a", "a-2", "a-2"] and clashes > 0, 'a counter gives "a-2" a second time')
check(module.slugify("Caf\u00e9 noir") == "caf-noir", "accented letters become hyphens")
same = [["Update"] * n for n in (50, 500)]
check(coding.growth(module.slugs, (same[0],), (same[1],)) > 50, "ten times the equal titles take a hundred times the steps")


def linear(titles):
    taken, nexts, result = set(), {}, []
    for title in titles:
        slug = start = module.slugify(title)
        number = nexts.get(start, 2)
        while slug in taken:
            slug, number = f"{start}-{number}", number + 1
        nexts[start] = number
        taken.add(slug)
        result.append(slug)
    return result


check(coding.growth(linear, (same[0],), (same[1],)) < 11 and linear(["a", "a-2", "A", "a"]) == brute(["a", "a-2", "A", "a"]), "with the next number per base it is linear")
check(module.slugs(["Ångström"]) == ["ngstr-m"], "accented letters do not survive")
