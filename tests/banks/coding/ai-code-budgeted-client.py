"""Calls, waits, fallbacks and budgets against a ledger; refunds, midnight; two threads that both pass a check made before."""
import random

from bank import check
import coding

ID = "ai-code-budgeted-client"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Fatal(Exception):
    pass


def wrong(module, rounds=2500):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        day, waits, calls, ledger = ["mon"], [], [], {}
        attempts, base = r.randrange(1, 4), r.choice([0.5, 1.0])
        plan = []

        def make(name):
            def model(prompt, max_tokens):
                calls.append(name)
                if r.random() < 0.2:
                    day[0] = r.choice(["mon", "tue"])
                what = plan.pop(0)
                if what == "transient":
                    raise module.Transient(name)
                if what == "fatal":
                    raise Fatal(name)
                return f"{name} {prompt}", what
            return model

        names = ["big", "small"][:r.randrange(1, 3)]
        client = module.SafeClient([make(n) for n in names], 100, lambda: day[0], waits.append, attempts, base)
        for _ in range(12):
            user, asked = r.choice("ab"), r.choice([10, 40, 60, 100, 101])
            plan[:] = [r.choice(["transient", "transient", "fatal", 5, 30, 120]) for _ in range(8)]
            outcome, wanted_calls, wanted_waits, key = list(plan), [], [], (user, day[0])
            calls.clear(), waits.clear()
            try:
                found = client.ask(user, "hi", asked)
            except Exception as error:
                found = error
            if ledger.get(key, 0) + asked > 100:
                bad += not isinstance(found, module.BudgetExceeded) or calls != []
                continue
            result = None
            for name in names:
                for n in range(attempts):
                    wanted_calls.append(name)
                    result = (name, outcome[len(wanted_calls) - 1])
                    if result[1] != "transient":
                        break
                    if n < attempts - 1:
                        wanted_waits.append(base * 2 ** n)
                if result[1] != "transient":
                    break
            name, what = result
            if isinstance(what, int):
                ledger[key] = ledger.get(key, 0) + what
                bad += found != f"{name} hi"
            else:
                bad += type(found) is not (module.Transient if what == "transient" else Fatal) or str(found) != name
            bad += calls != wanted_calls or waits != wanted_waits or client.used.get(key, 0) != ledger.get(key, 0)
    return bad


check(wrong(module) == 0, "2,500 random ledgers: calls, waits, fallbacks, errors and tokens, over midnight too")
check(wrong(coding.solution(ID, ("            self.used[key] += spent - max_tokens", "            self.used[(user, self.today())] = self.used.get((user, self.today()), 0) + spent - max_tokens"))) > 0, "settling on the day of the end is wrong over midnight")
after = coding.solution(ID, ("        self.used[key] = self.used.get(key, 0) + max_tokens\n", ""), ("            self.used[key] += spent - max_tokens", "            self.used[key] = self.used.get(key, 0) + spent"))


def nested(module):
    inner = []

    def model(prompt, max_tokens):
        if prompt == "outer":
            try:
                inner.append(client.ask("u", "inner", 60))
            except module.BudgetExceeded:
                inner.append("refused")
        return "ok", 60

    client = module.SafeClient([model], 100, lambda: "mon", print)
    client.ask("u", "outer", 60)
    return inner, client.used["u", "mon"]


check(nested(module) == (["refused"], 60) and nested(after) == (["ok"], 120), "charging only afterwards lets two calls under way pass the check")
