"""Both managers against a saved copy; exceptions, None values, keys called self; what differs when a change fails halfway."""
import os
import random

from bank import check
import coding

ID = "py-context-manager-temp-env"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def wrong(make, times=2000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        keys = ["a", "b", "c", "mapping", "self"]
        conf = {k: r.choice([None, 1, 2]) for k in keys if r.random() < 0.5}
        before = dict(conf)
        changes = {k: r.choice([None, 3]) for k in keys if r.random() < 0.5}
        inside = {k: v for k, v in (before | changes).items() if k not in changes or v is not None}
        fail = r.random() < 0.5
        try:
            with make(conf, **changes) as same:
                bad += same is not conf or conf != inside
                conf["other"] = 9
                for key in list(changes)[:1]:
                    conf.pop(key, None)
                if fail:
                    raise LookupError
            bad += fail
        except LookupError:
            bad += not fail
        bad += conf != before | {"other": 9}
    return bad


check(wrong(module.overridden) == 0 and wrong(module.Overridden) == 0, "2,000 random blocks each: changes inside, the earlier state afterwards, exceptions pass, others' changes stay")
with module.overridden(os.environ, HOTSEAT_TEST="1"):
    inside = os.environ.get("HOTSEAT_TEST")
check(inside == "1" and "HOTSEAT_TEST" not in os.environ, "it works on os.environ")
named = coding.solution(ID, ("def overridden(mapping, /,", "def overridden(mapping,"))
check(coding.raises(TypeError, lambda: named.overridden({}, mapping=1)) is not None, "without the slash no key can be called mapping")
unsafe = coding.solution(ID, ("    try:\n        apply(mapping, changes, None)\n        yield mapping\n    finally:\n        apply(mapping, old, MISSING)",
                              "    apply(mapping, changes, None)\n    yield mapping\n    apply(mapping, old, MISSING)"))
check(wrong(unsafe.overridden) > 0, "without finally an exception skips the restoring")
check(wrong(coding.solution(ID, ("old = {key: mapping.get(key, MISSING) for key", "old = {key: mapping.get(key) for key"), ("        apply(mapping, old, MISSING)\n\n\nclass", "        apply(mapping, old, None)\n\n\nclass")).overridden) > 0, "None as the mark for missing loses real None values")
swallow = coding.solution(ID, ("return False", "return True"))
with swallow.Overridden({}):
    raise KeyError
check(True, "a true value from __exit__ swallows the exception")


def halfway(make):
    before = dict(os.environ)
    try:
        with make(os.environ, HOTSEAT_A="1", HOTSEAT_B=2):
            pass
    except TypeError:
        return dict(os.environ) != before
    finally:
        os.environ.pop("HOTSEAT_A", None)


check(halfway(module.Overridden) and not halfway(module.overridden), "a change that fails halfway: the class leaves half, the generator restores")
conf = {"a": 0}
again = module.Overridden(conf, a=1)
with again:
    pass
with again:
    check(conf == {"a": 1}, "the class can be entered again")
with again:
    with again:
        pass
check(conf == {"a": 1}, "but nested it has overwritten what to restore")
once = module.overridden({}, a=1)
with once:
    pass
check(coding.raises((RuntimeError, AttributeError), once.__enter__) is not None, "the generator works once")
