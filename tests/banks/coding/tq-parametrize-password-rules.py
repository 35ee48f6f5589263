"""The answer's tests pass for the function, name the broken rule in their ids and fail for each broken rule; xfail and loops."""
import pytests
from bank import answer, check, handout

FUNCTION, TESTS = handout("tq-parametrize-password-rules", "python"), answer("tq-parametrize-password-rules", "python")


def failed(*change):
    if change:
        assert FUNCTION.count(change[0]) == 1, change
    return pytests.failed({"test_answer.py": TESTS, "accounts.py": FUNCTION.replace(*change) if change else FUNCTION})


check(failed() == [], "the function passes")
check(failed("if not any(c.isdigit() for c in password):", "if False:") == ["test_rejected[digit-before-letter]", "test_rejected[no-digit]"], "the report reads test_rejected[no-digit]")
for old, new in [("< 8", "< 7"), ("< 8", "<= 8"), ("> 64", "> 65"), ("> 64", ">= 64"), ("c.isalpha()", "True"), ("in password.lower()", "in password"), ("username.lower() in", "username.lower() not in"), ("username.lower() in", "username in")]:
    check(failed(old, new), f"{old} as {new} is caught")
lines = FUNCTION.split("    if ")
swapped = "    if ".join([*lines[:3], lines[4], lines[3], *lines[5:]])
check(swapped != FUNCTION and pytests.failed({"test_answer.py": TESTS, "accounts.py": swapped}) == ["test_rejected[digit-before-letter]"], "the order of two rules is pinned down")
swapped = "    if ".join([*lines[:2], lines[3], lines[2], *lines[4:]])
check(swapped != FUNCTION and pytests.failed({"test_answer.py": TESTS, "accounts.py": swapped}) == ["test_rejected[length-before-digit]"], "and that of the upper limit and the digit")
space = {}
exec(FUNCTION, space)
check(space["password_problem"]("abcdefg1", "") == "contains_user", "an empty user name is contained in every password")
strict = """import pytest
@pytest.mark.parametrize("n", [1, pytest.param(2, marks=pytest.mark.xfail(strict=True))])
def test_known(n):
    assert n < NUMBER
@pytest.mark.parametrize("a", [1, 2])
@pytest.mark.parametrize("b", [1, 2, 3])
def test_all(a, b):
    pass
def test_loop():
    for n in [1, 5, 9]:
        assert n < 4, n
@pytest.fixture
def user(request):
    return "user " + request.param
@pytest.mark.parametrize("user", ["kim"], indirect=True)
def test_indirect(user):
    assert user == "user kim"
"""
found = pytests.run({"test_more.py": strict.replace("NUMBER", "2")})
check(found["test_known[2]"] == "skipped" and found["test_indirect[kim]"] == "passed", "xfail keeps a known defect visible; indirect hands a parameter to the fixture")
check(pytests.run({"test_more.py": strict.replace("NUMBER", "3")})["test_known[2]"] == "failed", "with strict it fails once the defect is gone")
check(sum(name.startswith("test_all") for name in found) == 6, "stacked decorators give every combination")
check(found["test_loop"] == "failed" and sum(name.startswith("test_loop") for name in found) == 1, "in a loop the first failure hides the rest")
