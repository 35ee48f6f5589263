"""Each helper against a plain loop on all small sorted lists: the endless searches, the misses, the wrong counts and the
destroyed list are seen; with the answer's two lines, bisect and the slice, none is left."""
import itertools
import sys
from bisect import bisect_left, bisect_right

from bank import check, handout

code = handout("alg-review-binary-search", "python")
space = {}
exec(code, space)
mended = {"bisect_left": bisect_left, "bisect_right": bisect_right}
exec(code.replace("low = mid\n", "low = mid + 1\n").replace("high = mid - 1", "high = mid"), mended)


class Endless(Exception):
    pass


def run(function, *args):
    """The result, an exception, or Endless after 300 lines."""
    left = 300

    def trace(frame, event, _):
        nonlocal left
        left -= event == "line"
        if left < 0:
            raise Endless
        return trace
    sys.settrace(trace)
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__
    finally:
        sys.settrace(None)


find = space["find_price"]
check(run(find, [10, 20], 30) == "Endless", "[10, 20] and 30: no end")
check(run(find, [10, 20], 10) == -1, "[10, 20] and 10: missed")
lists = [list(x) for n in range(6) for x in itertools.combinations_with_replacement(range(1, 8, 2), n)]
for prices, wanted in itertools.product(lists, range(9)):
    at = run(mended["find_price"], prices, wanted)
    assert at == -1 if wanted not in prices else prices[at] == wanted, (prices, wanted, at)
check(True, f"with `low = mid + 1` and `high = mid` all {len(lists) * 9} searches are right")


def counted(prices, lowest, highest):
    return sum(lowest <= p <= highest for p in prices)


cases = [(p, a, b) for p in lists for a in range(9) for b in range(a, 9)]
wrong = {"missing": 0, "repeats": 0, "plain": 0}
for p, a, b in cases:
    kind = "missing" if a not in p or b not in p else "repeats" if len(set(p)) < len(p) else "plain"
    wrong[kind] += run(mended["count_between"], p, a, b) != counted(p, a, b)
check(wrong["missing"] and wrong["repeats"] and not wrong["plain"],
      f"count_between, even with a right search, is wrong for missing bounds and repeats only: {wrong}")
check(all(bisect_right(p, b) - bisect_left(p, a) == counted(p, a, b) for p, a, b in cases), "bisect is right in all cases")

turned = [bisect_right(p, b) - bisect_left(p, a) for p, a, b in (([10, 20], 20, 10), ([1, 100], 30, 20), ([10, 15, 20], 20, 10))]
check(turned == [0, 0, -1], "for reversed bounds the difference may be negative, and may be 0")

prices = [1, 3, 5]
check(space["cheapest"](prices, 2) == [1, 3] and prices == [5], "cheapest destroys the caller's list")
check(run(space["cheapest"], [1], 2) == "ValueError", "and fails if n exceeds the length")
check(all(space["cheapest"](p[:], n) == p[:n] for p in lists for n in range(len(p) + 1)), "prices[:n] is the same")
