"""Results against dense vectors in 50 digits; ties of equal texts; unknown words; what IDF without the last + 1 does."""
import functools
import operator
import random
from collections import Counter
from decimal import Decimal, getcontext

from bank import check
import coding

getcontext().prec = 50
ID = "ml-code-tfidf-search"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(documents, query, n):
    words = {key: text.lower().split() for key, text in documents.items()}
    every = sorted({w for some in words.values() for w in some})
    idf = {w: (Decimal(1 + len(words)) / (1 + sum(w in some for some in words.values()))).ln() + 1 for w in every}

    def vector(some):
        v = [some.count(w) * idf[w] for w in every]
        length = sum(x * x for x in v).sqrt() if any(v) else 1
        return [x / length for x in v]

    asked = vector(query.lower().split())
    found = [(key, float(round(sum(a * b for a, b in zip(asked, vector(some))), 3))) for key, some in words.items() if set(some) & set(query.lower().split())]
    return sorted(found, key=lambda row: (-row[1], row[0]))[:n]


def wrong(module, times=1500):
    r, bad = random.Random(1), 0
    for _ in range(times):
        text = lambda: r.choice([" ", "\n"]).join(r.choice("abcdeF") for _ in range(r.randrange(7)))
        documents = {key: text() for key in r.sample("klmnop", r.randrange(6))}
        if documents and r.random() < 0.5:
            documents["zz"] = " ".join(reversed(next(iter(documents.values())).split()))
        query, n = text() + r.choice(["", " unknown"]), r.randrange(4)
        bad += module.Search(documents).find(query, n) != brute(documents, query, n)
    return bad


check(wrong(module) == 0, "1,500 random collections: documents, scores and order of dense vectors")
early = coding.solution(ID, ("        found = [(key, round(s, 3)) for key, s in scores.items()]\n        return sorted(found, key=lambda row: (-row[1], row[0]))[:n]",
                             "        best = sorted(scores.items(), key=lambda kv: (-kv[1], kv[0]))\n        return [(key, round(s, 3)) for key, s in best[:n]]"))
early.sum = lambda terms: functools.reduce(operator.add, terms, 0)  # sum() compensates from Python 3.12 on
check(wrong(early) > 0, "sorting before rounding lets the last digit decide between texts with the same words")
flat = coding.solution(ID, ("math.log((1 + n) / (1 + d)) + 1", "math.log((1 + n) / (1 + d))"))
check(flat.Search({"a": "x", "b": "x y"}).find("x") == [] and module.Search({"a": "x", "b": "x y"}).find("x") != [], "without the last + 1 a word in every document weighs nothing")
s = module.Search({"a": "b c", "d": "e"})
before = len(s.index)
check(s.find("") == s.find("nope") == [] and len(s.index) == before and s.find("C B")[0] == ("a", 1.0), "unknown words find nothing and leave nothing behind; a text finds itself")
plain = coding.solution(ID, ("{w: x / norm for w, x in v.items()} if norm else {}", "v"))
long = {"long": "tax " * 5 + "other " * 50, "short": "tax"}
check(plain.Search(long).find("tax")[0][0] == "long" and module.Search(long).find("tax")[0][0] == "short", "without normalization long documents win")
big = {f"d{i}": f"w{i} common" for i in range(1000)}
search = module.Search(big)
check(coding.steps(search.find, "w5") < coding.steps(search.find, "common") / 50, "a query costs the lists of its words, not all documents")
one, two = module.Search({"a": "x y", "b": "x z"}).idf, module.Search({"a": "x y", "b": "x z", "c": "x q"}).idf
check(one["y"] != two["y"] and one["x"] == two["x"], "another document changes nearly every IDF: not that of a word in every document")
