"""The share of empty searches fits the shares by number of filters, for which sessions with one, two and three filters can be found."""
import re

from bank import check, handout

text = handout("ux-secondhand-filters-phone")
used, *single = (int(found) for found in re.findall(r"(\d+) ?%", text.split("size set again")[0]))
mean = sum(single) / used
check(single[0] == 58 and used == 64, "size is set in 58 of the 64 percent of sessions that filter")
total = int(re.search(r"zero results +(\d+) ?%", text)[1])
one, two, more = (int(found) for found in re.findall(r"one filter (\d+) ?%, two (\d+) ?%, three or more +(\d+) ?%", text)[0])
found = []
for three in range(0, 101):
    for twos in range(0, 101 - three):
        ones = 100 - three - twos
        if ones + 2 * twos + 3 * three <= 100 * mean:  # some set more than three
            found.append(used * (ones * one + twos * two + three * more) / 10_000)
check(min(found) < total < max(found), "the total lies within what the parts allow, without counting searches that filter nothing")
check(max(found) < 23, "23 percent, as the handout once had, does not")
left = [int(share) for share in re.findall(r"(?:left|filters|one) (\d+) ?%", text.split("after zero results")[1].split("opened")[0])]
check(sum(left) == 100, "what people do after an empty search adds up")
