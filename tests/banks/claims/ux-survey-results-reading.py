"""Who answered, what the open answers are about, and that the difference between the roles is more than chance."""
import math
import re

from bank import check, handout

text = handout("ux-survey-results-reading")
check(round(100 * 212 / 4000) == 5 and "answered 212" in text, "5 percent answered")
open_answers = [int(n) for n in re.findall(r"^   [a-z].* (\d+)$", text, re.MULTILINE)]
check(sum(open_answers) == 67 and max(open_answers) * 2 < 67, "receipts are the largest group of 67, but not most")
submitters, approvers = (round(n * share / 100) for n, share in ((188, 60), (24, 13)))
check(round(100 * (submitters + approvers) / 212) == 24 + 31, "the roles make the total of the two best answers")


def ways(k):
    return math.comb(188, submitters + approvers - k) * math.comb(24, k) / math.comb(212, submitters + approvers)


check(sum(ways(k) for k in range(25) if ways(k) <= ways(approvers) * (1 + 1e-9)) < 0.0001, "Fisher's test: p below 0.0001")
