"""Ranges against positions in the sorted code lines; the last range, blank lines, lines that hold no code; + 1 goes wrong."""
import random

from bank import check
import coding

ID = "tq-code-coverage-gaps"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(code_lines, executed):
    lines = sorted(set(code_lines))
    parts, start = [], None
    for n in range(len(lines) + 1):
        gap = n < len(lines) and lines[n] not in executed
        if gap and start is None:
            start = n
        if not gap and start is not None:
            first, last = lines[start], lines[n - 1]
            parts.append(f"{first}" if first == last else f"{first}-{last}")
            start = None
    return ", ".join(parts)


def wrong(module, times=6000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        code = [r.randrange(1, 20) for _ in range(r.randrange(14))]
        ran = [r.randrange(1, 22) for _ in range(r.randrange(14))]
        bad += module.missing_lines(code, ran) != brute(code, ran)
    return bad


check(wrong(module) == 0, "6,000 random files: the ranges over neighboring code lines")
check(wrong(coding.solution(ID, ("elif open_run:", "elif open_run and line == runs[-1][1] + 1:"))) > 0, "comparing with + 1 makes two gaps of 3 and 5")


def closing(code_lines, executed):
    out, start, last = [], None, None
    for line in sorted(set(code_lines)):
        if line in executed:
            if start is not None:
                out.append(f"{start}" if start == last else f"{start}-{last}")
            start = None
        else:
            start, last = start if start is not None else line, line
    return ", ".join(out)


check(closing([1, 2, 3], [1]) != module.missing_lines([1, 2, 3], [1]) == "2-3", "closing a range only at the next executed line forgets the last")
sizes = [(list(range(n)), list(range(0, n, 2))) for n in (200, 2000)]
check(coding.growth(module.missing_lines, *sizes) < 11, "ten times the lines, ten times the steps besides sorting")
