"""Figures against lists of exact decimals; broken lines of all kinds; a minimum that starts at 0; memory per device."""
import random
import re
from fractions import Fraction

from bank import check
import coding

ID = "de-code-sum-log-lines"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(lines):
    readings, broken = {}, 0
    for line in lines:
        parts = line.strip().split(",")
        if len(parts) == 3 and parts[1] and re.fullmatch(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", parts[2], re.ASCII):
            readings.setdefault(parts[1], []).append(Fraction(parts[2].strip()))
        else:
            broken += 1
    return {d: (len(v), min(v), max(v), sum(v) / len(v)) for d, v in sorted(readings.items())}, broken


def wrong(module, times=3000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        lines = [r.choice(["08:00", ""]) + "," + r.choice(["a", "b", "", "c d"]) + "," + r.choice(["20.5", "-3", "-5.25", "0", " 7", "1e2", "nan", "inf", "-Infinity", "1_0", "x", "", "0x1"]) + r.choice(["", "\n", "\r\n", ",9"]) for _ in range(r.randrange(8))]
        lines += r.choice([[], ["\n"], ["oops\n"], ["a,b"]])
        stats, broken = module.summarize(iter(lines))
        wanted, count = brute(lines)
        bad += broken != count or list(stats) != list(wanted) or any(stats[d][:3] != wanted[d][:3] or abs(stats[d][3] - wanted[d][3]) > Fraction(501, 10 ** 5) for d in stats)
    return bad


check(wrong(module) == 0, "3,000 random logs: counts, extremes, averages and broken lines")
check(wrong(coding.solution(ID, ("[0, value, value, 0.0]", "[0, 0, value, 0.0]"))) > 0, "starting the minimum at 0 is wrong")
check(wrong(coding.solution(ID, (' or "_" in text', ""))) > 0 and float("1_0") == 10, 'float takes "1_0"')
check(wrong(coding.solution(ID, (" or not math.isfinite(value)", ""))) > 0, 'and "nan"')
sizes = [[f"t,d{i % 5},{i}\n" for i in range(n)] for n in (200, 2000)]
check(coding.growth(module.summarize, (sizes[0],), (sizes[1],)) < 11, "ten times the lines, ten times the steps")
