"""The card against a list of bookings with sums; refusals change nothing; lines of cents; what divmod does below zero."""
import datetime
import random

from bank import check
import coding

ID = "py-bank-statement-classes"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def line(day, cents, text):
    digits = str(abs(cents)).zfill(3)
    return f"{day.isoformat()} {'+-'[cents < 0]}{digits[:-2]}.{digits[-2:]} {text}"


def wrong(module, rounds=1500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        limit = r.randrange(0, 400)
        card, rows = module.Card(limit), []
        for _ in range(r.randrange(12)):
            day = datetime.date(2025, r.randrange(1, 4), r.randrange(1, 29))
            cents, load = r.choice([-5, 0, 1, 5, 99, 100, 250, limit]), r.random() < 0.6
            balance = sum(c for _, c, _ in rows)
            good = cents > 0 and (not rows or day >= rows[-1][0]) and (balance + cents <= limit if load else balance - cents >= 0)
            error = coding.raises(ValueError, lambda: card.load(day, cents) if load else card.pay(day, cents, "shop"))
            rows += [(day, cents if load else -cents, "load" if load else "shop")] if good else []
            bad += (error is None) != good or card.balance != sum(c for _, c, _ in rows)
            for month in (1, 2, 3, 4):
                bad += card.statement(2025, month) != [line(*row) for row in rows if row[0].month == month]
        bad += card.statement(2024, 1) != []
    return bad


check(wrong(module) == 0, "1,500 random cards: refusals, balance and statements as a list with sums")
early = coding.solution(ID, ("        after = self._balance + sign * cents\n", "        self._bookings.append(Booking(day, sign * cents, text))\n        after = self._balance + sign * cents\n"), ("        self._bookings.append(Booking(day, sign * cents, text))\n        self._balance = after", "        self._balance = after"))
check(wrong(early) > 0, "booking before all checks leaves a trace of a refusal")
check(wrong(coding.solution(ID, ("divmod(abs(self.cents), 100)", "divmod(self.cents, 100)"))) > 0 and divmod(-1230, 100) == (-13, 70), "divmod of a negative number rounds down")
check(0.1 + 0.2 != 0.3, "floats would not add up")
