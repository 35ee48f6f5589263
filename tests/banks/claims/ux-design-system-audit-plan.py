"""Overrides and forks of the audit add up to what answer and hints say."""
import re

from bank import check, handout, question

rows = re.findall(r"^(\w[\w, ]*?)  +(?:yes|no) +(\d|-) +(\d+|-) +(\d+)$", handout("ux-design-system-audit-plan"), re.MULTILINE)
check(len(rows) == 7, "seven components")
check(sum(int(row[2]) for row in rows if row[2] != "-") == 214, "214 overrides")
check(sum(int(row[3]) for row in rows) == 21, "21 forks")
forks = {row[0]: int(row[3]) for row in rows}
check(forks["Charts"] == 6 and forks["Table"] == 5, "six homemade charts, five rebuilt tables")
check(max(rows, key=lambda row: int(row[2].replace("-", "0")))[0] == "Table", "the table has most overrides")
check("21 forks and 214 overrides" in question("ux-design-system-audit-plan")["answer"], "and the answer says so")
