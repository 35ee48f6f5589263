"""Pages against filtering by the last key while events come and go; every altered cursor is refused; offsets repeat rows."""
import base64
import random
import string

from bank import check
import coding

ID = "api-code-cursor-pages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")

r = random.Random(1)
for _ in range(500):
    events = sorted(({"time": r.randrange(6), "id": n} for n in range(r.randrange(14))), key=lambda e: (e["time"], e["id"]))
    limit, cursor, last, seen, number = r.randrange(1, 5), None, None, [], 100
    while True:
        rest = [e for e in events if last is None or (e["time"], e["id"]) > last]
        rows, cursor = module.page(events, limit, cursor, b"s")
        assert rows == rest[:limit] and (cursor is None) == (len(rest) <= limit)
        seen += [e["id"] for e in rows]
        if cursor is None:
            break
        last = rows[-1]["time"], rows[-1]["id"]
        for _ in range(r.randrange(3)):
            number += 1
            events.append({"time": r.randrange(6), "id": number})
        if r.random() < 0.3:
            events.remove(rows[-1])
        events.sort(key=lambda e: (e["time"], e["id"]))
    assert len(seen) == len(set(seen))
check(True, "500 random walks with events added and the last row deleted: the rows after the last key, none twice")
_, cursor = module.page([{"time": 1, "id": n} for n in range(9)], 2, None, b"s")
altered = [cursor[:i] + c + cursor[i + 1:] for i in range(len(cursor)) for c in string.ascii_letters + string.digits + "-_+/=\u00e9 " if c != cursor[i]]
altered += ["", "x", cursor + "=", cursor[:-1], cursor + cursor, base64.urlsafe_b64encode(b"[1, 5]").decode(), base64.urlsafe_b64encode(b"x" * 8 + b"[1, 5]").decode()]
check(all(str(coding.raises(ValueError, module.page, [], 2, text, b"s")) == "bad cursor" for text in altered), f"{len(altered)} altered cursors are refused")
loose = coding.solution(ID, ("    if not same or not hmac", "    if not hmac"))
passed = [text for text in altered if coding.raises(ValueError, loose.page, [], 2, text, b"s") is None]
events = [{"time": t, "id": t} for t in range(10)]
cursors = [module.encode([t, i], b"s") for t in range(30) for i in (5, 50, 500)]
check(any(coding.raises(ValueError, loose.page, [], 2, c.rstrip("=")[:-1] + x + "=" * (len(c) - len(c.rstrip("="))), b"s") is None for c in cursors for x in string.ascii_letters if x != c.rstrip("=")[-1]), "without comparing the text, others that decode to the same bytes pass")
by_offset = [events[0:4], ([{"time": -1, "id": 99}] + events)[4:8]]
check(by_offset[0][-1] in by_offset[1], "offsets repeat a row after an insertion")


class Counting(list):
    reads = 0

    def __getitem__(self, key):
        Counting.reads += 1
        return super().__getitem__(key)


big = Counting({"time": t, "id": t} for t in range(100_000))
module.page(big, 10, module.encode([50_000, 50_000], b"s"), b"s")
check(Counting.reads < 40, "finding the start among 100,000 takes some twenty looks")
