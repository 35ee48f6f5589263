"""Files written against splitting in memory; memory, closing on errors, the same path twice, a missing source."""
import pathlib
import random
import re
import tempfile
import tracemalloc
import warnings

from bank import check
import coding

ID = "py-file-merge-notes"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(text):
    lines = [line for line in re.split("\r\n|\r|\n", text) if line and not line.isspace()]
    return len(lines), "".join(f"{n}: {line}\n" for n, line in enumerate(lines, 1))


with tempfile.TemporaryDirectory() as folder:
    source, target = pathlib.Path(folder, "in"), pathlib.Path(folder, "out")
    r = random.Random(1)
    for _ in range(300):
        text = "".join(r.choice(["a", " ", "\t", "\n", "\n", "\r\n", "\r", "\u00e9", "\x0b", "\u2028"]) for _ in range(r.randrange(20)))
        source.write_bytes(text.encode())
        assert (module.number_lines(source, target), target.read_bytes().decode()) == brute(text), repr(text)
    check(True, "300 random files, with and without a last newline: as splitting in memory")
    source.write_text("some text\n" * 20_000, encoding="utf-8")
    tracemalloc.start()
    module.number_lines(source, target)
    check(tracemalloc.get_traced_memory()[1] < source.stat().st_size / 3, "memory stays flat")
    tracemalloc.stop()
    source.write_bytes(b"good\n\xff\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        check(coding.raises(UnicodeDecodeError, module.number_lines, source, target) is not None and target.exists(), "text that isn't UTF-8 ends in an error")
    handles, real = [], open
    module.open = lambda *a, **k: handles.append(real(*a, **k)) or handles[-1]
    coding.raises(UnicodeDecodeError, module.number_lines, source, target)
    check(len(handles) == 2 and all(handle.closed for handle in handles), "and both files are closed")
    del module.open
    target.write_text("kept")
    check(coding.raises(FileNotFoundError, module.number_lines, source.with_name("none"), target) is not None and target.read_text() == "kept", "a missing source leaves the target alone")
    check(coding.raises(OSError, module.number_lines, source, folder + "/none/out") is not None, "a target that can't be opened ends in an error")
    source.write_text("precious")
    check(module.number_lines(source, source) == 0 and source.read_text() == "", "the same path twice destroys the source")
