"""Merges against a history kept day by day; running twice, several snapshots of a day, periods that never overlap, old snapshots."""
import copy
import random

from bank import check
import coding

ID = "de-code-scd2-merge"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def lookup(rows, key, day):
    found = [r["attrs"] for r in rows if r["key"] == key and r["from"] <= day and (r["to"] is None or day < r["to"])]
    assert len(found) <= 1, "periods of a key never overlap"
    return found[0] if found else None


def wrong(module, rounds=1500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        rows, truth, day = [], {}, 1
        for _ in range(r.randrange(1, 8)):
            day += r.randrange(3)
            text = f"2025-01-{day:02}"
            snapshot = {k: r.choice(["x", "y", {"n": 1}]) for k in "abc" if r.random() < 0.7}
            before = copy.deepcopy((rows, snapshot))
            try:
                new = module.scd2_merge(rows, snapshot, text)
            except ValueError:
                bad += 1
                break
            bad += (rows, snapshot) != before or module.scd2_merge(new, snapshot, text) != new
            bad += new != sorted(new, key=lambda row: (row["key"], row["from"]))
            rows, truth[text] = new, snapshot
            bad += any(row["to"] is not None and row["from"] >= row["to"] for row in rows)
            days = [f"2025-01-{d:02}" for d in range(1, day + 2)]
            for key in "abc":
                for then in days:
                    known = [d for d in truth if d <= then]
                    try:
                        bad += lookup(rows, key, then) != (truth[max(known)].get(key) if known else None)
                    except AssertionError:
                        bad += 1
        if rows:
            latest = max([row["from"] for row in rows] + [row["to"] or "" for row in rows])
            bad += coding.raises(ValueError, module.scd2_merge, rows, {}, "2024-12-31") is None and latest > "2024-12-31"
    return bad


check(wrong(module) == 0, "1,500 random histories: each day's look-up gives that day's last snapshot; a second run changes nothing; no empty periods")
check(wrong(coding.solution(ID, ('        elif r["from"] < day:\n            result', '        else:\n            result'))) > 0, "closing a row that began the same day makes an empty period")
check(wrong(coding.solution(ID, ("        if key not in seen:", "        if True:"))) > 0, "opening a new row at each run is wrong")
check(wrong(coding.solution(ID, ('        elif key in snapshot and snapshot[key] == r["attrs"]:', '        elif snapshot.get(key, r["attrs"]) == r["attrs"]:'))) > 0, "forgetting keys missing from the snapshot is wrong")
base = module.scd2_merge([], {"a": 1}, "2025-01-01")
check(module.scd2_merge(base, {}, "2025-02-01")[0]["to"] == "2025-02-01", "an incomplete snapshot closes what it leaves out")
