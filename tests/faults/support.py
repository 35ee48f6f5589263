"""What all parts of the campaign share: a workspace of its own for each run, the program, and what must hold after any fault."""

import json
import os
import random
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FURNITURE = ROOT / "tests/it/support/workspace"
BRIEF = ["run", "brief", "--level", "mid", "--track", "maker", "--seed", "7", "--plain"]
# What `check` may find after a fault, and says what to do about.
LEFT = ["left this behind", "was not written whole", "the journal is empty"]


class Broken(Exception):
    """A promise that did not hold."""


def promise(holds, what):
    if not holds:
        raise Broken(what)


class Said:
    """What a run of the program came to."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f"exit {self.code}\n-- stdout\n{self.out[-2000:]}\n-- stderr\n{self.err[-2000:]}"


class Place:
    """A workspace of its own, gone when the run is over."""

    def __init__(self, program, parent=None):
        self.program = str(program)
        self.folder = Path(tempfile.mkdtemp(prefix="hotseat-faults-", dir=parent))
        self.workspace = self.folder / "workspace"
        shutil.copytree(FURNITURE, self.workspace)
        self.sessions = self.workspace / "sessions"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def env(self, **more):
        known = {"HOTSEAT_WORKSPACE": str(self.workspace), "HOME": str(self.folder), "PATH": os.environ["PATH"],
                 "COLUMNS": "200", "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        return known | {name: str(value) for name, value in more.items()}

    def open(self, *arguments, below=(), **more):
        """Starts the program, below another one such as strace."""
        pipe = subprocess.PIPE
        command = [*below, self.program, *arguments]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=self.env(**more), cwd=self.folder)

    def run(self, *arguments, typed="", below=(), **more):
        child = self.open(*arguments, below=below, **more)
        out, err = child.communicate(typed.encode(), timeout=120)
        return Said(child.returncode, out.decode(), err.decode())

    def interview(self, candidate="Ann Lee", interviewer="Kim Park"):
        return [*BRIEF, "--candidate", candidate, "--interviewer", interviewer]

    def journals(self):
        """Each session's entries, as far as its lines are whole, and whether the last one was cut."""
        found = {}
        for folder in sorted(self.sessions.glob("[0-9]*")):
            try:
                text = (folder / "journal.jsonl").read_bytes()
            except FileNotFoundError:
                continue
            *lines, rest = text.split(b"\n")
            try:
                found[folder.name] = ([json.loads(line) for line in lines], rest != b"")
            except ValueError as error:
                raise Broken(f"a whole line of {folder.name} does not read: {error}") from error
        return found

    def notes(self):
        """The notes of all sessions, each as often as it stands in that journal which has it most often."""
        notes = {}
        for entries, _ in self.journals().values():
            texts = [entry["event"]["text"] for entry in entries if entry["event"]["type"] == "noted"]
            for text in texts:
                notes[text] = max(notes.get(text, 0), texts.count(text))
        return notes


def sane(said, codes=(0, 1, 2, 3)):
    """No panic, a known exit code, and an error says what failed."""
    promise("panicked" not in said.err, f"it panicked\n{said}")
    promise(said.code in codes, f"exit code {said.code}\n{said}")
    if said.code == 1:
        promise("error: " in said.err, f"it failed without a word\n{said}")


def acknowledged(out, typed):
    """Those of the typed notes, in order, that were answered with `noted`."""
    replies = re.split(r"^[^\n>]*(?:left|over|paused)> ", out, flags=re.MULTILINE)[1:]
    kept = [reply.startswith("noted") for reply in replies]
    return [note for note, is_kept in zip(typed, kept) if is_kept]


def whole(place, kept, may_be):
    """After a fault: what was acknowledged is there, nothing is doubled, and what is there goes on."""
    before = place.notes()
    for note in kept:
        promise(before.get(note, 0) == 1, f"`{note}` was acknowledged and stands {before.get(note, 0)} times")
    strangers = set(before) - set(may_be)
    promise(not strangers, f"nobody typed {strangers}")
    checked = place.run("check")
    sane(checked, codes=(0, 3))
    problems = [line for line in checked.out.splitlines() if line and not line.startswith(" ")]
    unknown = [line for line in problems if not any(word in line for word in LEFT)]
    promise(checked.code == 0 or not unknown, f"check finds {unknown}")
    listed = place.run("sessions", "--json")
    promise(listed.code == 0, f"sessions can't be listed\n{listed}")
    begun = {name for name, (entries, _) in place.journals().items() if entries}
    shown = {session["session"] for session in json.loads(listed.out)}
    promise(begun <= shown, f"{begun - shown} is not listed")
    for name in begun:
        resumed = place.run("resume", name, typed="afterwards\n/q\n/yes\n")
        promise(resumed.code == 0, f"{name} does not go on\n{resumed}")
    after = place.notes()
    promise(not begun or "afterwards" in after, "what came afterwards is not kept")
    promise(all(after.get(note) == before[note] for note in before), "going on lost or doubled a note")
    return bool(begun)


class Tally:
    """Counts runs, and keeps what was broken with the seed that shows it again."""

    def __init__(self, part, seed):
        self.part, self.seed, self.runs, self.hit, self.broken, self.skipped = part, seed, 0, 0, [], None

    def run(self, what, body):
        """One run; `body` gets a generator of its own, and says whether the fault came at a moment that mattered."""
        self.runs += 1
        try:
            self.hit += bool(body(random.Random(f"{self.seed}/{self.part}/{what}")))
        except Broken as broken:
            self.broken.append(f"{self.part}: {what} (seed {self.seed}): {broken}")
            print(f"BROKEN {self.broken[-1]}", flush=True)

    def skip(self, why):
        self.skipped = why
        return self
