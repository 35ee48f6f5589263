"""The hub against lists of all messages: replay, resync, full buffers, closing, waiting readers; a slow tab alone is cut."""
import asyncio
import random

from bank import check
import coding

ID = "rt-notification-hub-asyncio"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


async def history(module, seed):
    r = random.Random(seed)
    buffer, size = r.randrange(1, 4), r.randrange(1, 5)
    hub, sent, tabs = module.Hub(buffer, size), {"u": [], "v": []}, []
    for _ in range(60):
        what, user = r.random(), r.choice("uv")
        if what < 0.4:
            number = len(sent[user]) + 1
            assert hub.publish(user, f"m{number}") == number
            sent[user].append((number, f"m{number}"))
            for tab in tabs:
                if tab["user"] == user and not tab["closed"]:
                    if len(tab["want"]) >= buffer:
                        tab["closed"], tab["want"] = True, []
                    else:
                        tab["want"].append(sent[user][-1])
        elif what < 0.6:
            after, current = r.choice([None, *range(-1, len(sent[user]) + 3)]), len(sent[user])
            want = []
            if after is not None:
                missed = [m for m in sent[user] if m[0] > after]
                if after > current or after < 0 or len(missed) > size:
                    want = [(current, "RESYNC")]
                else:
                    want = missed
            tabs.append({"user": user, "closed": False, "want": want, "conn": hub.connect(user, after)})
        elif what < 0.95 and tabs:
            tab = r.choice(tabs)
            if tab["want"] or tab["closed"]:
                wanted = tab["want"].pop(0) if tab["want"] else None
                assert await tab["conn"].next() == wanted
            else:
                waiting = asyncio.create_task(tab["conn"].next())
                await asyncio.sleep(0)
                assert not waiting.done()
                if r.random() < 0.5:
                    tab["conn"].close()
                    tab["closed"] = True
                    assert await waiting is None
                else:
                    waiting.cancel()
                    await asyncio.gather(waiting, return_exceptions=True)
        elif tabs:
            tab = r.choice(tabs)
            tab["conn"].close()
            tab["closed"], tab["want"] = True, []
        assert all(t["conn"].closed == t["closed"] and len(t["conn"].pending) <= max(buffer, size) for t in tabs)
        assert {u: len(c) for u, c in hub._open.items()} == {u: n for u in "uv" if (n := sum(t["user"] == u and not t["closed"] for t in tabs))}


async def histories(module, count):
    for seed in range(count):
        await history(module, seed)


asyncio.run(histories(module, 1200))
check(True, "1,200 random histories: numbers, replay, resync, cuts, closing, bounded memory, no closed connection kept")
gap = coding.solution(ID, ("after > current or after + 1 < oldest", "after > current"))
check(coding.raises(AssertionError, lambda: asyncio.run(histories(gap, 60))) is not None, "replaying what is left of a history that doesn't reach back loses messages")
hub = module.Hub(buffer=2, history=100)
for n in range(5):
    hub.publish("u", str(n))
tab = hub.connect("u", after=0)
hub.publish("u", "next")
check(tab.closed, "a replay longer than the buffer is cut by the next message")
hub = module.Hub(buffer=10, history=10)
tabs = [hub.connect("u") for _ in range(50)]
hub.publish("u", "first")
sizes = [coding.steps(hub.publish, "u", "x")]
for _ in range(6):
    hub.publish("u", "x")
check(abs(coding.steps(hub.publish, "u", "x") - sizes[0]) < 10, "publishing costs the same however slow the tabs are")
