"""Sagas with failures and crashes at every moment, restarted until they end, against the rules; what in-memory progress forgets."""
import random

from bank import check
import coding

ID = "ap-resumable-saga-runner"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Journal(list):
    """Crashes before an entry is written, or right after."""

    def __init__(self, crashes):
        super().__init__()
        self.crashes = crashes

    def append(self, entry):
        self.crashes()
        super().append(entry)
        self.crashes()


def wrong(module, rounds=4000):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        chance = r.choice([0, 0.1, 0.3])
        left = [12]

        def crashes():
            if left[0] and r.random() < chance:
                left[0] -= 1
                raise KeyboardInterrupt

        names = "abcd"[:r.randrange(5)]
        failing = r.choice([*names, None]) if r.random() < 0.6 else None
        stuck = {n: r.choice([0, 0, 0, 1, 2]) for n in names}
        log, fine = [], set()

        def step(name):
            def act(ctx):
                crashes()
                log.append("+" + name)
                if name == failing:
                    raise ValueError(name)
                crashes()

            def undo(ctx):
                crashes()
                log.append("-" + name)
                if stuck[name]:
                    stuck[name] -= 1
                    raise OSError(name)
                fine.add(name)
                crashes()
            return name, act, undo

        journal, answers = Journal(crashes), []
        for _ in range(60):
            before = len(log)
            try:
                answers.append(module.run_saga([step(n) for n in names], journal, None))
            except KeyboardInterrupt:
                continue
            if answers[-1] != "stuck":
                break
            bad += not log[before:] or not log[-1].startswith("-")
        wanted = "compensated" if failing else "completed"
        bad += answers[-1:] != [wanted]
        done = names[:names.index(failing)] if failing else names
        bad += [e for e in journal] != [("done", n) for n in done] + ([("failed", failing)] + [("undone", n) for n in reversed(done)] if failing else [])
        bad += not {n for e, n in journal if e == "undone"} <= fine
        forward = [e for e in log if e[0] == "+"]
        bad += sorted(set(forward), key=forward.index) != ["+" + n for n in done + (failing or "")]
        if "-" in "".join(e[0] for e in log):
            first = next(i for i, e in enumerate(log) if e[0] == "-")
            bad += any(e[0] == "+" for e in log[first:])
        again, left[0] = list(log), 0
        bad += module.run_saga([step(n) for n in names], journal, None) != wanted or log != again
        if chance == 0:
            bad += len(forward) != len(set(forward))
    return bad


check(wrong(module) == 0, "4,000 random sagas with crashes around each entry: the right end, entries in order, never forward after going back, no work once it ended")
check(wrong(coding.solution(ID, ('                journal.append(("failed", name))\n', ""))) > 0, "without journaling the failure a restart goes forward again")
check(wrong(coding.solution(ID, ("reversed(done)", "done"))) > 0, "compensating in the order of the actions is wrong")
check(wrong(coding.solution(ID, ('            return "stuck"', "            pass"))) > 0, "a failing compensation must not count as undone")
check(wrong(coding.solution(ID, ('    done = [name for event, name in journal if event == "done"]', "    done = []"))) > 0, "progress in local variables only is lost")
