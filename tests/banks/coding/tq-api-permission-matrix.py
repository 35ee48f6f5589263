"""The answer's tests pass against the rules and fail for each way of breaking one, last month's included."""
from bank import answer, check
import pytests

TESTS = answer("tq-api-permission-matrix", "python")
API = '''
import types
import pytest

STORE = {}

class Client:
    def __init__(self, caller):
        self.caller = caller

    def call(self, method, url):
        number = int(url.rsplit("/", 1)[1])
        owner, caller = STORE.get(number), self.caller
        if caller == "anonymous":
            return 401
        if owner is None or caller not in (owner, "admin"):
            return 404
        if method == "get":
            return 200
        if caller != "admin":
            return 403
        del STORE[number]
        return 204

    def get(self, url):
        return types.SimpleNamespace(status_code=self.call("get", url))

    def delete(self, url):
        return types.SimpleNamespace(status_code=self.call("delete", url))

@pytest.fixture
def client_for():
    return Client

@pytest.fixture
def invoice():
    STORE.clear()
    STORE[7] = "owner"
    return types.SimpleNamespace(id=7)

@pytest.fixture
def invoice_exists():
    return STORE.__contains__
'''


def failed(*change):
    if change:
        assert API.count(change[0]) == 1
    return pytests.failed({"test_answer.py": TESTS, "conftest.py": API.replace(*change) if change else API})


check(failed() == [], "the rules pass")
last_month = failed('caller not in (owner, "admin")', 'False')
check(last_month and all("stranger" in name for name in last_month), "a customer who reaches another's invoice: the stranger's rows fail")
check(failed('        if caller != "admin":\n            return 403\n', ""), "an owner who may delete is seen")
check(failed("        del STORE[number]\n        return 204", "        return 204"), "a delete that only says so is seen")
check(failed('        if caller != "admin":\n            return 403\n        del STORE[number]', '        del STORE[number]\n        if caller != "admin":\n            return 403'), "a refused delete that deletes is seen")
check(failed("            return 401", "            return 403"), "401 and 403 are told apart")
check(failed("            return 404", "            return 403"), "a 403 that gives the invoice away is seen")
few = TESTS.replace('    ("stranger",  "get",    404),\n    ("stranger",  "delete", 404),\n', "").replace('("stranger", True), ', "")
check(pytests.failed({"test_answer.py": few, "conftest.py": API.replace('caller not in (owner, "admin")', 'False')}) == [], "without the stranger last month's defect passes")
