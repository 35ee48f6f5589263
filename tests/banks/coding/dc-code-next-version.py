"""Versions against reading messages by hand; odd heads, late BREAKING CHANGE lines, 1.9.9; startswith and max of nothing."""
import random

from bank import check
import coding

ID = "dc-code-next-version"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def step(message):
    lines = message.split("\n")
    head, colon, text = lines[0].partition(": ")
    if not colon or not text:
        return 0
    loud = head.endswith("!")
    head = head[:-1] if loud else head
    kind, bracket, scope = head.partition("(")
    if bracket and not (scope.endswith(")") and scope.count(")") == 1 and "(" not in scope and scope != ")"):
        return 0
    if not kind or not all("a" <= c <= "z" for c in kind):
        return 0
    if loud or any(line.startswith("BREAKING CHANGE: ") for line in lines[1:]):
        return 3
    return 2 if kind == "feat" else 1 if kind == "fix" else 0


def wrong(module, times=8000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        messages = [r.choice(["feat", "fix", "docs", "feature", "Feat", "", "fix up", "BREAKING CHANGE", "v2", "my_type", "build-ci"]) + r.choice(["", "(db)", "()", "(a b)", "(a", "(a\nb)", "(a(b))", "((a)"]) + r.choice(["", "!"]) + r.choice([": ", ":", " : ", ""]) + r.choice(["text", ""]) + r.choice(["", "\n\nBREAKING CHANGE: x", "\n BREAKING CHANGE: x", " BREAKING CHANGE: x", "\nBREAKING CHANGE:x"])
                    for _ in range(r.randrange(4))]
        major, minor, patch = (r.choice([0, 1, 9, 10, 99]) for _ in range(3))
        top = max([0, *map(step, messages)])
        wanted = [None, f"{major}.{minor}.{patch + 1}", f"{major}.{minor + 1}.0", f"{major + 1}.0.0"][top]
        bad += module.next_version(f"{major}.{minor}.{patch}", messages) != wanted
    return bad


check(wrong(module) == 0, "8,000 random sets of messages: the version of reading them by hand")
check(wrong(coding.solution(ID, (r"\([^()\n]+\)", r"\([^()]+\)"))) > 0, "a scope over two lines would count as a first line")
check(module.next_version("1.9.9", ["fix: BREAKING CHANGE: x"]) == "1.9.10", "in the first line it doesn't count, and 9 becomes 10")
check(coding.raises(ValueError, max, []) is not None and "feature-list".startswith("feat"), "max of nothing raises, startswith takes similar words")
