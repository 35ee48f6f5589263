"""Random sign-ups against a plain model; what a stranger sees, stolen tables, and whose password the owner's click confirms."""
import inspect
import random

from bank import check
import coding

ID = "api-code-email-verification"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def make(tokens, mails, clock):
    return module.Accounts(lambda to, text: mails.append((to, text)), lambda: clock[0], lambda p: f"h:{p}", lambda p, h: h == f"h:{p}", lambda: next(tokens))


r = random.Random(1)
for _ in range(1500):
    mails, clock = [], [0]
    accounts = make(iter(f"t{n}" for n in range(99)), mails, clock)
    pending, known, sent = {}, {}, 0
    for _ in range(25):
        clock[0] += r.choice([0, 0, 3600, 86399, 86400])
        email, password, what = r.choice(["a@x", " A@X ", "b@x"]), r.choice(["p", "q"]), r.randrange(3)
        clean = email.strip().lower()
        if what == 0:
            assert accounts.register(email, password) == "check your mail"
            if clean in known:
                assert mails[-1] == (clean, "already registered")
            else:
                assert mails[-1] == (clean, f"confirm t{sent}")
                pending = {t: p for t, p in pending.items() if p[0] != clean} | {f"t{sent}": (clean, password, clock[0])}
                sent += 1
            assert len(mails) and mails[-1][0] == clean
        elif what == 1:
            token = f"t{r.randrange(sent + 1)}"
            good = token in pending and clock[0] - pending[token][2] < 86400
            assert accounts.confirm(token) is good
            if good:
                clean, password, _ = pending.pop(token)
                known[clean] = password
        else:
            assert accounts.login(email, password) is (known.get(clean) == password)
check(True, "1,500 random histories: mails, confirmations within a day and once, logins only after them")
mails = []
accounts = make(iter(["secret1", "secret2"]), mails, [0])
accounts.register("a@x", "pw")
table = str([vars(account) for account in accounts.by_email.values()])
check("secret1" not in table and not accounts.confirm(accounts.by_email["a@x"].token_hash), "a leaked table confirms nobody")
check(accounts.confirm("\ud800") is False, "a token with a lone surrogate is refused, not a crash")
calls = []
timed = module.Accounts(print, lambda: 0, lambda p: "h:" + p, lambda p, h: calls.append(h) or False)
timed.login("nobody@x", "pw")
check(calls == ["h:no such account"], "an unknown address costs a verification, too")
accounts.register("a@x", "attacker")
check(not accounts.confirm("secret1") and accounts.confirm("secret2") and accounts.login("a@x", "attacker"), "whoever registers last chooses the password that the owner's click confirms")
tokens = {inspect.signature(module.Accounts.__init__).parameters["new_token"].default() for _ in range(100)}
check(len(tokens) == 100 and min(map(len, tokens)) >= 43, "tokens are random, 256 bits")
