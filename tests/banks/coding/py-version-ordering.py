"""Order, equality and hashes against padded lists; foreign types; what missing __hash__, raising and strings do."""
import random

from bank import check
import coding

ID = "py-version-ordering"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
Version = module.Version


def padded(text):
    return ([int(part) for part in text.split(".")] + [0] * 9)[:9]


r = random.Random(1)
for _ in range(8000):
    a, b = (".".join(str(r.choice([0, 0, 1, 2, 10, 100])) for _ in range(r.randrange(1, 5))) for _ in "ab")
    x, y, one, two = Version(a), Version(b), padded(a), padded(b)
    assert [x == y, x != y, x < y, x <= y, x > y, x >= y] == [one == two, one != two, one < two, one <= two, one > two, one >= two], (a, b)
    assert (one != two or hash(x) == hash(y)) and str(x) == a
check(True, "8,000 random pairs: all six comparisons and hashes as padded lists; str as written")
check(Version("1") != "1" and Version("1") in ["1", None, Version("1.0")], "a foreign type is unequal, also inside lists")
check(all(coding.raises(TypeError, operation, Version("1"), 2) for operation in (lambda a, b: a < b, lambda a, b: a >= b, lambda a, b: b > a)), "ordering with one raises TypeError")


class Any:
    def __eq__(self, other):
        return True

    def __gt__(self, other):
        return True


check(Version("1") == Any() and Version("1") < Any(), "NotImplemented lets Python ask the other operand")
unhashed = coding.solution(ID, ("    def __hash__(self):\n        return hash(self._key)\n", ""))
check(unhashed.Version.__hash__ is None, "defining __eq__ alone sets __hash__ to None")
raising = coding.solution(ID, ("    def __eq__(self, other):\n        if not isinstance(other, Version):\n            return NotImplemented", "    def __eq__(self, other):\n        if not isinstance(other, Version):\n            raise TypeError"))
check(coding.raises(TypeError, lambda: raising.Version("1") in ["1"]) is not None, "raising in __eq__ breaks in")
sorting = coding.solution(ID, ("@total_ordering\n", ""))
check([str(v) for v in sorted(map(sorting.Version, ["1.10", "1.9"]))] == ["1.9", "1.10"], "sorted needs __lt__ only")
check("1.10" < "1.9", "as texts 1.10 comes before 1.9")
changed = Version("1.2")
some = {changed}
changed._key = (9,)
check(changed not in some, "an object whose key changes is lost in its set")
