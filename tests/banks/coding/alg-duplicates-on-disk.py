"""Duplicates against a sort in memory; how many ids are held at once; files go, on errors too; what strings weigh."""
import os
import random
import sys
import tempfile

from bank import check
import coding

ID = "alg-duplicates-on-disk"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def wrong(module, times=150):
    r, bad = random.Random(1), 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times):
            ids = ["".join(r.choice("ab \r\u2028\u00e9\x85\f") for _ in range(r.randrange(3))) for _ in range(r.randrange(30))]
            ordered = sorted(ids)
            wanted = sorted({a for a, b in zip(ordered, ordered[1:]) if a == b})
            bad += module.duplicates(iter(ids), folder, r.randrange(1, 6)) != wanted or os.listdir(folder) != []
    return bad


check(wrong(module) == 0, "150 random inputs, with carriage returns and odd line separators inside ids: as sorting in memory")
check(wrong(coding.solution(ID, ('open(path, encoding="utf-8", newline="\\n")', 'open(path, encoding="utf-8")'))) > 0, "without newline a carriage return ends the line on reading")
with tempfile.TemporaryDirectory() as folder:
    held, parts = [], 10

    class Watched(set):
        def add(self, item):
            super().add(item)
            held.append(len(self))

    watching = coding.solution(ID, ("seen, twice = set(), set()", "seen, twice = Watched(), Watched()"))
    watching.Watched = Watched
    watching.duplicates(map(str, range(5000)), folder, parts)
    check(max(held) < 1.3 * 5000 / parts, "about 1/parts of the ids are in memory at a time")
    held.clear()
    watching.duplicates(["x"] * 5000, folder, parts)
    check(max(held) == 1, "a frequent id takes no memory")

    def failing():
        yield "a"
        raise OSError

    check(coding.raises(OSError, module.duplicates, failing(), folder, 3) is not None and os.listdir(folder) == [], "files are removed on errors too")
each = sys.getsizeof("customer-12345678") + sys.getsizeof(set(range(1000))) / 1000
check(20e9 < 300e6 * each < 90e9, "300 million strings in a set take tens of gigabytes")
