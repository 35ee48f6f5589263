"""Lines against a wrapper that places letter by letter; as few lines as any breaking; each slip of the answer fails."""
import random
import textwrap

from bank import check
import coding

ID = "alg-wrap-text"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(text, width):
    lines, room = [], 0
    for word in text.split():
        if len(word) <= width and room > len(word) and lines:
            lines[-1] += " " + word
            room -= len(word) + 1
            continue
        for at, letter in enumerate(word):
            if at % width == 0:
                lines.append("")
                room = width
            lines[-1] += letter
            room -= 1
    return lines


def fewest(words, width):
    best = [0]
    for end in range(1, len(words) + 1):
        fits = [s for s in range(end) if len(" ".join(words[s:end])) <= width]
        best.append(1 + min(best[s] for s in fits))
    return best[-1]


def wrong(module, times=6000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        text = "".join(r.choice("abcd  \n\t") for _ in range(r.randrange(30)))
        width = r.randrange(1, 9)
        bad += module.wrap(text, width) != brute(text, width)
    return bad


check(wrong(module) == 0, "6,000 random texts: the lines of the letter-by-letter wrapper")
r = random.Random(2)
for _ in range(1000):
    words = ["x" * r.randrange(1, 6) for _ in range(r.randrange(9))]
    assert len(module.wrap(" ".join(words), 5)) == fewest(words, 5), words
check(True, "greedy gives the fewest lines")
check(wrong(coding.solution(ID, ("len(word) > width", "len(word) >= width"))) == 0, "cutting with >= works, too, thanks to the checks of current")
last = ("    if current:\n        lines.append(current)\n    return", "    lines.append(current)\n    return")
check(coding.solution(ID, ("len(word) > width", "len(word) >= width"), last).wrap("abcd", 4) == ["abcd", ""], "without them it leaves an empty line")
check(wrong(coding.solution(ID, ("    if current:\n        lines.append(current)\n    return", "    return"))) > 0, "forgetting the last line loses it")
check(wrong(coding.solution(ID, ("len(current) + 1 + len(word)", "len(current) + len(word)"))) > 0, "forgetting the space makes lines too long")
check(textwrap.wrap("hi incredible me", 5)[0] == "hi in", "textwrap begins a long word on the current line")
texts = ["ab cd " * n for n in (100, 1000)]
check(coding.growth(module.wrap, (texts[0], 10), (texts[1], 10)) < 12, "ten times the words, about ten times the steps")
check(module.wrap("a abcdefgh", 5) == ["a", "abcde", "fgh"] and len(["a abc", "defgh"]) == 2, "only under the rule for long words is greedy best: starting one on the current line could save a line")
