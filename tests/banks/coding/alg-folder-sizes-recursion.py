"""Totals against adding up all files below each path; 500 levels work, a few thousand hit the recursion limit."""
import random

from bank import check
import coding

ID = "alg-folder-sizes-recursion"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def brute(tree):
    files, folders, todo = [], ["/"], [("/", tree)]
    while todo:
        path, folder = todo.pop()
        for name, entry in folder.items():
            below = path.rstrip("/") + "/" + name
            if isinstance(entry, dict):
                folders.append(below)
                todo.append((below, entry))
            else:
                files.append((below, entry))
    return {f: sum(size for name, size in files if name.startswith(f.rstrip("/") + "/")) for f in folders}


def make(r, depth):
    return {r.choice(["a", "b", "ab", "a.b", " "]): make(r, depth - 1) if depth and r.random() < 0.5 else r.randrange(9)
            for _ in range(r.randrange(4))}


r = random.Random(1)
for _ in range(3000):
    tree = make(r, 5)
    kept = repr(tree)
    assert module.folder_sizes(tree) == brute(tree) and repr(tree) == kept, tree
check(True, "3,000 random trees: as adding up the files below each path")


def chain(depth):
    tree = {"f": 1}
    for _ in range(depth):
        tree = {"d": tree}
    return tree


check(max(module.folder_sizes(chain(500)).values()) == 1, "500 levels work")
check(coding.raises(RecursionError, module.folder_sizes, chain(1200)) is not None, "1,200 levels hit the recursion limit")
slip = coding.solution(ID, ("amount += total(entry", "total(entry"))
check(slip.folder_sizes({"d": {"f": 1}}) != {"/": 1, "/d": 1}, "ignoring what the inner call returns loses sizes")
slip = coding.solution(ID, ('total(tree, "")', 'total(tree, "/")'))
check("//d" in slip.folder_sizes({"d": {}}), "starting with / doubles the slash")
