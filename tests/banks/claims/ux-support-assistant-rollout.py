"""The topics of the assistant's trial add up to its total, and its refunds to half of what it is said to save."""
import re

from bank import check, handout

text = handout("ux-support-assistant-rollout")
topics = [tuple(map(int, found)) for found in re.findall(r"^[a-z].*?(\d+) ?% +(\d+) ?%", text, re.MULTILINE)]
check(sum(share for share, _ in topics) == 100, "the shares of the topics are 100 percent")
total = int(re.search(r"within 3 days +(\d+) ?%", text)[1])
check(round(sum(share * again for share, again in topics) / 100) == total, "the repeat contacts by topic make the total")
refunds, saved = (int(re.search(pattern, text)[1].replace(",", "")) for pattern in (r"statements: ([\d,]+)", r"reported: ([\d,]+)"))
check(round(refunds / 6 * 52, -3) == 99_000 and refunds / 6 * 52 > saved / 2, "refunds are about 99,000 a year, over half of the saving")
check("half of help-center visitors" in text and saved < 2 * refunds / 6 * 52 < 1.1 * saved, "on every page, not half, the refunds are as much as the saving")
safe = sum(int(share) for share in re.findall(r"^(?:order status|opening hours, stores) +(\d+) ?%", text, re.MULTILINE))
check(safe == 50, "order status and opening hours are half of the questions")
