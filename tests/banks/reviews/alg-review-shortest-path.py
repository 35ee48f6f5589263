"""cheapest on random graphs against all simple paths: the second call, the closed detour, the missing key, the depth;
a visited set that is undone on return is right but grows like the number of paths; Dijkstra is right and does not."""
import heapq
import itertools
import random
import sys

from bank import check, handout

code = handout("alg-review-shortest-path", "python")


def fresh(text=code):
    space = {}
    exec(text, space)
    return space


def best(graph, start, goal):
    """Brute force over all simple paths."""
    inner = [n for n in graph if n not in (start, goal)]
    found = [0] if start == goal else []
    for k in range(len(inner) + 1):
        for middle in itertools.permutations(inner, k):
            path = (start, *middle, goal)
            steps = list(zip(path, path[1:]))
            if start != goal and all(b in graph[a] for a, b in steps):
                found.append(sum(graph[a][b] for a, b in steps))
    return min(found, default=None)


def dijkstra(graph, start, goal, counter):
    heap, settled = [(0, start)], set()
    while heap:
        cost, node = heapq.heappop(heap)
        if node == goal:
            return cost
        if node not in settled:
            settled.add(node)
            for neighbor, step in graph[node].items():
                counter[0] += 1
                heapq.heappush(heap, (cost + step, neighbor))


first, second = {"A": {"B": 1, "C": 5}, "B": {"C": 1}, "C": {"D": 1}, "D": {}}, None
second = first | {"A": {"C": 5, "B": 1}}
check(fresh()["cheapest"](first, "A", "D")[0] == 3, "the answer's graph, B tried first: right, at 3")
check(fresh()["cheapest"](second, "A", "D")[0] == 6, "C tried first: 6, since B may no longer pass through C")
space = fresh()
space["cheapest"](first, "A", "D")
check(space["cheapest"](first, "A", "D") is None, "the second call finds nothing")
local = code.replace("visited = set()\n", "").replace("path=[]):", "path=[], visited=None):\n    visited = visited or set()")
local = local.replace("goal, path)", "goal, path, visited)")
check(fresh(local)["cheapest"](second, "A", "D")[0] == 6, "a local visited is as wrong")
undone = local.replace("    return best\n", "    visited.discard(start)\n    return best\n", 1)
rng, wrong = random.Random(1), 0
for _ in range(1500):
    graph = {n: {m: rng.randint(0, 5) for m in range(5) if m != n and rng.random() < 0.5} for n in range(5)}
    right, got = best(graph, 0, 4), fresh()["cheapest"](graph, 0, 4)
    wrong += (got and got[0]) != right
    for other in (fresh(undone)["cheapest"](graph, 0, 4), (dijkstra(graph, 0, 4, [0]),)):
        assert (other and other[0]) == right, graph
check(wrong > 100, f"wrong on {wrong} of 1,500 random graphs; undone on return, and Dijkstra, right on all")
calls, work = [], []
for n in (6, 8):
    full = {a: {b: 1 for b in range(n) if b != a} for a in range(n)}
    counting = fresh(undone.replace("    path = path", "    COUNT[0] += 1\n    path = path"))
    counting["COUNT"], counter = [0], [0]
    counting["cheapest"](full, 0, n - 1)
    dijkstra(full, 0, n - 1, counter)
    calls.append(counting["COUNT"][0])
    work.append(counter[0])
check(calls[1] > 20 * calls[0] and work[1] < 3 * work[0], f"two nodes more: {calls} calls undone, {work} steps of Dijkstra")

chain = {n: {n + 1: 1} for n in range(1500)} | {1500: {}}
for graph, error in ((chain, RecursionError), ({"A": {"B": 1}}, KeyError)):
    try:
        fresh()["cheapest"](graph, 0 if error is RecursionError else "A", "Z")
        check(False, error)
    except error as e:
        check(True, f"{type(e).__name__} on a long chain or a missing key (limit {sys.getrecursionlimit()})")
star = {0: dict.fromkeys(range(1, 60), 1)} | {n: {m: 1 for m in range(60)} for n in range(1, 60)}
wide = fresh(code.replace("queue.append(neighbor)", "queue.append(neighbor); COUNT.append(neighbor)"))
wide["COUNT"] = []
check(set(wide["reachable"](star, 0)) == set(range(60)) and len(wide["COUNT"]) > 600, f"60 nodes are queued {len(wide['COUNT'])} times")
queued = []
for layers in (6, 9):
    pairs = {"s": {"0a": 1, "0b": 1}} | {f"{k}{x}": {f"{k + 1}a": 1, f"{k + 1}b": 1} for k in range(layers) for x in "ab"}
    wide["COUNT"].clear()
    wide["reachable"](pairs | {f"{layers}a": {}, f"{layers}b": {}}, "s")
    queued.append(len(wide["COUNT"]))
check(queued[1] > 7 * queued[0], f"three pairs of nodes more, and the queue takes eight times the entries: {queued}")
near = {n: {n + 1: 1} for n in range(1500)} | {1500: {}, "Z": {}, 0: {1: 1, "Z": 1}}
try:
    fresh()["cheapest"](near, 0, "Z")
    check(False, "deep")
except RecursionError:
    check(True, "RecursionError although the goal is next to the start")
