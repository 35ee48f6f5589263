"""Texts against a reader letter by letter, the round trip, the largest units first; slips that accept too much."""
import random

from bank import check
import coding

ID = "py-parse-duration"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
SIZE = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def brute(text):
    """The seconds, or None."""
    total, number, units, i = 0, "", "dhms", 0
    text = text.strip(" ")
    for i, letter in enumerate(text):
        if letter in "0123456789":
            number += letter
        elif letter == " " and not number:
            continue
        elif letter in units and letter and number:
            total += int(number) * SIZE[letter]
            units, number = units[units.index(letter) + 1:], ""
        else:
            return None
    return None if number or units == "dhms" else total


def wrong(module, times=20000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        parts = ["1d", "2h", "03m", "4s", " ", " ", "5", "h", "\t", "-", "1.5h", "\u0661s", "0s", "90m"]
        text = "".join(r.sample(parts, r.randrange(5)))
        if r.random() < 0.5:
            text = " ".join(f"{r.randrange(100)}{u}" for u in "dhms" if r.random() < 0.5)
        wanted = brute(text)
        error = coding.raises(ValueError, module.parse, text)
        bad += (error is None) != (wanted is not None) or (wanted is not None and module.parse(text) != wanted)
    return bad


check(wrong(module) == 0, "20,000 random texts: the seconds of the reader, or ValueError")
r = random.Random(2)
for n in [*range(4000), *(r.randrange(10 ** 7) for _ in range(4000))]:
    text = module.show(n)
    parts = text.split(" ")
    assert module.parse(text) == n and all(int(p[:-1]) < {"d": 10 ** 9, "h": 24, "m": 60, "s": 60}[p[-1]] for p in parts)
    assert n == 0 or not any(p[:-1] == "0" for p in parts)
check(True, "8,000 round trips; no unit is zero or too large")
check(module.show(module.parse("90m")) == "1h 30m", "90m comes back as 1h 30m")
check(coding.raises(ValueError, module.show, -1) is not None and module.parse("0s") == 0, "negative seconds are refused, 0s is fine")
check(wrong(coding.solution(ID, ("not match or not any(match.groups())", "not match"))) > 0, "the pattern alone accepts the empty text")
check(wrong(coding.solution(ID, ("fullmatch", "match"))) > 0, "match leaves a rest unread")
check(coding.raises(ValueError, int, "1d2s".split()[0][:-1]) is not None, "splitting at spaces fails on 1d2s")
check(module.show(90000) == "1d 1h" and module.show(86400) == "1d", "25 hours are a day and an hour, although 25h would be shorter")
