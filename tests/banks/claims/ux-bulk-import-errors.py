"""The shares of the typical file give the 212 rows of the answer, and a few hundred errors."""
import re

from bank import check, handout, question

text, said = handout("ux-bulk-import-errors"), question("ux-bulk-import-errors")
shares = [float(re.search(pattern + r" +([\d.]+)", text)[1]) for pattern in ("date format", "insurance number", "field empty", "unreadable letters")]
check(round(4000 * shares[0] / 100) == 212 and "212 rows" in said["answer"], "5.3 percent of 4,000 rows are 212")
check(200 < 4000 * sum(shares) / 100 < 400 and "a few hundred" in said["prompt"], "all errors together are a few hundred rows")
