"""Back and forward against a list with an index; at most 50 pages behind; what goes wrong when forward pages are kept."""
import random

from bank import check
import coding

ID = "alg-browser-history"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Brute:
    def __init__(self, start):
        self.pages, self.at = [start], 0

    def visit(self, page):
        self.pages = (self.pages[:self.at + 1] + [page])[-51:]
        self.at = len(self.pages) - 1
        return page

    def back(self, n):
        self.at = max(0, self.at - n)
        return self.pages[self.at]

    def forward(self, n):
        self.at = min(len(self.pages) - 1, self.at + n)
        return self.pages[self.at]


def wrong(module, rounds=400):
    r, bad = random.Random(3), 0
    for _ in range(rounds):
        one, two = module.History("home"), Brute("home")
        for step in range(r.randrange(120)):
            name = r.choices(["visit", "back", "forward"], [4, 1, 1])[0]
            value = f"p{step}" if name == "visit" else r.choice([0, 1, 2, 7, 49, 50, 51, 90])
            if getattr(one, name)(value) != getattr(two, name)(value):
                bad += 1
                break
    return bad


check(wrong(module) == 0, "400 random sessions, at 50 pages and beyond: as a list with an index")
check(wrong(coding.solution(ID, ("        self.ahead.clear()\n", ""))) > 0, "keeping the forward pages on a visit is wrong")
endless = coding.solution(ID, ("deque(maxlen=50)", "deque()")).History("home")
check([endless.visit(str(i)) for i in range(60)] and endless.back(100) == "home", "without the limit more than 50 can be reached")
check(wrong(coding.solution(ID, ("            self.ahead.append(self.current)\n", ""))) > 0, "losing the current page when going back is wrong")
