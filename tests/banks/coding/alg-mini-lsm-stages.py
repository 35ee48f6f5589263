"""The store against a dict; runs and entries by the rule; tombstones that are dropped too early; a generator that sees the last age."""
import random

from bank import check
import coding

ID = "alg-mini-lsm-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def wrong(module, rounds=500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        limit = r.randrange(1, 5)
        store, model, table, runs = module.Store(limit), {}, {}, []
        for step in range(r.randrange(40)):
            key, what = r.choice("abcdef"), r.random()
            if what < 0.9:
                value = f"v{step}" if what < 0.6 else None
                store.put(key, value) if value else store.delete(key)
                model.pop(key, None)
                model.update({key: value} if value else {})
                table[key] = value
                if len(table) == limit:
                    runs.append(table)
                    table = {}
            else:
                store.compact()
                merged = {k: v for run in runs for k, v in run.items()}
                runs = [alive] if (alive := {k: v for k, v in merged.items() if v}) else []
            low, high = sorted(r.choices("abcdefg", k=2))
            bad += store.get(key) != model.get(key) or store.get("zz") is not None
            bad += store.scan(low, high) != sorted((k, v) for k, v in model.items() if low <= k < high)
            bad += (store.runs, store.entries) != (len(runs), sum(map(len, runs)))
    return bad


check(wrong(module) == 0, "500 random histories: get and scan as a dict, runs and entries by the rule")
check(wrong(coding.solution(ID, ("        self.put(key, GONE)", "        self.table.pop(key, None)"))) > 0, "deleting only from memory brings the old value back")
inline = ("        streams = [self._tagged(s, age) for age, s in enumerate(sources)]",
          "        streams = [((k, -age, v) for k, v in s) for age, s in enumerate(sources)]")
check(wrong(coding.solution(ID, inline)) > 0, "an inline generator sees the last age only")
young = coding.solution(ID, ("for run in self._runs])", "for run in self._runs[1:]])"), ("self._runs = ([([k", "self._runs = self._runs[:1] + ([([k"))
store = young.Store(1)
store.put("a", "old")
store.delete("a")
store.compact()
check(store.get("a") == "old", "dropping tombstones in a merge without the oldest run brings the value back")
full = module.Store(1)
for n in range(64):
    full.put(f"k{n:03}", "v")
few = module.Store(64)
for n in range(64):
    few.put(f"k{n:03}", "v")
check(coding.steps(full.get, "k") > 20 * coding.steps(few.get, "k"), "a missing key looks into every run")
check(coding.raises(TypeError, sorted, [("a", object()), ("a", object())]) is not None, "values such as the tombstone can't be compared, hence the keys")
apart = module.Store(3)
for key in "abc":
    apart.put(key, "1")
apart.delete("a")
apart.compact()
check((apart.runs, apart.entries, apart.get("a"), [k for k, _ in apart.scan("a", "z")]) == (1, 3, None, ["b", "c"]), "a tombstone in memory hides its key, but compacting leaves both")
