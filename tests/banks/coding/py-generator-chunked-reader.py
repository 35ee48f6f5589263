"""Batches against cutting a list; nothing is read too early; clearing the yielded list, groupby and late checks."""
import itertools
import random

from bank import check
import coding

ID = "py-generator-chunked-reader"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(records, key, size):
    runs = []
    for record in records:
        if not runs or key(runs[-1][-1]) != key(record):
            runs.append([])
        runs[-1].append(record)
    return [(key(run[0]), run[i:i + size]) for run in runs for i in range(0, len(run), size)]


def wrong(module, times=3000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        records = [r.choice([None, None, 0, "", "a"]) for _ in range(r.randrange(12))]
        size = r.randrange(1, 5)
        wanted, read, out = brute(records, lambda x: x, size), [0], []

        def source():
            for record in records:
                read[0] += 1
                yield record

        for value, batch in module.batched_by(source(), lambda x: x, size):
            out.append((value, batch))
            taken = sum(len(b) for _, b in wanted[:len(out)])
            bad += read[0] > taken + (len(batch) < size)
        bad += out != wanted
    return bad


check(wrong(module) == 0, "3,000 random streams, None as a key included: the batches, never read further than needed")
check(wrong(coding.solution(ID, ("        if batch and value != current:", "        if current is not None and value != current:"))) > 0, "testing current for None breaks a None key")
clearing = coding.solution(ID, ("        if len(batch) == size:\n            yield current, batch\n            batch = []", "        if len(batch) == size:\n            yield current, batch\n            batch.clear()"))
check(wrong(clearing) > 0, "clearing the yielded list empties what the consumer holds")
check(wrong(coding.solution(ID, ("    if batch:\n        yield current, batch\n", ""))) > 0, "forgetting the rest loses the last batch")
touched = []
made = module.batched_by(map(touched.append, [1]), id, 0)
check(touched == [] and iter(made) is made, "calling runs nothing: it returns an iterator")
checking = coding.solution(ID, ("    batch, current = [], None\n", "    if size < 1:\n        raise ValueError\n    batch, current = [], None\n"))
made = checking.batched_by([1], id, 0)
check(coding.raises(ValueError, next, made) is not None, "a check of size fails at the first next only")
groups = list(itertools.groupby("aab"))
check([list(g) for _, g in groups][0] == [], "groups of groupby share the iterator: kept ones are empty")
