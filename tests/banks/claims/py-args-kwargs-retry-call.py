"""The answer's helper passes everything on, tries as often as it is told and lets the last error out."""
from bank import answer, check

scope = {}
exec(answer("py-args-kwargs-retry-call", "python"), scope)
retry = scope["retry"]
calls = []


def flaky(*args, **kwargs):
    calls.append((args, kwargs))
    if len(calls) < 3:
        raise ConnectionError
    return args, kwargs


check(retry(flaky, 1, 2, func="f", b=3) == ((1, 2), {"func": "f", "b": 3}), "arguments pass unchanged, a keyword func too")
check(len(calls) == 3, "two lost connections, then the result")


def tries(**settings):
    made = []

    def broken():
        made.append(1)
        raise ConnectionError

    try:
        retry(broken, **settings)
    except ConnectionError:
        return len(made)
    return None


check(tries() == 3 and tries(attempts=1) == 1, "as many attempts as asked, then the error comes out")
check(tries(attempts=0) == 1, "it is called once at least and never ends in a silent None")
made = []
try:
    retry(lambda: made.append(1) or {}["x"])
except KeyError:
    check(len(made) == 1, "another error comes out at once")
try:
    retry(lambda attempts: attempts, attempts=1)
    check(False, "a parameter named attempts cannot be given by keyword")
except TypeError:
    check(True, "a parameter named attempts cannot be given by keyword")
