"""Random formulas against Python's own grammar and arithmetic; sheets against repeated passes; circles; depth."""
import ast
import random

from bank import check
import coding

ID = "alg-formula-evaluator-stages"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
NAMES = {"A1": 4.0, "total": -2.5}
ALLOWED = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Constant, ast.Name, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub)


def brute(text, names):
    """The value by Python's parser, or None where the formula isn't one."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
        if not all(isinstance(node, ALLOWED) for node in ast.walk(tree)):
            return None
        return float(eval(compile(tree, "", "eval"), {"__builtins__": {}}, dict(names)))
    except (SyntaxError, ZeroDivisionError, NameError):
        return None


def wrong(module, times=12000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        text = " ".join(r.choice(["1", "2.5", "7", "A1", "total", "(", ")", "+", "-", "*", "/", "0"]) for _ in range(r.randrange(9)))
        if r.random() < 0.7:
            text = f"({r.choice(['1', 'A1', '-3'])} {r.choice('+-*/')} {r.choice(['2', '-total', '0', '4.5'])}) {r.choice('+-*/')} {r.choice(['8', '- 2 - 1', '6 / 4 / 2', text])}"
        error = coding.raises(ValueError, module.evaluate, text, NAMES.__getitem__)
        wanted = brute(text, NAMES)
        bad += (error is None) != (wanted is not None) or (wanted is not None and module.evaluate(text, NAMES.__getitem__) != wanted)
    return bad


check(wrong(module) == 0, "12,000 random texts: the value of Python's parser, or ValueError where there is none")
right = coding.solution(ID, ("            right = product()\n            value = value + right", "            right = total()\n            value = value + right"))
check(right.evaluate("2 - 3 - 4") == 3.0 and wrong(right) > 0, "2 - 3 - 4 from the right is wrong")
check(coding.solution(ID, ("    if rest:\n        raise", "    if False:\n        raise")).evaluate("1 2") == 1.0, "without the check for leftovers 1 2 passes")

r = random.Random(2)
for _ in range(1500):
    names = ["A", "B", "C", "D", "E"][:r.randrange(1, 6)]
    cells = {n: r.choice(["1", "2 *", r.choice(names), f"{r.choice(names)} - {r.choice(names + ['Z'])}", f"0 * {r.choice(names)} + 1", f"1 / {r.choice(names)}"]) for n in names}
    known = {}
    for _ in names:
        for name, text in cells.items():
            if name not in known and (value := brute(text, known)) is not None:
                known[name] = value
    found = module.sheet(cells)
    assert found == {name: known.get(name, "error") for name in cells}, (cells, found)
check(True, "1,500 random sheets with circles, missing and malformed cells: as filling in what is known, again and again")
counting = coding.solution(ID, ("done[name] = evaluate(", "done[name] = runs.append(name) or evaluate("))
counting.runs = []
counting.sheet({"A": "B + C", "B": "C + C", "C": "D", "D": "E", "E": "D", "F": "A"})
check(sorted(counting.runs) == list("ABCDEF"), "each formula is evaluated once, in circles too")
check([module.evaluate(text) for text in ("--2", "2--3", "3 * -(-4)", "---(1)")] == [2, 5, 12, -1], "one or more minus signs before a number or a parenthesis")
chain = {f"A{n}": f"A{n + 1} + 1" for n in range(50)} | {"A50": "1"}
check(module.sheet(chain)["A0"] == 51 and module.evaluate("(" * 50 + "1" + ")" * 50) == 1, "50 cells and 50 brackets deep work")
check(coding.raises(RecursionError, module.evaluate, "-" * 2000 + "1") is not None, "2,000 minus signs hit the recursion limit")
check(module.sheet({"A": "1 / 0", "B": "A", "C": "1 / (2 - 2)"}) == dict.fromkeys("ABC", "error"), "a cell that divides by zero is an error, and so is one that refers to it")
for odd in ["1.", ".5", "1e5", "1_000", "\u0663", "\u00e91", "A_1"]:
    assert coding.raises(ValueError, module.evaluate, odd, lambda name: 1.0) is not None, odd
check(True, "numbers and names of other forms are malformed")
