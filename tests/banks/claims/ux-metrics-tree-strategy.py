"""Renewals by practice make the total of the handout, and the board's target would take 20 of 100 learners to change."""
import re

from bank import check, handout

text = handout("ux-metrics-tree-strategy")
shares, renewals = ([int(n) for n in re.findall(r"(\d+) ?%", re.search(pattern, text)[0])] for pattern in (r"share of new.*", r"renewal among.*"))
total, target = (int(found) for found in re.search(r"year (\d+) ?% \(board's target (\d+) ?%", text).groups())
check(sum(shares) == 100 and round(sum(a * b for a, b in zip(shares, renewals)) / 100) == total, "the groups make the renewal rate")
check(round((target - total) / (renewals[0] - renewals[1]) * 100) == 20, "20 of 100 learners would have to move up, if it were all cause")
