"""Fills a small file system while an interview is recorded. Needs the right to mount: root, or a user namespace."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from support import Place, Tally, acknowledged, promise, whole


def full(program, seed, runs):
    """Runs itself again where a file system may be mounted, and reads what came of it."""
    tally = Tally("a full disk", seed)
    below = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if not shutil.which("unshare") or subprocess.run([*below, "true"], capture_output=True).returncode != 0:
        return tally.skip("nothing may be mounted here")
    again = [*below, sys.executable, sys.argv[0], "--mounted", str(runs), "--seed", str(seed), "--hotseat", str(program)]
    said = subprocess.run(again, capture_output=True, text=True)
    lines = said.stdout.splitlines()
    counts = next((line.split() for line in lines if line.startswith("counts ")), None)
    if counts is None:
        return tally.skip(f"the file system could not be mounted: {said.stderr[-300:]}")
    tally.runs, tally.hit = int(counts[1]), int(counts[2])
    tally.broken = [line.removeprefix("BROKEN ") for line in lines if line.startswith("BROKEN ")]
    print("".join(f"BROKEN {line}\n" for line in tally.broken), end="")
    return tally


def mounted(program, seed, runs):
    """Where mounting is allowed."""
    tally = Tally("a full disk", seed)
    for number in range(runs):
        tally.run(f"run {number}", lambda chance: one(program, chance))
    print("counts", tally.runs, tally.hit)


def one(program, chance):
    folder = Path(tempfile.mkdtemp(prefix="hotseat-disk-"))
    kilobytes = chance.choice([256, 320, 512, 1024])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", folder], check=True)
    try:
        with Place(program, folder) as place:
            begun = chance.random() < 0.7
            if begun:
                place.run(*place.interview(), typed="/next\n/q\n/yes\n")
            room = os.statvfs(folder)
            free = room.f_bavail * room.f_frsize
            filler = folder / "filler"
            filler.write_bytes(b"x" * max(0, free - chance.randrange(0, 60_000)))
            notes = [f"note {number} " + "y" * chance.randrange(0, 6000) for number in range(12)]
            command, first = (["resume"], []) if begun else (place.interview(), ["/next"])
            said = place.run(*command, typed="".join(line + "\n" for line in [*first, *notes, "/q", "/yes"]))
            promise("panicked" not in said.err and said.code in (0, 1), f"{said}")
            hit = said.code != 0 or "NOT SAVED" in said.out
            kept = acknowledged(said.out, [*first, *notes])
            lost = set(notes) - set(kept)
            promise(hit or not lost, f"{len(lost)} notes are lost without a word\n{said}")
            # Somebody makes room, as the message asks for.
            filler.unlink()
            whole(place, kept, notes)
            return hit
    finally:
        subprocess.run(["umount", "-l", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)
