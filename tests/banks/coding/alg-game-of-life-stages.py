"""The stages against a padded grid that is counted cell by cell; changing in place and negative indices go wrong."""
import random

from bank import check
import coding

ID = "alg-game-of-life-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def alive(grid, r, c, wrap=False):
    inside = 0 <= r < len(grid) and 0 <= c < len(grid[0])
    return (wrap or inside) and r < len(grid) and c < len(grid[0]) and grid[r][c] == "#"


def brute(grid, wrap=False):
    rows = []
    for r in range(len(grid)):
        rows.append("")
        for c in range(len(grid[0])):
            n = sum(alive(grid, r + a, c + b, wrap) for a in (-1, 0, 1) for b in (-1, 0, 1)) - alive(grid, r, c)
            rows[-1] += "#" if n == 3 or n == 2 and grid[r][c] == "#" else "."
    return rows


def far(cells):
    """One generation on a grid wide enough for what these cells can reach."""
    grid = ["".join("#" if (r, c) in cells else "." for c in range(-4, 11)) for r in range(-4, 11)]
    return {(r - 4, c - 4) for r, row in enumerate(brute(grid)) for c, mark in enumerate(row) if mark == "#"}


r, differs = random.Random(1), 0
for _ in range(500):
    height, width = r.randrange(0, 6), r.randrange(1, 6)
    board = ["".join(r.choice(".#") for _ in range(width)) for _ in range(height)]
    kept = list(board)
    assert module.step(board) == brute(board) and board == kept, board
    differs += height > 0 and brute(board) != brute(board, wrap=True)
    cells = {(r.randrange(6), r.randrange(6)) for _ in range(r.randrange(14))}
    kept = set(cells)
    assert module.evolve(cells) == far(cells) and cells == kept, cells
check(True, "500 random boards and worlds: as counting on a padded grid; inputs unchanged")
check(differs > 0, "negative indices read from the other end and give wrong boards")
blinker, block = {(0, 0), (0, 1), (0, 2)}, {(0, 0), (0, 1), (1, 0), (1, 1)}
check([module.period(x, 9) for x in (blinker, block, set())] == [2, 1, 1] and module.period(blinker, 1) is None, "periods, and None beyond the limit")
row = {(0, c) for c in range(4)}
check(module.period(row, 20) is None and module.evolve(module.evolve(module.evolve(row))) == module.evolve(module.evolve(row)), "a pattern that becomes stable later gives None")
worlds = [{(0, 9 * i) for i in range(n)} | {(1, 9 * i) for i in range(n)} for n in (50, 500)]
check(coding.growth(module.evolve, (worlds[0],), (worlds[1],)) < 12, "ten times the living cells, about ten times the steps, whatever the area")
