"""The two registers have nine seconds for each lunch."""
import re

from bank import check, handout, question

text = handout("ux-interview-guide-canteen")
lunches, start, end = re.search(r"([\d,]+) lunches a day, (\d+:\d+) to (\d+:\d+)", text).groups()
minutes = sum(sign * (60 * int(clock[:2]) + int(clock[3:])) for sign, clock in ((1, end), (-1, start)))
check(minutes == 90, "lunch lasts 90 minutes")
check(minutes * 60 * 2 / int(lunches.replace(",", "")) == 9 and "every nine seconds" in question("ux-interview-guide-canteen")["answer"],
      "1,200 lunches at two registers are one every nine seconds at each")
