"""Kills the program at random moments: while lines come in from a pipe, and on the board in a terminal."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time

from support import Place, Tally, acknowledged, promise, whole

DOWN = b"\x0e"


def piped(program, seed, runs):
    tally = Tally("kill, line by line", seed)
    for number in range(runs):
        tally.run(f"run {number}", lambda chance: one_piped(program, chance))
    return tally


def one_piped(program, chance):
    with Place(program) as place:
        if chance.random() < 0.5:
            place.run(*place.interview(), typed="/next\n/q\n/yes\n")
            command, first = ["resume"], []
        else:
            command, first = place.interview(), ["/next"]
        notes = [f"note {number} of this run." for number in range(40)]
        child = place.open(*command)
        os.set_blocking(child.stdout.fileno(), False)
        wait, begun, out, lines = chance.uniform(0.0, 0.4), time.monotonic(), b"", [*first, *notes]
        while time.monotonic() - begun < wait:
            if lines:
                try:
                    child.stdin.write((lines.pop(0) + "\n").encode())
                    child.stdin.flush()
                except BrokenPipeError:
                    lines = []
            time.sleep(chance.uniform(0, 0.01))
            out += child.stdout.read() or b""
        child.send_signal(signal.SIGKILL)
        child.wait()
        os.set_blocking(child.stdout.fileno(), True)
        out += child.stdout.read()
        # The reply to `/next` comes before those to the notes.
        typed = [*first, *notes]
        return whole(place, acknowledged(out.decode(), typed), notes)


def board(program, seed, runs):
    tally = Tally("kill, on the board", seed)
    for number in range(runs):
        tally.run(f"run {number}", lambda chance: one_board(program, chance))
    return tally


def one_board(program, chance):
    with Place(program) as place:
        command = [word for word in place.interview() if word != "--plain"]
        main, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        child = subprocess.Popen([place.program, *command], stdin=other, stdout=other, stderr=other,
                                 env=place.env(), cwd=place.folder, start_new_session=True,
                                 preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(other)
        screen = Screen(main)
        screen.until(b"What now?")
        screen.presses(b"\r")
        screen.until(b"Before")
        # Ctrl-Y begins the conversation, and nothing else does.
        screen.presses(b"\x19")
        screen.until(b"Nothing")
        screen.presses(DOWN)
        screen.until(b"Strong")
        notes, kept = [f"board note {number}" for number in range(12)], []
        deadline = time.monotonic() + chance.uniform(0.0, 1.5)
        for note in notes:
            if time.monotonic() >= deadline:
                break
            screen.read = b""
            screen.types(note.encode())
            time.sleep(0.03)
            screen.types(b"\r")
            if not screen.until(b"recorded", deadline):
                break
            kept.append(note)
        half = "half a thought"
        screen.types(half.encode())
        time.sleep(chance.uniform(0.0, 1.5))
        child.kill()
        child.wait()
        os.close(main)
        drafts = list(place.sessions.glob("[0-9]*/draft.txt"))
        promise(all(half.startswith(text) or text in half or "board note" in text for text in
                    (draft.read_text() for draft in drafts)), "a draft holds what nobody typed")
        parts = [half[:length] for length in range(len(half) + 1)]
        parts += [note[:length] for note in notes for length in range(len(note) + 1)]
        return whole(place, kept, [*notes, *parts])


class Screen:
    """The other end of a terminal."""

    def __init__(self, main):
        self.main, self.read = main, b""

    def presses(self, key):
        """A key by itself, after a pause: what comes faster than a person types is a paste."""
        time.sleep(0.2)
        self.read = b""
        self.types(key)

    def types(self, keys):
        os.write(self.main, keys)

    def until(self, text, deadline=None):
        """Reads until a text has come; says whether it did."""
        limit = deadline if deadline is not None else time.monotonic() + 20
        while text not in self.read:
            left = limit - time.monotonic()
            if left <= 0 or not select.select([self.main], [], [], left)[0]:
                promise(deadline is not None, f"{text} never came: {self.read[-600:]}")
                return False
            try:
                self.read += os.read(self.main, 65536)
            except OSError:
                return False
        return True
