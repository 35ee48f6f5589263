"""The answer's tests pass against the specification and fail for each limit, type and rule that is broken."""
from bank import answer, check
import pytests

TESTS = answer("tq-api-boundary-cases", "python")
API = '''
import types
import pytest

class Accounts:
    def __init__(self):
        self.rows = {"A": 5_000_000, "B": 5_000_000}

    def balances(self):
        return dict(self.rows)

def reply(status, code=None):
    return types.SimpleNamespace(status_code=status, json=lambda: {"code": code})

class Api:
    def __init__(self, accounts):
        self.rows = accounts.rows

    def post(self, url, json):
        amount, source, target = json["amount_cents"], json["from"], json["to"]
        if type(amount) is not int:
            return reply(422, "amount_type")
        if not 1 <= amount <= 1_000_000:
            return reply(422, "amount_range")
        if source == target:
            return reply(422, "same_account")
        if source not in self.rows or target not in self.rows:
            return reply(404, "unknown_account")
        if self.rows[source] < amount:
            return reply(409, "insufficient_funds")
        self.rows[source] -= amount
        self.rows[target] += amount
        return reply(201)

@pytest.fixture
def accounts():
    return Accounts()

@pytest.fixture
def api(accounts):
    return Api(accounts)
'''


def failed(*change):
    if change:
        assert API.count(change[0]) == 1
    return pytests.failed({"test_answer.py": TESTS, "conftest.py": API.replace(*change) if change else API})


check(failed() == [], "the specification passes")
check(len(pytests.run({"test_answer.py": TESTS, "conftest.py": API})) == 12, "two accepted and ten rejected cases")
for old, new, what in [
    ("not 1 <= amount", "not 0 <= amount", "zero that is accepted"),
    ("not 1 <= amount", "not 2 <= amount", "one that is refused"),
    ("<= 1_000_000:", "< 1_000_000:", "the largest amount that is refused"),
    ("<= 1_000_000:", "<= 1_000_001:", "one too much that is accepted"),
    ("type(amount) is not int", "not isinstance(amount, int)", "True that passes for an amount"),
    ("type(amount) is not int", "not isinstance(amount, (int, float)) or isinstance(amount, bool)", "fractions that are accepted"),
    ("        if source == target:\n            return reply(422, \"same_account\")\n", "", "a transfer to oneself"),
    ("source not in self.rows or target not in self.rows", "source not in self.rows", "an unknown account"),
    ('return reply(422, "amount_range")', 'return reply(422, "amount_type")', "a wrong error code"),
    ("        if source == target:", "        self.rows[source] -= 1\n        if source == target:", "money that moves although the answer is an error"),
    ("        self.rows[target] += amount\n", "", "money that does not arrive"),
    ("        self.rows[source] -= amount\n", "", "money that arrives without leaving"),
    ("source not in self.rows or target not in self.rows", "target not in self.rows", "an unknown sender"),
]:
    try:
        seen = failed(old, new)
    except Exception:
        seen = True
    check(seen, f"seen: {what}")
check(isinstance(True, int), "True is an int in Python")
