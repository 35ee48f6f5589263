"""Kept messages against trying every cut; budgets that fit exactly; each message counted once; skipping and cutting go wrong."""
import random

from bank import check
import coding

ID = "ai-code-trim-history"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
count = lambda text: len(text.split())


def brute(messages, budget):
    head = [m for m in messages[:1] if m["role"] == "system"]
    rest = messages[len(head):]
    fits = [cut for cut in range(len(rest) + 1) if sum(count(m["content"]) for m in head + rest[cut:]) <= budget]
    if not fits or (rest and fits[0] == len(rest)):
        return None
    return head + rest[fits[0]:]


def wrong(module, times=6000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        messages = [{"role": r.choice(["user", "assistant", "system"]), "content": "w " * r.randrange(5)} for _ in range(r.randrange(7))]
        kept, budget = [dict(m) for m in messages], r.randrange(0, 14)
        wanted = brute(messages, budget)
        error = coding.raises(ValueError, module.trim_history, messages, budget, count)
        bad += (error is None) != (wanted is not None) or (wanted is not None and module.trim_history(messages, budget, count) != wanted) or messages != kept
    return bad


check(wrong(module) == 0, "6,000 random chats: the longest run of newest messages, or ValueError")
check(wrong(coding.solution(ID, ("            break\n", "            continue\n"))) > 0, "skipping a long message and taking older ones is wrong")
check(wrong(coding.solution(ID, ("kept[::-1]", "kept"))) > 0, "the order matters")
calls = []
module.trim_history([{"role": "user", "content": "a"}] * 500, 9, lambda text: calls.append(text) or 1)
check(len(calls) == 10, "it counts only as far back as it keeps")
