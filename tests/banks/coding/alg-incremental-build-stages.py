"""Builds against a rebuild from nothing; which targets may run; cycles; failed runs; rules that change unseen; depth."""
import random

from bank import check
import coding

ID = "alg-incremental-build-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def clean(rules, files, name):
    return rules[name][1]([clean(rules, files, i) for i in rules[name][0]]) if name in rules else files[name]


def needed(rules, name):
    below = [x for i in rules[name][0] if i in rules for x in needed(rules, i)]
    return list(dict.fromkeys(below + [name]))


r, early = random.Random(1), 0
for _ in range(500):
    targets = "ABCDE"[:r.randrange(1, 6)]
    rules = {}
    for n, t in enumerate(targets):
        inputs = r.choices("xyz" + targets[:n], k=r.randrange(4))
        rules[t] = inputs, r.choice([lambda v: "".join(v), lambda v: "".join(v).lower(), lambda v: str(len(v)), lambda v: "".join(v)[:1]])
    files = dict.fromkeys("xyz", "a")
    engine, last = module.Engine(rules, files.__getitem__), {}
    for _ in range(8):
        files[r.choice("xyz")] = r.choice(["a", "A", "bc", "B"])
        target = r.choice(targets)
        assert engine.build(target) == clean(rules, files, target)
        wanted = []
        for name in needed(rules, target):
            values = [clean(rules, files, i) for i in rules[name][0]]
            if last.get(name) != values:
                wanted.append(name)
                last[name] = values
        assert sorted(engine.runs) == sorted(wanted), (rules, engine.runs, wanted)
        place = {n: i for i, n in enumerate(engine.runs)}
        assert all(place[i] < place[n] for n in engine.runs for i in rules[n][0] if i in place)
        early += any(i in wanted for n in needed(rules, target) if n not in wanted for i in rules[n][0])
check(early > 20, "500 random graphs: values as a clean build, and only targets whose input values changed run, inputs first")
files, failing = {"x": "1"}, [True]


def work(values):
    if failing[0]:
        raise RuntimeError
    return values[0]


engine = module.Engine({"t": (["x"], work)}, files.__getitem__)
check(coding.raises(RuntimeError, engine.build, "t") is not None, "an error in a rule comes out")
failing[0] = False
check(engine.build("t") == "1" and engine.runs == ["t"], "and the failed run isn't recorded")
engine.rules = {"t": (["x"], lambda v: "other rule")}
check(engine.build("t") == "1", "a changed rule isn't noticed, as it isn't in the fingerprint")
chain = {f"t{n}": ([f"t{n + 1}"], lambda v: v[0]) for n in range(100)}
check(module.Engine(chain, lambda name: "deep").build("t0") == "deep", "100 levels work")
check("cycle: t -> t" in str(coding.raises(ValueError, module.Engine({"t": (["t"], len)}, str).build, "t")), "a target that needs itself is a cycle")
