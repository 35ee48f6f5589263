"""The counts against a scanner that reads letter by letter: ties, curly apostrophes, capitals that grow in lower case."""
import random

from bank import check
import coding

ID = "ml-top-words-reviews"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def words(text):
    text, found, current = text.replace("\u2019", "'"), [], ""
    for i, letter in enumerate(text):
        inside = letter == "'" and current and current[-1].isalnum() and i + 1 < len(text) and text[i + 1].isalnum()
        if letter.isalnum() or inside:
            current += letter
        else:
            found.append(current)
            current = ""
    return [w.lower() for w in found + [current] if w]


def brute(texts, stop, n):
    stop = [w.replace("\u2019", "'").lower() for w in stop]
    every = [w for t in texts for w in words(t) if w not in stop]
    best = []
    for w in sorted(set(every)):
        place = 0
        while place < len(best) and best[place][1] >= every.count(w):
            place += 1
        best.insert(place, (w, every.count(w)))
    return best[:n]


r = random.Random(2)
for _ in range(4000):
    texts = ["".join(r.choice("aAbB1\u0130\u00df'' \u2019_-.,! \n") for _ in range(r.randrange(25))) for _ in range(r.randrange(4))]
    stop = [r.choice(["A", "b", "a'b", "a\u2019B", "1"]) for _ in range(r.randrange(3))]
    n = r.randrange(6)
    assert module.top_words(texts, stop, n) == brute(texts, stop, n), (texts, stop, n)
check(True, "4,000 random reviews: counts and order are those of the scanner")
early = coding.solution(ID, ("WORD.findall(straight(text))", "WORD.findall(straight(text).lower())"))
check(early.top_words(["\u0130zmir"], [], 9) != brute(["\u0130zmir"], [], 9), "lower case before the search cuts words such as \u0130zmir")
straight = coding.solution(ID, ('text.replace("\\u2019", "\'")', "text"))
check(straight.top_words(["don\u2019t"], [], 9) == [("don", 1), ("t", 1)], "without straightening, a curly apostrophe cuts don't")
check("good,".split() == ["good,"], "split() leaves the comma on the word")
from collections import Counter
check(Counter("ba").most_common() == [("b", 1), ("a", 1)], "most_common orders ties by first occurrence")
double = coding.growth(module.top_words, (["a b c"] * 100, [], 3), (["a b c"] * 200, [], 3))
check(double < 2.2, "twice the text, twice the steps")
