"""Suggestions against all words: popularity that changes, one edit anywhere in a beginning; the cost of top and fuzzy."""
import random

from bank import check
import coding

ID = "alg-autocomplete-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def near(text, letters="abc"):
    cuts = [(text[:i], text[i:]) for i in range(len(text) + 1)]
    return ({text} | {a + b[1:] for a, b in cuts if b} | {a + c + b for a, b in cuts for c in letters}
            | {a + c + b[1:] for a, b in cuts if b for c in letters})


class Brute:
    def __init__(self, k):
        self.k, self.counts = k, {}

    def add(self, word, count=1):
        self.counts[word] = self.counts.get(word, 0) + count

    def best(self, fits):
        return sorted((w for w in self.counts if fits(w)), key=lambda w: (-self.counts[w], w))

    def top(self, prefix):
        return self.best(lambda w: w.startswith(prefix))[:self.k]

    def fuzzy(self, prefix):
        exact = self.best(lambda w: w.startswith(prefix))
        return (exact + [w for w in self.best(lambda w: w.startswith(tuple(near(prefix)))) if w not in exact])[:self.k]


def wrong(module, rounds=300):
    r, bad = random.Random(1), 0
    text = lambda: "".join(r.choice("abc") for _ in range(r.randrange(6)))
    for _ in range(rounds):
        k = r.randrange(1, 5)
        one, two = module.Suggest(k), Brute(k)
        for _ in range(r.randrange(30)):
            word, count = text(), r.randrange(1, 5)
            one.add(word, count)
            two.add(word, count)
            prefix = text()
            bad += one.top(prefix) != two.top(prefix) or one.fuzzy(prefix) != two.fuzzy(prefix)
    return bad


check(wrong(module) == 0, "300 random vocabularies that grow: top and fuzzy as over all words")
check(wrong(coding.solution(ID, ("best = [w for w in node.best if w != word] + [word]", "best = node.best if word in node.best else node.best + [word]"), ("node.best = sorted(best, key=self.rank)[:self.k]", "node.best = best[:self.k]"))) > 0, "lists that aren't ranked anew are wrong")
few, many = module.Suggest(3), module.Suggest(3)
r = random.Random(2)
for suggest, n in ((few, 100), (many, 3000)):
    for _ in range(n):
        suggest.add("".join(r.choice("abcdef") for _ in range(8)))
check(coding.steps(many.top, "ab") == coding.steps(few.top, "ab"), "top costs the same whatever the size of the subtree")
deep = lambda length: coding.steps(many.fuzzy, "abcdef"[:length])
check(deep(5) < 9 * deep(2), "fuzzy grows with length times alphabet, not with the vocabulary")
two_edits = coding.solution(ID, ("walk(self.root, 0, 1)", "walk(self.root, 0, 2)")).Suggest(3)
two_edits.root, two_edits.counts = many.root, many.counts
check(coding.steps(two_edits.fuzzy, "abcd") > 5 * coding.steps(many.fuzzy, "abcd"), "two edits explode")
