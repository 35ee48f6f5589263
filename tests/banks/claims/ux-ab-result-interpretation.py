"""The intervals and p-values of the handout follow from its counts; the uneven split is no chance, and nine looks find something in a third of cases."""
import math
import re

from bank import check, handout

text = handout("ux-ab-result-interpretation")


def row(name):
    line = next(line for line in text.splitlines() if line.startswith(name))
    return [float(number.replace(",", "")) for number in re.findall(r"[-+]?\d[\d,]*\.?\d*", line[len(name):].split("p = ")[0])]


def p_value(z):
    return math.erfc(abs(z) / math.sqrt(2))


def compare(a, b, of_a, of_b):
    pooled = (a * of_a + b * of_b) / (of_a + of_b)
    return p_value((b - a) / math.sqrt(pooled * (1 - pooled) * (1 / of_a + 1 / of_b)))


a, b = row("Visitors")[:2]
old, new, change, low, high = row("Orders per visitor")
spread = 1.96 * math.sqrt(sum(rate / 100 * (1 - rate / 100) / n for rate, n in ((old, a), (new, b))))
gain = (new - old) / 100
relative = [round(100 * 100 * value / old, 1) for value in (gain, gain - spread, gain + spread)]
check(relative == [change, low, high] and low < 0 < high, "orders +2.1 percent, with an interval that includes zero")
old_cart, new_cart = row("ADD TO CART")[:2]
check(round(compare(old_cart / 100, new_cart / 100, a, b), 2) == 0.03, "add to cart p = 0.03")
old_back, new_back = row("Returns (so far)")[:2]
check(round(compare(old_back / 100, new_back / 100, a * old / 100, b * new / 100), 2) == 0.14, "returns p = 0.14, not significant")
old_calls, new_calls = row("Support contacts / 1,000")[:2]
check(round(compare(old_calls / 1000, new_calls / 1000, a, b), 2) == 0.25, "support contacts p = 0.25, not significant")
check((a - b) / math.sqrt(a + b) > 7, "the split is more than seven standard errors from half and half")
check(round(1 - 0.95**9, 2) == 0.37, "nine independent looks find something by chance in 37 percent")
