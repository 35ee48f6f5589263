"""The swaps that the pilot of six weeks can count on follow from those of a month."""
import re

from bank import check, handout, question

month = int(re.search(r"about (\d+) swaps a month", handout("ux-shift-swap-nurses-60"))[1])
stated = int(re.search(r"one plan of six weeks \(about (\d+) swaps\)", question("ux-shift-swap-nurses-60")["answer"])[1])
check(abs(month * 42 / (365.25 / 12) - stated) < 2, f"{month} swaps a month are about {stated} in six weeks")
