"""Random hubs whose receivers connect, disconnect and fail while being told, against a plain rule; loops, leaks, weak references."""
import gc
import random
import weakref

from bank import check
import coding

ID = "ap-robust-signal-hub"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def wrong(module, rounds=3000):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        hub, told, plan = module.Signal(), [], {}

        def make(name):
            def receiver(**data):
                told.append((name, data))
                for what, other in plan[name]:
                    if what == "fail":
                        raise ValueError(name)
                    getattr(hub, what)(made[other])
                return name
            return receiver

        made = {name: make(name) for name in "abcde"}
        plan = {name: r.sample([("fail", None), *[(what, other) for what in ("connect", "disconnect") for other in "abcde"]], r.randrange(3)) for name in "abcde"}
        order = r.sample("abcde", r.randrange(6))
        for name in order:
            bad += hub.connect(made[name]) is not made[name]
        for _ in range(2):
            told.clear()
            connected, wanted, gone = list(order), [], set()
            for name in list(order):
                if name in gone:
                    continue
                result = name
                for what, other in plan[name]:
                    if what == "fail":
                        result = ValueError
                        break
                    if what == "connect" and other not in connected:
                        connected.append(other)
                    if what == "disconnect" and other in connected:
                        connected.remove(other)
                        gone.add(other)
                wanted.append((name, result))
            try:
                found = hub.send(self=1, order=7)
            except Exception:
                bad += 1
                break
            bad += [(n, type(v) if isinstance(v, Exception) else v) for n, (_, v) in zip([n for n, _ in wanted], found)] != wanted
            bad += [f for f, _ in found] != [made[n] for n, _ in wanted] or told != [(n, {"self": 1, "order": 7}) for n, _ in wanted]
            order = connected
        bad += [hub.disconnect(made[n]) for n in "abcde"] != [n in order for n in "abcde"]
    return bad


check(wrong(module) == 0, "3,000 random hubs: who is told, in which order, with what result; data called self works")
check(wrong(coding.solution(ID, ("in tuple(self._receivers.items()):", "in self._receivers.items():"))) > 0, "walking the dict itself fails when a receiver leaves")
check(wrong(coding.solution(ID, ("self._receivers.get(receiver) is not mark", "receiver not in self._receivers"))) > 0, "without the mark, one that left and came back is called at once")
check(wrong(coding.solution(ID, ("            if self._receivers.get(receiver) is not mark:\n                continue\n", ""))) > 0, "without the second test a disconnected receiver is still called")
check(wrong(coding.solution(ID, ("def send(self, /, **data)", "def send(self, **data)"))) > 0, "without the slash no data can be called self")
hub = module.Signal()


@hub.connect
def stop(**data):
    raise KeyboardInterrupt


check(coding.raises(KeyboardInterrupt, hub.send) is not None, "KeyboardInterrupt passes")


class Listener:
    def hear(self, **data):
        pass


listener = Listener()
hub.connect(listener.hear)
alive = weakref.ref(listener)
del listener
gc.collect()
check(alive() is not None, "a connected receiver is kept alive")
other = Listener()
check(weakref.ref(lambda: 1)() is None and weakref.ref(other.hear)() is None and weakref.WeakMethod(other.hear)() is not None, "weak references lose lambdas and bound methods at once, WeakMethod doesn't")
