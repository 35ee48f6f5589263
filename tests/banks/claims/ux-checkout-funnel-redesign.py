"""Of those who reach each step of the checkout, how many are lost: the account first, shipping second, payment few."""
import re

from bank import check, handout

steps = re.findall(r"^\d .*?(\d+) +(\d+)$", handout("ux-checkout-funnel-redesign"), re.MULTILINE)
phone, desktop = ([int(step[side]) for step in steps] for side in (0, 1))


def lost(done):
    return [round(100 - 100 * after / before) for before, after in zip(done, done[1:])]


check(lost(phone) == [42, 7, 31, 8, 3], "phones lose 42 percent at the account, 31 at shipping, 8 at payment")
check(lost(desktop) == [21, 5, 23, 7, 2], "desktops lose 21 at the account and 23 at shipping")
