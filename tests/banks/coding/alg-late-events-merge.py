"""The generator against the handout's rule event by event; as early as allowed; equal times, floats, endless input, one fast clock."""
import itertools
import random

from bank import check
import coding

ID = "alg-late-events-merge"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(events, lateness):
    """What is out after each event, and what is late; the last list holds all."""
    waiting, out, late, after = [], [], [], []
    for n, (time, data) in enumerate(events):
        if out and time < out[-1][0]:
            late.append((time, data))
        else:
            waiting.append((time, n, data))
            newest = max(t for t, _ in events[:n + 1])
            for t, number, d in sorted(w[:2] + (w[2],) for w in waiting):
                if newest >= t + lateness:
                    out.append((t, d))
                    waiting.remove((t, number, d))
        after.append(len(out))
    return out + [(t, d) for t, _, d in sorted(waiting)], late, after


def wrong(module, times=4000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        unit = r.choice([1, 0.1])
        events = [(max(0, n // 2 + r.randrange(-4, 3)) * unit, f"d{n}") for n in range(r.randrange(14))]
        lateness = r.randrange(0, 5) * unit
        wanted, late_wanted, after = brute(events, lateness)
        late, out, read = [], [], [0]

        def source():
            for n, event in enumerate(events):
                if n:
                    bad_early.append(len(out) != after[n - 1])
                yield event

        bad_early = []
        for item in module.in_order(source(), lateness, late.append):
            out.append(item)
        bad += out != wanted or late != late_wanted or any(bad_early)
    return bad


check(wrong(module) == 0, "4,000 random streams: what is out after each event, what is late, equal times in order of arrival")
check(wrong(coding.solution(ID, ("heap[0][0] + lateness <= newest", "heap[0][0] <= newest - lateness"))) > 0, "subtracting instead of adding differs with floats")
check(coding.raises(TypeError, lambda: list(coding.solution(ID, ("(time, number, data))", "(time, data, number))")).in_order([(1, {}), (1, {2: 3})], 0.5, print))) is not None, "without the running number data is compared")
endless = module.in_order(((n, n) for n in itertools.count()), 3, print)
check([next(endless)[1] for _ in range(4)] == [0, 1, 2, 3], "it works on endless input")
late = []
out = list(module.in_order([(0, "a"), (3600, "fast"), (3700, "fast"), (20, "b"), (30, "c")], 5, late.append))
check([d for _, d in late] == ["b", "c"], "one clock in the future makes all others late")
late = []
out = list(module.in_order([(10, "a"), (3600, "fast"), (9, "b"), (12, "c"), (11, "d"), (3700, "fast"), (20, "e"), (21, "f")], 5, late.append))
check([d for _, d in late] == ["b", "d", "e", "f"], "with one fast event out, the others may not be late at all; once one is released, all are too late")
