"""Reports against flattening by hand, the round trip, what stays unchanged or shared; None, True and 1, depth."""
import copy
import random
import sys

from bank import check
import coding

ID = "py-config-diff-nested"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def at(tree, path):
    """Whether something is there, and what."""
    for key in path.split("."):
        if not isinstance(tree, dict) or key not in tree:
            return False, None
        tree = tree[key]
    return True, tree


def paths(tree, start=""):
    for key, value in tree.items():
        yield start + key
        if isinstance(value, dict):
            yield from paths(value, start + key + ".")


def brute(old, new):
    found = []
    for path in sorted({*paths(old), *paths(new)}):
        parent, dot, _ = path.rpartition(".")
        if dot and not all(isinstance(at(tree, parent)[1], dict) for tree in (old, new)):
            continue
        (there, a), (here, b) = at(old, path), at(new, path)
        if there and not here:
            found.append((path, "remove", None))
        elif here and not there:
            found.append((path, "add", b))
        elif not (isinstance(a, dict) and isinstance(b, dict)) and (type(a) != type(b) or a != b):
            found.append((path, "change", b))
    return found


def make(r, depth=3):
    value = lambda: make(r, depth - 1) if depth and r.random() < 0.5 else copy.deepcopy(r.choice([None, True, 1, 1.0, 0, False, "a", "", [], [1], [True], {}]))
    return {key: value() for key in ["a", "b", "ab", ""] if r.random() < 0.6}


def same(a, b):
    return repr(module.diff(a, b)) == "[]"


def wrong(module, times=4000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        old, new = make(r), make(r)
        kept = repr((old, new))
        try:
            changes = module.diff(old, new)
            result = module.patch(old, changes)
        except Exception:
            bad += 1
            continue
        bad += repr(changes) != repr(brute(old, new)) or result != new or not same(result, new) or repr((old, new)) != kept
    return bad


check(wrong(module) == 0, "4,000 random pairs: the report of flattening by hand, and patch(old, diff(old, new)) is new; nothing changes")
check(wrong(coding.solution(ID, ("if key not in b:", "if b.get(key) is None:"))) > 0, "get takes None for missing")
check(wrong(coding.solution(ID, ("type(a[key]) is not type(b[key]) or ", ""))) > 0, "without the types True and 1 are the same")
check(wrong(coding.solution(ID, ("sorted(found, key=lambda change: change[0])", "sorted(found)"))) == 0, "paths are unique, so whole entries sort as well")
check(wrong(coding.solution(ID, ("sorted(found, key=lambda change: change[0])", "sorted(found, key=lambda change: change[2])"))) > 0, "sorting by values of different types fails")
old, new = {"a": {"x": []}}, {"a": {"x": []}, "b": {"y": []}}
changes = module.diff(old, new)
result = module.patch(old, changes)
result["b"]["y"].append(1)
result["a"]["x"].append(1)
check(changes == [("b", "add", {"y": []})] and old == {"a": {"x": []}}, "the patched structure is independent of old and of the report")
new["b"]["y"].append(2)
check(changes == [("b", "add", {"y": [2]})], "the report shares its values with new")


def share(r, tree, pool):
    """The same tree, with equal dicts replaced by one object where chance will have it."""
    tree = {key: share(r, value, pool) if isinstance(value, dict) else value for key, value in tree.items()}
    return pool.setdefault(repr(tree), tree) if r.random() < 0.9 else tree


def wrong_shared(module, times=4000):
    r, bad = random.Random(2), 0
    for _ in range(times):
        branch, pool = make(r, 2), {}
        old = share(r, {key: copy.deepcopy(branch) if r.random() < 0.7 else make(r, 1) for key in "abc"}, pool)
        new = share(r, {key: make(r, 2) if r.random() < 0.5 else copy.deepcopy(branch) for key in "abcd" if r.random() < 0.8}, pool)
        kept = repr((old, new))
        try:
            changes = module.diff(old, new)
            result = module.patch(old, changes)
        except Exception:
            bad += 1
            continue
        bad += result != new or not same(result, new) or repr((old, new)) != kept or repr(changes) != repr(brute(old, new))
    return bad


check(wrong_shared(module) == 0, "4,000 pairs in which one dict stands under several keys: the round trip holds")
check(wrong_shared(coding.solution(ID, ("result = clone(old)", "result = copy.deepcopy(old)"))) > 0, "deepcopy of the whole keeps the sharing, and a change hits both keys")


def chain(depth, leaf):
    for _ in range(depth):
        leaf = {"k": leaf}
    return leaf


deep = chain(100, 1), chain(100, 2)
check(module.patch(deep[0], module.diff(*deep)) == deep[1], "100 levels work")
check(module.diff(chain(700, 1), chain(700, 2))[0][1:] == ("change", 2), "comparing gets 700 deep")
if sys.version_info < (3, 12):
    check(coding.raises(RecursionError, module.patch, chain(700, 1), []) is not None, "copying does not")
check(coding.raises(RecursionError, module.diff, chain(1200, 1), chain(1200, 2)) is not None, "1,200 hit the recursion limit")
check(coding.raises(Exception, module.patch, {"a.b": 1}, module.diff({"a.b": 1}, {"a.b": 2})) is not None, "paths break with dots in keys")
