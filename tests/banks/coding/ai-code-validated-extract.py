"""Replies with text around, odd types and broken JSON against rules one by one; the messages sent back; deep nesting, braces."""
import json
import random

from bank import check
import coding

ID = "ai-code-validated-extract"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
SCHEMA = {"sku": str, "qty": int, "gift": bool}


class Fake:
    def __init__(self, replies):
        self.replies, self.seen = list(replies), []

    def complete(self, messages):
        self.seen.append([dict(m) for m in messages])
        return self.replies.pop(0)


def problems(data):
    missing = [f"missing {k}" for k in SCHEMA if k not in data]
    unknown = [f"unknown {k}" for k in data if k not in SCHEMA]
    wrong = [f"{k} must be {SCHEMA[k].__name__}" for k in SCHEMA if k in data and {str: "str", int: "int", bool: "bool", float: "float", type(None): "none", list: "list"}[type(data[k])] != SCHEMA[k].__name__]
    return missing + unknown + wrong


def wrong(module, times=3000):
    r, bad = random.Random(1), 0
    for _ in range(times):
        plan = []
        for _ in range(4):
            data = {k: r.choice(["A1", 2, 2.0, True, None, []]) for k in ["sku", "qty", "gift", "color"] if r.random() < 0.8}
            if r.random() < 0.5:
                data = {"sku": "A1", "qty": 2, "gift": False}
            text = r.choice(["", "Sure! ", "Use {braces}: ", "a { b "]) + json.dumps(data) + r.choice(["", " Bye", "}"])
            plan.append((text, problems(data)) if r.random() < 0.8 else (r.choice(["", "no", "{", '{"sku": ', "[1]", "{" * 3 + "[" * 50000, '{"a":' * 50000]), ["not valid JSON"]))
        client, attempts = Fake([text for text, _ in plan]), r.randrange(1, 5)
        good = next((n for n, (_, p) in enumerate(plan[:attempts]) if not p), None)
        try:
            found = module.extract(client, "order", SCHEMA, attempts)
        except module.ExtractionFailed as error:
            bad += good is not None or str(error) != "; ".join(plan[attempts - 1][1])
        except Exception:
            bad += 1
            continue
        else:
            bad += good is None or problems(found) != [] or len(client.seen) != good + 1
        messages = [{"role": "user", "content": "order"}]
        for n, seen in enumerate(client.seen):
            bad += seen != messages
            messages = messages + [{"role": "assistant", "content": plan[n][0]}, {"role": "user", "content": "Fix: " + "; ".join(plan[n][1])}]
    return bad


check(wrong(module) == 0, "3,000 random runs: the order or the last problems; what is sent back, word for word")
check(wrong(coding.solution(ID, ("            at = text.find(\"{\", at + 1)", "            break"))) > 0, "taking the first brace only fails on text with braces")
check(wrong(coding.solution(ID, ("type(data[k]) is not t", "not isinstance(data[k], t)"))) > 0, "isinstance takes true for an int")
check(wrong(coding.solution(ID, ("except (ValueError, RecursionError)", "except ValueError"))) > 0, "deep nesting raises RecursionError")
