"""Lets each system call that touches the workspace fail, one by one: strace stands between the program and the kernel."""

import collections
import json
import re
import shutil

from support import Place, Tally, acknowledged, promise, sane, whole

RATINGS = "candidate,interviewer,dimension,score\nCy Orr,Kim Park,technical,4\nCy Orr,Kim Park,communication,3\nDi Ek,Kim Park,technical,2\n"
IMPORT = ["import", "ratings.csv", "--format", "brief", "--level", "mid", "--date", "2026-11-20"]
NOTES = ["first note", "second note", "third note"]
# Not `close`: Rust's standard library takes it for granted on folders, and ignores it on files, which are synced before.
ERRORS = {
    "write": ["ENOSPC", "EIO", "EINTR"],
    "fdatasync": ["EIO", "ENOSPC"],
    "fsync": ["EIO"],
    "ftruncate": ["EIO"],
    "openat": ["EIO", "EACCES", "EMFILE", "EINTR"],
    "read": ["EIO", "EINTR"],
    "mkdir": ["ENOSPC", "EACCES"],
    "rename": ["EIO", "EACCES"],
    "renameat2": ["EIO", "EACCES"],
    "linkat": ["EIO", "EACCES"],
    "link": ["EIO", "EACCES"],
    "unlink": ["EIO"],
    "flock": ["EIO", "ENOLCK"],
    "statx": ["EIO", "EACCES"],
    "getdents64": ["EIO"],
    "fcntl": ["EIO"],
    "fchmod": ["EPERM"],
    "chmod": ["EPERM"],
}
FIXED = {"HOTSEAT_NOW": "2026-11-21T10:00:00Z", "HOTSEAT_CHANCE": "7"}


def typed(*lines):
    return "".join(line + "\n" for line in lines)


def nothing(_):
    pass


def begun(place):
    place.run(*place.interview(), typed=typed("/next", "from before", "/q", "/yes"), **FIXED)


def with_ratings(place):
    (place.folder / "ratings.csv").write_text(RATINGS)


# What is set up before, what is run, and what is typed.
SCENES = {
    "a new interview": (nothing, lambda place: place.interview(), typed("/next", *NOTES, "/4 4", "/q", "/yes")),
    "resume": (begun, lambda _: ["resume"], typed(*NOTES, "/q", "/yes")),
    "import": (with_ratings, lambda _: IMPORT, ""),
    "plan -o": (nothing, lambda _: ["plan", "brief", "--track", "maker", "--seed", "7", "-o", "kit.json"], ""),
    "init": (nothing, lambda _: ["init", "fresh"], ""),
    "sessions": (begun, lambda _: ["sessions", "--json"], ""),
    "check": (begun, lambda _: ["check"], ""),
}


def failing(program, seed, most):
    tally = Tally("failing system calls", seed)
    if not shutil.which("strace"):
        return tally.skip("there is no strace")
    plan = []
    for scene in SCENES:
        found = faults(program, scene)
        if not found:
            return tally.skip("strace can't trace here")
        plan += found
    plan.sort()
    chosen = plan if most is None or len(plan) <= most else spread(plan, most)
    for scene, call, nth, error in chosen:
        what = f"{scene}: {call} number {nth} fails with {error}"
        tally.run(what, lambda _, fault=(scene, call, nth, error): one(program, *fault))
    return tally


def spread(plan, most):
    return [plan[position * len(plan) // most] for position in range(most)]


def faults(program, scene):
    """Every call of the scene that touches its folder, by its number among those of its name, with each error."""
    setup, command, text = SCENES[scene]
    with Place(program) as place:
        setup(place)
        trace = place.folder / "trace"
        place.run(*command(place), typed=text, below=["strace", "-y", "-s", "300", "-o", str(trace)], **FIXED)
        lines = trace.read_text(errors="replace").splitlines() if trace.exists() else []
        counts, found = collections.Counter(), []
        for line in lines:
            name = re.match(r"\w+", line)
            if not name:
                continue
            counts[name[0]] += 1
            if str(place.folder) in line and "/trace" not in line:
                found += [(scene, name[0], counts[name[0]], error) for error in ERRORS.get(name[0], [])]
        return found


def one(program, scene, call, nth, error):
    setup, command, text = SCENES[scene]
    with Place(program) as place:
        setup(place)
        before = place.notes()
        inject = ["strace", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={nth}"]
        said = place.run(*command(place), typed=text, below=inject, **FIXED)
        sane(said)
        if scene in ("a new interview", "resume"):
            lines = ["/next", *NOTES] if scene == "a new interview" else NOTES
            kept = acknowledged(said.out, lines)
            whole(place, [*kept, *before], [*NOTES, *before])
            lost = [note for note in NOTES if note not in place.notes()]
            told = said.code != 0 or "NOT SAVED" in said.out
            promise(told or not lost, f"{lost} is lost without a word\n{said}")
        elif scene == "import":
            imported(place, said)
        elif scene == "plan -o":
            file = place.folder / "kit.json"
            promise(file.exists() == (said.code == 0) or call in ("fsync", "close", "openat"), f"the kit is there or not\n{said}")
            if file.exists():
                json.loads(file.read_text())
        elif scene == "init":
            again = place.run("init", "fresh")
            promise(again.code == 0 or "is there already" in again.err, f"{again}")
            promise(place.run("check", "fresh").code in (0, 3), "a fresh workspace does not check")
        else:
            if scene == "sessions" and said.code == 0:
                json.loads(said.out)
            promise(place.notes() == before, "reading changed something")
        return said.code != 0 or "NOT SAVED" in said.out or said.err != ""


def imported(place, said):
    """Half an import is none; done again it is whole, and once."""
    for _ in range(2):
        documents = list(place.sessions.glob("import-*.json"))
        promise(len(documents) <= 1, f"{len(documents)} documents")
        for document in documents:
            rows = json.loads(document.read_text())["rows"]
            promise(len(rows) == 3, f"{len(rows)} rows of 3")
            people = json.loads((place.sessions / "people.json").read_text())
            unknown = {row["candidate"] for row in rows} - set(people["candidates"])
            promise(not unknown, f"nobody knows {unknown}")
        if said.code == 0:
            promise(len(documents) == 1, f"nothing was stored\n{said}")
        again = place.run(*IMPORT, **FIXED)
        promise(again.code == 0, f"it can't be done again\n{again}")
        said = again
    names = list(json.loads((place.sessions / "people.json").read_text())["candidates"].values())
    promise(sorted(names) == ["Cy Orr", "Di Ek"], f"the people are {names}")
