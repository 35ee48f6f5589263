"""Fifty processes at once, on one workspace."""

import json
import time

from support import Place, Tally, acknowledged, promise, sane, whole
from calls import IMPORT, RATINGS

MANY = 50


def crowded(program, seed, runs):
    tally = Tally(f"{MANY} processes at once", seed)
    for number in range(runs):
        for body in (newcomer, one_import, one_session, reading, one_file):
            tally.run(f"{body.__name__} {number}", lambda _, body=body: body(program))
    return tally


def together(place, commands, typed=b""):
    children = [place.open(*command) for command in commands]
    for child in children:
        try:
            child.stdin.write(typed)
            child.stdin.close()
        except BrokenPipeError:
            pass
        child.stdin = None
    found = []
    for child in children:
        out, err = child.communicate(timeout=300)
        promise(b"panicked" not in err and child.returncode in (0, 1), f"exit {child.returncode}: {err.decode()}")
        found.append((child.returncode, out.decode(), err.decode()))
    return found


def newcomer(program):
    """All begin an interview of somebody whom nobody knew: one id, and a session each."""
    with Place(program) as place:
        found = together(place, [[*place.interview("Ann Lee", f"Kim {number}"), "--again"] for number in range(MANY)], b"/next\nseen\n/q\n/yes\n")
        promise(all(code == 0 for code, _, _ in found), [err for code, _, err in found if code][:1])
        people = json.loads((place.sessions / "people.json").read_text())
        promise(list(people["candidates"].values()) == ["Ann Lee"], people["candidates"])
        promise(len(people["interviewers"]) == MANY, f"{len(people['interviewers'])} interviewers")
        journals = place.journals()
        promise(len(journals) == MANY, f"{len(journals)} sessions")
        candidates = {entries[0]["event"]["candidate"] for entries, _ in journals.values()}
        promise(candidates == set(people["candidates"]), f"{candidates}")
        return True


def one_import(program):
    """All import one file: one document, whose people are known once."""
    with Place(program) as place:
        (place.folder / "ratings.csv").write_text(RATINGS)
        found = together(place, [IMPORT] * MANY)
        promise(all(code == 0 for code, _, _ in found), [err for code, _, err in found if code][:1])
        said = [out + err for _, out, err in found]
        promise(sum("imported before" not in text for text in said) == 1, "one imports, the others find it done")
        promise(len(list(place.sessions.glob("import-*.json"))) == 1, "one document")
        people = json.loads((place.sessions / "people.json").read_text())
        promise(sorted(people["candidates"].values()) == ["Cy Orr", "Di Ek"], people)
        return True


def one_session(program):
    """One has a session open; all others are told so, and nothing of theirs is in it."""
    with Place(program) as place:
        place.run(*place.interview(), typed="/next\n/q\n/yes\n")
        name, = place.journals()
        holder = place.open("resume", name)
        # A word by itself is no note.
        holder.stdin.write(b"this one is held\n")
        holder.stdin.flush()
        limit = time.monotonic() + 30
        while "this one is held" not in place.notes():
            promise(time.monotonic() < limit, "it was never opened")
            time.sleep(0.02)
        found = together(place, [["resume", name]] * MANY, b"from the side\n/q\n/yes\n")
        for code, out, err in found:
            promise(code == 1 and "open in another terminal" in err, f"exit {code}: {out} {err}")
        out, _ = holder.communicate(b"and on it goes\n/q\n/yes\n", timeout=60)
        promise(holder.returncode == 0, out)
        both = ["this one is held", "and on it goes"]
        whole(place, both, both)
        # And all at once for the lock: whoever has it writes whole lines.
        found = together(place, [["resume", name]] * MANY, b"one of them\n/q\n/yes\n")
        winners = sum(code == 0 for code, _, _ in found)
        promise(winners >= 1 and place.notes()["one of them"] == winners, f"{winners} opened it, and {place.notes()}")
        return True


def reading(program):
    """While one writes, all others read: each sees whole lines, and a session that only grows."""
    with Place(program) as place:
        notes = [f"note {number}" for number in range(150)]
        writer = place.open(*place.interview())
        writer.stdin.write("".join(line + "\n" for line in ["/next", *notes, "/q", "/yes"]).encode())
        writer.stdin.flush()
        found = together(place, [["sessions", "--json"], ["check"], ["compare", "--json"], ["export"], ["sessions"]] * (MANY // 5))
        for code, out, err in found:
            promise("damaged" not in out + err, out + err)
        for code, out, err in found[::5]:
            promise(code == 0 and len(json.loads(out)) <= 1, f"exit {code}: {out} {err}")
        out, err = writer.communicate(timeout=120)
        promise(writer.returncode == 0, err)
        whole(place, acknowledged(out.decode(), ["/next", *notes])[0:], notes)
        promise(set(notes) <= set(place.notes()), "every note is kept")
        return True


def one_file(program):
    """All write one file: one does, and the others find it there; replaced by all, it is whole."""
    with Place(program) as place:
        command = ["plan", "brief", "--track", "maker", "--seed", "7", "-o", "kit.json"]
        found = together(place, [command] * MANY)
        written = sum(code == 0 for code, _, _ in found)
        promise(written == 1, f"{written} wrote it")
        promise(all("is there already" in err for code, _, err in found if code), [err for _, _, err in found][:2])
        first = (place.folder / "kit.json").read_bytes()
        found = together(place, [[*command, "--force"]] * MANY)
        promise(all(code == 0 for code, _, _ in found), [err for code, _, err in found if code][:1])
        promise((place.folder / "kit.json").read_bytes() == first, "the same seed gives the same file")
        left = [path.name for path in place.folder.iterdir() if path.name.startswith(".hotseat-")]
        promise(not left, left)
        return True
