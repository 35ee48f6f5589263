"""What returns cost and what each of the two proposals saves, from the figures of the handout."""
import re

from bank import check, handout

text = handout("ux-returns-service-blueprint")
returns, cost = int(re.search(r"a year +([\d,]+)", text)[1].replace(",", "")), int(re.search(r"orders\), (\d+) each", text)[1])
contacts, price, money = re.search(r"return ([\d.]+), (\d+) each; (\d+) ?%", text).groups()
calls = returns * float(contacts) * int(price)
check(returns * cost == 1_178_000 and round(calls) == 260_400, "1.2 million for returns, 260,000 for contacts")
check(round(calls * int(money) / 100, -3) == 151_000, "the question after the money costs about 150,000")
photo, fits = (int(re.search(pattern, text)[1]) for pattern in (r"photo (\d+) ?%", r"room (\d+) ?%"))
avoided = returns * (photo + fits) / 100 / 5
check(photo + fits == 52 and round(avoided, -2) == 3200, "a fifth of the 52 percent are 3,200 returns")
check(round(avoided * (cost + float(contacts) * int(price)), -4) == 150_000, "and save about 150,000")
