"""Capacity, requests and what is chosen, in person-weeks."""
import re

from bank import check, handout

text = handout("ux-stakeholder-requests-portfolio")
weeks = {found[0]: int(found[1]) for found in re.findall(r"^(CEO|Sales|Growth|Legal|Engineering|Support) .*?  (\d+)(?: |$)", text, re.MULTILINE)}
check(sum(weeks.values()) == int(re.search(r"sum +(\d+)", text)[1]) == 78, "the requests add up to 78")
check(round(4.6 * 13) == 60 and 45 < 4.6 * 11 < 51, "60 person-weeks, about 50 without the holidays, 45 with daily business")
check(weeks["Legal"] + weeks["Support"] + weeks["Growth"] == 34, "accessibility, complaints and onboarding are 34")
full = 11 * 0.9
check(2 * full >= weeks["Growth"] and full + full / 2 >= weeks["Legal"] and 0.6 * full + full / 2 + full - weeks["Legal"] >= weeks["Support"], "two, one with the new one, and the part-timer with some help carry them")
check("January to March" in text and "May 1" in text, "the fixed date lies after the quarter")
