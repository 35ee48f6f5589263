"""Decisions against exact fractions; how wrong two windows can be in both directions; the race; the store that is down."""
import itertools
import random
from fractions import Fraction

from bank import check
import coding

ID = "alg-shared-counter-limiter"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Store:
    def __init__(self, clock):
        self.clock, self.rows, self.down = clock, {}, False

    def incr(self, key, ttl):
        if self.down:
            raise ConnectionError
        value = self.get(key) + 1
        self.rows[key] = value, self.rows[key][1] if value > 1 else self.clock() + ttl
        return value

    def get(self, key):
        if self.down:
            raise ConnectionError
        value, until = self.rows.get(key, (0, 0))
        return value if self.clock() < until else 0


def wrong(module, rounds=400):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        now, limit, window = [r.randrange(1000)], r.randrange(1, 8), r.choice([7, 10, 60])
        store = Store(lambda: now[0])
        nodes = [module.Limiter(store, limit, window, lambda: now[0]) for _ in range(3)]
        asked = []
        for _ in range(r.randrange(40)):
            now[0] += r.choice([0, 0, 1, 2, window // 2, window])
            client, number = r.choice("ab"), now[0] // window
            asked.append((client, number))
            overlap = Fraction(window - now[0] % window, window)
            wanted = asked.count((client, number)) + asked.count((client, number - 1)) * overlap <= limit
            bad += r.choice(nodes).allow(client) != wanted
    return bad


def refused(module):
    """How many last requests that fit exactly are refused."""
    count = 0
    for window, inside, before in itertools.product((10, 60), range(60), range(1, 30)):
        overlap, rest = divmod(before * (window - inside), window)
        if inside < window and not rest:
            now = [0]
            limiter = module.Limiter(Store(lambda: now[0]), overlap + 1, window, lambda: now[0])
            for _ in range(before):
                limiter.allow("c")
            now[0] = window + inside
            count += not limiter.allow("c")
    return count


check(wrong(module) == 0, "400 random histories over three nodes: as exact fractions; counters live long enough")
dividing = coding.solution(ID, ("current * self.window + previous * overlap\n                <= self.limit * self.window", "current + previous * (1 - inside / self.window) <= self.limit"))
check(refused(dividing) > 0 and refused(module) == 0, "dividing refuses requests exactly at the limit")
check(wrong(coding.solution(ID, ("2 * self.window)", "self.window)"))) > 0, "counters that live for one window vanish too early")


def passed(times, limit=100, window=60):
    now = [0.0]
    limiter = module.Limiter(Store(lambda: now[0]), limit, window, lambda: now[0])
    good = []
    for now[0] in times:
        good += [now[0]] if limiter.allow("c") else []
    return good


late = passed([119.9] * 100 + [120 + t * 0.605 for t in range(1, 99)])
check(sum(119.8 < t <= 179.8 for t in late) > 190, "100 at the end of a window, then nearly 100 in the next minute")
early = passed([60.0] * 100 + [121.0] * 50)
check(sum(t == 121.0 for t in early) <= 2, "100 at the start of a window: long out, and yet the next are held back")
fixed = [119.9] * 100 + [120.0] * 100
check(all(sum(t // 60 == n for t in fixed) <= 100 for n in (1, 2)), "a fixed window lets twice the limit through around its border")
twenty = sum(99 + 1 <= 100 for _ in range(20))
check(twenty == 20, "twenty nodes that all read 99 all allow")
store = Store(lambda: 0)
store.down = True
check([module.Limiter(store, 0, 60, lambda: 0, way).allow("c") for way in (True, False)] == [True, False], "a store that is down: the answer is fail_open")
