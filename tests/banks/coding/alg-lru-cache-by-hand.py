"""The cache against a list in order of use; constant work; a full cache that replaces, and a node without its key."""
import random

from bank import check
import coding

ID = "alg-lru-cache-by-hand"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Brute:
    def __init__(self, capacity):
        self.capacity, self.pairs = capacity, []

    def get(self, key):
        for pair in self.pairs:
            if pair[0] == key:
                self.pairs.remove(pair)
                self.pairs.insert(0, pair)
                return pair[1]
        return None

    def put(self, key, value):
        self.pairs = [p for p in self.pairs if p[0] != key]
        self.pairs.insert(0, (key, value))
        self.pairs = self.pairs[:self.capacity]

    def keys(self):
        return [key for key, _ in self.pairs]


def wrong(module, rounds=1500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        capacity = r.randrange(1, 5)
        one, two = module.LRU(capacity), Brute(capacity)
        for step in range(r.randrange(40)):
            key = r.randrange(6)
            arguments = (key, step) if r.random() < 0.6 else (key,)
            name = "put" if len(arguments) == 2 else "get"
            bad += getattr(one, name)(*arguments) != getattr(two, name)(*arguments) or one.keys() != two.keys()
    return bad


check(wrong(module) == 0, "1,500 random histories: values and order as in a list")
evicting = coding.solution(ID, ("            node.value = value\n            self._unlink(node)\n        else:\n            if len", "            node.value = value\n            self._unlink(node)\n        if True:\n            if len"))
full = evicting.LRU(2)
for key in "abb":
    full.put(key, key)
check(full.get("a") is None, "evicting before replacing in a full cache drops another entry")
keyless = coding.solution(ID, ("Node(key, value)", "Node(None, value)"))
full = keyless.LRU(1)
full.put("a", 1)
check(coding.raises(KeyError, full.put, "b", 2) is not None, "a node without its key can't be removed from the map")
check(wrong(coding.solution(ID, ("        self._unlink(node)\n        self._to_front(node)\n        return", "        return"))) > 0, "get counts as use")


def run(capacity):
    cache = module.LRU(capacity)
    for n in range(2 * capacity):
        cache.put(n, n)
        cache.get(n // 2)


check(coding.growth(run, (100,), (1000,)) < 11, "the steps per call don't grow with the capacity")
