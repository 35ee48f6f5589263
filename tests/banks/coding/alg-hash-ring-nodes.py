"""Owners against a walk over all points; how many keys move, where a dead node's load goes, how even the ring is."""
import hashlib
import random
import statistics

from bank import check
import coding

ID = "alg-hash-ring-nodes"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def place(text):
    return int(hashlib.blake2b(text.encode(), digest_size=8).hexdigest(), 16)


def brute(nodes, replicas, key, n):
    points = [((place(f"{name}#{i}") - place(key)) % 2 ** 64, name) for name, weight in nodes.items() for i in range(weight * replicas)]
    return list(dict.fromkeys(name for _, name in sorted(points)))[:n]


r = random.Random(1)
for _ in range(60):
    ring, nodes = module.Ring(replicas=r.randrange(1, 6)), {}
    for step in range(r.randrange(14)):
        name = r.choice("abcdef")
        if name in nodes:
            assert coding.raises(ValueError, ring.add, name)
            ring.remove(name)
            del nodes[name]
        else:
            nodes[name] = r.randrange(1, 4)
            ring.add(name, nodes[name])
        for key in range(12):
            assert ring.owners(f"k{key}", n := r.randrange(0, 8)) == brute(nodes, ring.replicas, f"k{key}", n)
            assert (ring.owner(f"k{key}") == brute(nodes, ring.replicas, f"k{key}", 1)[0]) if nodes else coding.raises(LookupError, ring.owner, "k")
check(True, "60 random rings: the first nodes clockwise, as walking over all points")

keys = [f"key{i}" for i in range(6000)]


def shares(replicas, names="abcdefghij"):
    ring = module.Ring(replicas)
    for name in names:
        ring.add(name)
    return ring, [ring.owner(key) for key in keys]


ring, before = shares(100)
ring.add("new")
after = [ring.owner(key) for key in keys]
moved = sum(a != b for a, b in zip(before, after)) / len(keys)
check(0.5 / 11 < moved < 1.6 / 11 and all(b in (a, "new") for a, b in zip(before, after)), "about 1/(n+1) of the keys move, all to the new node")
check(abs(sum(place(k) % 10 != place(k) % 11 for k in keys) / len(keys) - 10 / 11) < 0.03, "with modulo about n/(n+1) move")
spread = {}
for replicas in (1, 25, 400):
    own = shares(replicas)[1]
    spread[replicas] = statistics.pstdev(own.count(name) for name in "abcdefghij") / (len(keys) / 10)
check(spread[1] > 0.6 and spread[25] < spread[1] / 2.5 and spread[400] < spread[25] / 2.2, "more points make the shares more even, about with their square root")
one, with_many = shares(1), shares(100)
for ring, own in (one, with_many):
    ring.remove("c")
heirs = [{b for a, b in zip(own, map(ring.owner, keys)) if a == "c"} for ring, own in (one, with_many)]
check(len(heirs[0]) <= 1 and len(heirs[1]) > 5, "with one point a dead node's load falls on one neighbor, with many on most")
slip = coding.solution(ID, ("[(start + i) % len(self.points)]", "[start + i]")).Ring(1)
slip.add("a")
check(any(coding.raises(IndexError, slip.owner, key) for key in keys[:200]), "without the modulo the wrap-around fails")
