"""Random requests against a plain rule, threads at a barrier, replays that can't be changed, forgetting that costs O(1)."""
import random
import threading
import time
from collections import OrderedDict
from timeit import timeit

from bank import check
import coding

ID = "api-code-idempotency-layer"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Boom(Exception):
    pass


def wrong(module, rounds=1500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        clock, runs, kept = [0], [], {}

        def handler(client, body):
            runs.append(body)
            if body.get("boom"):
                raise Boom
            return body["status"], {"run": len(runs)}

        layer = module.Idempotent(handler, lambda: clock[0], ttl=10)
        for _ in range(25):
            clock[0] += r.choice([0, 0, 1, 5, 10])
            client, key = r.choice("ab"), r.choice(["k", "l", "", None])
            body = r.choice([{"status": 201}, {"status": 404, "x": 1}, {"x": 1, "status": 404}, {"status": 503}, {"boom": True}])
            before = len(runs)
            try:
                found = layer(client, key, body)
            except Boom:
                found = "boom"
            old = kept.get((client, key))
            old = old if old and clock[0] < old[2] else None
            if not key:
                bad += found[0] != 400 or len(runs) != before
            elif old:
                bad += len(runs) != before or (found[0] != 422 if old[0] != body else found != old[1])
            else:
                bad += len(runs) != before + 1 or (found == "boom") != ("boom" in body)
                if found != "boom" and found[0] < 500:
                    kept[client, key] = dict(body), found, clock[0] + 10
            live = sum(clock[0] < record[2] for record in kept.values())
            bad += key is not None and key != "" and len(layer.records) != live
    return bad


check(wrong(module) == 0, "1,500 random histories: runs, replays, 422, failures that are not kept, forgetting")
started, finish, runs = threading.Event(), threading.Event(), []


def slow(client, body):
    runs.append(body)
    started.set()
    finish.wait(5)
    return 201, {"list": [1]}


layer = module.Idempotent(slow, lambda: 0)
answers = []
threads = [threading.Thread(target=lambda: answers.append(layer("a", "k", {}))) for _ in range(8)]
for thread in threads:
    thread.start()
started.wait(5)
while len(answers) < 7:
    time.sleep(0.001)
other = threading.Thread(target=lambda: answers.append(layer("a", "other", {})))
other.start()
while len(runs) < 2:
    time.sleep(0.001)
check(layer("a", "k", {"x": 1})[0] == 422, "another body while the first runs: 422")
finish.set()
for thread in [*threads, other]:
    thread.join()
check(len(runs) == 2 and sorted(a[0] for a in answers) == [201, 201] + [409] * 7, "eight threads, one run, seven times 409; another key doesn't wait")
layer("a", "k", {})[1]["list"].append("changed")
check(layer("a", "k", {}) == (201, {"list": [1]}), "a caller that changes a response doesn't change the replay")
clock = [0.0]
busy = module.Idempotent(lambda client, body: (200, {}), lambda: clock[0], ttl=100)


def fill(n, layer):
    start = time.perf_counter()
    for i in range(n):
        clock[0] += 100 / n
        layer("a", str(clock[0]), {})
    return (time.perf_counter() - start) / n


fill(300, busy)
few = min(fill(300, busy) for _ in range(3))
fill(6000, busy)
many = fill(6000, busy)
check(many < 8 * few, "a call takes about as long among 6,000 live records as among 300")
copying = coding.solution(ID, ("in self.records.items():", "in list(self.records.items()):")).Idempotent(lambda client, body: (200, {}), lambda: clock[0], ttl=100)
fill(6000, copying)
check(fill(1500, copying) > 5 * many, "copying all records for each call makes it linear")


def racing():
    seen, done, barrier = {}, [], threading.Barrier(2)

    def call():
        if "k" not in seen:
            barrier.wait(5)
            seen["k"] = 1
            done.append(1)

    threads = [threading.Thread(target=call) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


check(racing() == 2, "check, then insert, runs twice")
holes = [kind.fromkeys(range(100_000)) for kind in (dict, OrderedDict)]
for table in holes:
    for slot in range(90_000):
        del table[slot]
plain, ordered = (min(timeit(lambda: next(iter(table)), number=50) for _ in range(3)) for table in holes)
check(plain > 20 * ordered, "a dict walks over the holes that deletions leave at its front, an OrderedDict doesn't")
