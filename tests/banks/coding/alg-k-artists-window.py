"""The stretch against all stretches; linear although loops are nested; a set, zero counts and >= go wrong."""
import random

from bank import check
import coding

ID = "alg-k-artists-window"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(artists, k):
    best = (0, 0)
    for length in range(len(artists), 0, -1):
        for start in range(len(artists) - length + 1):
            if len(set(artists[start:start + length])) <= k:
                return start, start + length
    return best


def wrong(module, times=6000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        artists = [r.choice("abcd"[:r.randrange(1, 5)]) for _ in range(r.randrange(13))]
        k = r.randrange(6)
        bad += module.longest_stretch(artists, k) != brute(artists, k)
    return bad


check(wrong(module) == 0, "6,000 random logs: the earliest longest stretch")
check(wrong(coding.solution(ID, ("            if counts[left] == 0:\n                del counts[left]\n", ""), ("while len(counts) > k:", "while len(counts) > k and start < end:"))) > 0, "leaving zero counts in the map is wrong")
check(wrong(coding.solution(ID, ("            if counts[left] == 0:\n                del", "            if True:\n                del"), ("counts[left] -= 1", "counts.setdefault(left, 0)"))) > 0, "a set that drops the artist with its first song is wrong")
check(wrong(coding.solution(ID, ("end - start > best[1]", "end - start >= best[1]"))) > 0, "with >= it is the latest stretch")
lists = [["a", "b", "c"] * n for n in (50, 500)]
check(coding.growth(module.longest_stretch, (lists[0], 2), (lists[1], 2)) < 11, "ten times the songs, ten times the steps")
