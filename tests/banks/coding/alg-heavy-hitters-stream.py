"""Heavy senders against exact counts; no one is missed, counts too low by n/k at most; linear; the second pass is needed."""
import random
from collections import Counter

from bank import check
import coding

ID = "alg-heavy-hitters-stream"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
showing = coding.solution(ID, ("    return set(counts)", "    return dict(counts)"))
evicting = coding.solution(ID, ("            for name in list(counts):\n                counts[name] -= 1\n                if not counts[name]:\n                    del counts[name]",
                                "            del counts[min(counts, key=counts.get)]\n            counts[sender] = 1"))
r, false_ones, evicted = random.Random(1), 0, 0
for _ in range(4000):
    k, n = r.randrange(2, 6), r.randrange(30)
    stream = [r.choice("aaabbcdefg") for _ in range(n)]
    exact = Counter(stream)
    wanted = sorted(s for s, count in exact.items() if count > n / k)
    found = module.candidates(iter(stream), k)
    assert module.heavy(lambda: iter(stream), k) == wanted and set(wanted) <= found and len(found) <= k - 1, (stream, k)
    assert all(exact[s] - n / k <= count <= exact[s] for s, count in showing.candidates(stream, k).items()), (stream, k)
    false_ones += found != set(wanted)
    evicted += not set(wanted) <= evicting.candidates(stream, k)
check(True, "4,000 random streams: exactly the heavy ones, none missed, counts too low by at most n/k")
check(false_ones > 0, "the first pass alone gives false candidates")
check(evicted > 0, "evicting the smallest counter, with a fresh count of one, misses heavy senders")
streams = [[str(i) for i in range(n)] for n in (1000, 10000)]
check(coding.growth(module.candidates, (streams[0], 50), (streams[1], 50)) < 11, "ten times the packets, ten times the steps")
check(coding.growth(module.candidates, (streams[1], 5), (streams[1], 500)) < 2.5, "and hardly more with a hundred times the counters")
