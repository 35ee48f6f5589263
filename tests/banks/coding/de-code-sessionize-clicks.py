"""Sessions against grouping per user afterwards; as early as allowed and in order; memory; users who never return."""
import random

from bank import check
import coding

ID = "de-code-sessionize-clicks"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(events, gap):
    """All sessions, and for each event how many are out before it is counted."""
    done, order = [], []
    for user in dict.fromkeys(u for _, u in events):
        times = [(n, t) for n, (t, u) in enumerate(events) if u == user]
        while times:
            length = next((i for i in range(1, len(times)) if times[i][1] - times[i - 1][1] > gap), len(times))
            run, times = times[:length], times[length:]
            over = next((n for n, (t, _) in enumerate(events) if n > run[-1][0] and t - run[-1][1] > gap), len(events))
            done.append((over, run[-1][0], (user, run[0][1], run[-1][1], len(run))))
    return [(over, session) for over, _, session in sorted(done)]


r = random.Random(1)
for _ in range(4000):
    t, events = 0, []
    for _ in range(r.randrange(14)):
        t += r.choice([0, 0, 1, 10, 30, 31])
        events.append((t, r.choice("abc")))
    read, out = [0], []

    def source():
        for event in events:
            read[0] += 1
            yield event
        read[0] += 1

    for session in module.sessions(source(), 30):
        out.append((read[0] - 1, session))
    assert out == brute(events, 30), (events, out)
check(True, "4,000 random streams: the sessions, each at the first event that shows it to be over, oldest last click first")
generator = module.sessions((n, f"u{n}") for n in range(100_000))
next(generator)
for _ in range(50_000):
    next(generator)
check(len(generator.gi_frame.f_locals["open_"]) < 40, "50,000 users who never return leave nothing behind")
sizes = [[(n, f"u{n % 50}") for n in range(size)] for size in (300, 3000)]
check(coding.growth(lambda events: list(module.sessions(events)), (sizes[0],), (sizes[1],)) < 12, "ten times the events, about ten times the steps")
