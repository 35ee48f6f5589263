"""The book against lists that are searched; invariants; cost of cancel and match; what stays behind lazily."""
import random

from bank import check
import coding

ID = "alg-order-matching-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Brute:
    def __init__(self):
        self.waiting, self.known = [], set()

    def order(self, id_, side, price, qty):
        if id_ in self.known:
            raise ValueError
        self.known.add(id_)
        trades = []
        while qty:
            fits = [o for o in self.waiting if o[1] != side and (o[2] <= price if side == "buy" else o[2] >= price)]
            if not fits:
                break
            best = min(fits, key=lambda o: o[2] if side == "buy" else -o[2])
            take = min(qty, best[3])
            trades.append((best[0], best[2], take))
            best[3] -= take
            qty -= take
            self.waiting = [o for o in self.waiting if o[3]]
        if qty:
            self.waiting.append([id_, side, price, qty])
        return trades

    def cancel(self, id_):
        left = sum(o[3] for o in self.waiting if o[0] == id_)
        self.waiting = [o for o in self.waiting if o[0] != id_]
        return left

    def depth(self, side, n):
        prices = sorted({o[2] for o in self.waiting if o[1] == side}, reverse=side == "buy")
        return [(p, sum(o[3] for o in self.waiting if o[1:3] == [side, p])) for p in prices[:n]]


r = random.Random(1)
for _ in range(600):
    one, two, asked, traded = module.Book(), Brute(), 0, 0
    for id_ in range(r.randrange(50)):
        if r.random() < 0.3:
            gone = r.randrange(60)
            left = one.cancel(gone)
            assert left == two.cancel(gone)
            asked -= left
        else:
            id_ = id_ if r.random() < 0.95 else r.randrange(50)
            arguments = id_, r.choice(["buy", "sell"]), r.randrange(1, 8), r.randrange(1, 6)
            if id_ in two.known:
                assert coding.raises(ValueError, one.order, *arguments)
                continue
            trades = one.order(*arguments)
            assert trades == two.order(*arguments)
            asked += arguments[3]
            traded += sum(t[2] for t in trades)
        sides = {s: one.depth(s, 9) for s in ("buy", "sell")}
        assert sides == {s: two.depth(s, 9) for s in sides} and one.depth("buy", 2) == sides["buy"][:2]
        assert not sides["buy"] or not sides["sell"] or sides["buy"][0][0] < sides["sell"][0][0]
        assert asked - 2 * traded == sum(q for rows in sides.values() for _, q in rows)
check(True, "600 random sessions: trades, cancels and depth as searching lists; never crossed, quantity conserved")


def busy(n):
    book = module.Book()
    for i in range(n):
        book.order(i, "sell", 100 + i % 50, 5)
    return book


books = busy(100), busy(10000)
check(coding.steps(books[1].cancel, 51) == coding.steps(books[0].cancel, 51), "canceling costs the same in a book a hundred times as full")
check(coding.steps(books[1].order, -1, "buy", 100, 5) == coding.steps(books[0].order, -1, "buy", 100, 5), "and so does a trade")
book = module.Book()
book.order("far", "buy", 1, 1)
for i in range(100):
    book.order(i, "buy", 9, 1)
    book.order(-i - 1, "buy", 1, 1)
    book.cancel(i)
    book.cancel(-i - 1)
book.order("top", "buy", 9, 1)
check(len(book.sides["buy"].heap) > 50 and len(book.sides["buy"].levels[1]) > 50 and book.depth("buy", 9) == [(9, 1), (1, 1)], "prices and canceled ids stay behind, with right results")
