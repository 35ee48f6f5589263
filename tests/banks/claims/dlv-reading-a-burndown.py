"""The board keeps its items from day to day, and the answer counts them right."""
import re

from bank import check, handout, question

text, answer = handout("dlv-reading-a-burndown"), question("dlv-reading-a-burndown")["answer"]
days = {int(day): tuple(map(int, rest.split())) for day, rest in re.findall(r"^Day (\d+)((?: +\d+){4})$", text, re.MULTILINE)}
check({sum(row) for row in days.values()} == {14} and "One of fourteen" in answer, "fourteen items on every day, one of them done on day seven")
check(days[7] == (3, 5, 5, 1) and text.count("two small items") == 1, "three to do, five in progress, five in review")
check(int(re.search(r"oldest since day (\d)", text)[1]) + 4 == 7, "the oldest review has waited four days")
