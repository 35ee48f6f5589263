"""Reasons, returns and the deadline in the sample text follow from the handout."""
import datetime
import re

from bank import check, handout, question

text, answer = handout("ux-subscription-change-flow"), question("ux-subscription-change-flow")["answer"]
reasons = list(map(int, re.findall(r"(\d+) ?%", text.split("Within 8 weeks")[0])))
check(sum(reasons) == 100, "the reasons are 100 percent")
away, forgot = (int(re.search(pattern, text)[1]) for pattern in (r"vacation +(\d+)", r"box arrived +(\d+)"))
check(f"{away + forgot}% cancel because they are away or forgot" in answer, "away and forgot to skip are 53 percent")
check("44%" in answer and 29 + 15 == 44, "29 and 15 percent are 44 at most")
days = int(re.search(r"(\d+) days before delivery", text)[1])
check(datetime.date(2027, 5, 7) - datetime.timedelta(days) == datetime.date(2027, 5, 2), "five days before May 7 is May 2")
