"""Routes and groups against all-pairs distances; linear; marking late queues cities many times, depth first isn't shortest."""
import random

from bank import check
import coding

ID = "alg-flight-routes"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def distances(flights):
    cities = {city for pair in flights for city in pair}
    far = {(a, b): 0 if a == b else 1 if (a, b) in flights or (b, a) in flights else 99 for a in cities for b in cities}
    for k in cities:
        for a in cities:
            for b in cities:
                far[a, b] = min(far[a, b], far[a, k] + far[k, b])
    return cities, far


r, longer = random.Random(1), 0
deep = coding.solution(ID, ("queue.popleft()", "queue.pop()"))
for _ in range(1500):
    names = "ABCDEFG"[:r.randrange(1, 8)]
    flights = [(r.choice(names), r.choice(names)) for _ in range(r.randrange(9))]
    cities, far = distances(flights)
    for a in [*names, "?"]:
        b = r.choice([*names, "?"])
        path = module.route(flights, a, b)
        if far.get((a, b), 99) >= 99:
            assert path is None, (flights, a, b)
            continue
        assert path[0] == a and path[-1] == b and len(path) - 1 == far[a, b], (flights, a, b, path)
        assert all((x, y) in flights or (y, x) in flights for x, y in zip(path, path[1:]))
        longer += len(deep.route(flights, a, b)) > len(path)
    wanted = {tuple(sorted(b for b in cities if far[a, b] < 99)) for a in cities}
    assert module.groups(flights) == sorted(map(list, wanted), key=lambda g: (-len(g), g[0])), flights
check(True, "1,500 random networks, loops, repeats and unknown cities included: shortest routes and all groups")
check(longer > 0, "depth first finds longer routes")
grid = [[((x, y), (x + a, y + b)) for x in range(n) for y in range(n) for a, b in ((0, 1), (1, 0))] for n in (4, 8, 16)]
check(coding.growth(module.route, (grid[1], (0, 0), (8, 7)), (grid[2], (0, 0), (16, 15))) < 6, "four times the network, about four times the steps")
late = coding.solution(ID, ("            if other not in came_from:\n                came_from[other] = city\n                queue.append(other)",
                            "            if other not in came_from or came_from[other] == ():\n                came_from.setdefault(other, ())\n                queue.append(other)"),
                       ("        if city == b:", "        if came_from[city] == (): came_from[city] = None\n        if city == b:"))
check(coding.steps(late.route, grid[1], (0, 0), (8, 7)) > 2 * coding.steps(module.route, grid[1], (0, 0), (8, 7)), "marking on taking out queues cities many times")
