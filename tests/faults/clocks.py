"""Sets the clock where no clock should stand, and turns it while an interview runs."""

import glob
import shutil
import time

from support import Place, Tally, promise, sane, whole

LIBRARIES = ["/usr/lib/*/faketime/libfaketime.so.1", "/usr/lib*/faketime/libfaketime.so.1"]


def turned(program, seed, runs):
    tally = Tally("clocks", seed)
    found = [path for pattern in LIBRARIES for path in glob.glob(pattern)]
    if not shutil.which("faketime") or not found:
        return tally.skip("there is no faketime")
    for day in ["1950-06-01", "1969-12-31", "1970-01-02", "1999-12-31", "2038-01-20", "2100-03-01", "9999-12-30"]:
        tally.run(f"the year of {day}", lambda _, day=day: one_day(program, day))
    for number in range(runs):
        tally.run(f"turns {number}", lambda chance: one_turn(program, chance, found[0]))
    return tally


def one_day(program, day):
    """It is refused with a word, or the session holds that day and goes on today."""
    with Place(program) as place:
        said = place.run(*place.interview(), typed="/next\na note\n/q\n/yes\n", below=["faketime", f"{day} 12:00:00"])
        sane(said)
        if said.code != 0:
            promise("clock" in said.err, f"the clock is not named\n{said}")
            promise(not place.journals(), "a session was made all the same")
            return True
        whole(place, ["a note"], ["a note"])
        return False


def one_turn(program, chance, library):
    """While it runs the wall clock jumps by up to a day, back and forth; the session's own clock does not."""
    with Place(program) as place:
        file = place.folder / "offset"
        file.write_text("+0")
        more = {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        begun = time.monotonic()
        child = place.open(*place.interview(), **more)
        notes = [f"note {number}" for number in range(8)]
        for line in ["/next", *notes]:
            child.stdin.write((line + "\n").encode())
            child.stdin.flush()
            time.sleep(0.02)
            file.write_text(f"{chance.randrange(-86_400, 86_400):+d}")
        out, err = child.communicate(b"/q\n/yes\n", timeout=60)
        passed = (time.monotonic() - begun) * 1000
        promise(child.returncode == 0 and b"panicked" not in err, f"exit {child.returncode}: {out} {err}")
        # Another day, maybe an earlier one.
        day = f"{chance.choice([2001, 2025, 2026, 2030])}-05-05 10:00:00"
        resumed = place.run("resume", typed="another day\n/q\n/yes\n", below=["faketime", day])
        promise(resumed.code == 0, f"{resumed}")
        (entries, _), = place.journals().values()
        times = [entry["ms"] for entry in entries]
        promise(times == sorted(times), f"time ran backward: {times}")
        promise(times[-1] < passed + 20_000, f"{times[-1]} ms in a session of {passed:.0f}")
        whole(place, [*notes, "another day"], [*notes, "another day"])
        return True
