"""Predictions against exact fractions: ties in particular, unknown words, unequal classes, empty texts.
Raw products underflow; without smoothing one unseen word rules a class out; comparing sums of logarithms breaks ties
wrongly, and in a long text a plain sum drifts past the tolerance."""
import functools
import math
import operator
import random
from fractions import Fraction

from bank import check
import coding

ID = "ml-code-naive-bayes-text"
Classifier = coding.solution(ID).TextClassifier
check(coding.examples(ID, coding.solution(ID)), "the handout's examples hold")


def brute(texts, labels, text):
    every = {word for one in texts for word in one.lower().split()}
    best = None
    for label in sorted(set(labels)):
        words = [w for one, name in zip(texts, labels) if name == label for w in one.lower().split()]
        p = Fraction(labels.count(label), len(labels))
        for word in text.lower().split():
            if word in every:
                p *= Fraction(words.count(word) + 1, len(words) + len(every))
        if best is None or p > best[0]:
            best = p, label
    return best[1]


def make(r):
    say = lambda most: " ".join(r.choice("abcdeF") for _ in range(r.randrange(most)))
    labels = [r.choice("xyz") for _ in range(r.randrange(1, 7))]
    return [say(5) for _ in labels], labels, say(6) + r.choice(["", " Q", "\tA"])


def wrong(classifier, times=4000):
    r = random.Random(4)
    cases = [make(r) for _ in range(times)]
    return sum(classifier().fit(t, l).predict(text) != brute(t, l, text) for t, l, text in cases)


check(wrong(Classifier) == 0, "4,000 random sets: the label is that of exact fractions, ties by name included")
naive = coding.solution(ID, ("""        best = max(scores.values())
        return min(s for s in scores if scores[s] >= best - 1e-9)""", "        return max(sorted(scores), key=scores.get)"))
check(wrong(naive.TextClassifier) > 0, "comparing sums of logarithms without a tolerance gets ties wrong")
check(math.prod([0.001] * 200) == 0.0, "a product of 200 small probabilities is zero")
unsmoothed = coding.solution(ID, ("[w] + 1) / total", "[w]) / total"))
check(coding.raises(ValueError, unsmoothed.TextClassifier().fit(["a b", "c"], ["x", "y"]).predict, "a c") is not None,
      "without smoothing a word unseen in a class has no logarithm")
c = Classifier().fit(["a", "b", "b"], ["x", "y", "y"])
check(c.predict("") == c.predict("zebra") == "y", "unknown words only: the prior decides")
drifting = coding.solution(ID, ("Counter(w for", "list(w for"), ("math.fsum(", "one_by_one("), ("times * math", "math"), ("for w, times in known.items()", "for w in known"))
drifting.one_by_one = lambda terms: functools.reduce(operator.add, terms, 0)  # sum() compensates from Python 3.12 on
longest = [("a " * 5000 + "b " * 5000), ("b a " * 5000), ("b " * 5000 + "a " * 5000)]
found = {kind: [kind().fit(["a a a b", "b b b a"], ["ham", "spam"]).predict(text) for text in longest] for kind in (Classifier, drifting.TextClassifier)}
check(found[Classifier] == ["ham"] * 3, "a tie stays one in texts of 10,000 words, whatever their order")
check("spam" in found[drifting.TextClassifier], "summed word by word, the same tie goes to spam")
scores = Classifier().fit(["a " * 7 + "b", "a a b", "b " * 9], list("xyz")).scores("a b " * 5000)
exact = lambda a, b: 5000 * (math.log(a) + math.log(b))
check(abs(scores["x"] - scores["y"] - exact(8 / 10, 2 / 10) + exact(3 / 5, 2 / 5)) < 1e-9, "scores of long texts keep to the tolerance")
