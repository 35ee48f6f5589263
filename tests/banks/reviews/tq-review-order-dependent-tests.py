"""The cart's tests under pytest: what passes alone, in order and on another machine, and which mistakes stay unseen."""
import pathlib
import subprocess
import sys
import tempfile

from bank import answer, check, handout

ID = "tq-review-order-dependent-tests"
SHOP = '''
import time
now = [0.0]
time.sleep = lambda seconds: now.__setitem__(0, now[0] + seconds)    # an exact clock, and no waiting


class Cart:
    def __init__(self):
        self.lines, self.until = [], {}

    def add(self, name, price, quantity=1):
        self.lines.append((name, price, quantity))

    def total(self):
        return sum(price * quantity for _, price, quantity in self.lines)

    def apply_coupon(self, code):
        raise ValueError(code)

    def hold(self, name, seconds):
        self.until[name] = now[0] + seconds

    def is_free(self, name):
        return now[0] >= self.until[name]

    def export(self, path):
        with open(path, "w") as file:
            file.write(repr(self.lines))
'''
folder = pathlib.Path(tempfile.mkdtemp())
suite = handout(ID, "python")


def outcome(*tests, shop=SHOP, code=suite, home=folder):
    """The names of the failed ones."""
    (folder / "shop.py").write_text(shop)
    (folder / "test_cart.py").write_text(code.replace("/home/dev/tmp", str(home)))
    names = [f"test_cart.py::{name}" for name in tests] or ["test_cart.py"]
    run = subprocess.run([sys.executable, "-B", "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", *names],
                         cwd=folder, env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stdout
    return {line.split("::")[1].split()[0] for line in run.stdout.splitlines() if line.startswith("FAILED")}


check(outcome() == set(), "all pass on the author's machine")
check(outcome(home="/home/nobody-here/tmp") == {"test_export"}, "elsewhere the export always fails")
check(outcome("test_add_second") == {"test_add_second"}, "test_add_second fails alone")
check(outcome("test_add_second", "test_1") == {"test_add_second", "test_1"}, "test_1 fails after it")
wrong = SHOP.replace("raise ValueError(code)", "pass").replace("price * quantity", "price")
check(outcome("test_total", "test_empty_coupon", shop=wrong) == set(), "wrong totals and accepted coupons stay unseen")
check(outcome("test_hold_expires", shop=SHOP.replace(">=", ">")) == {"test_hold_expires"}, "the hold is looked at in the moment it ends")
better = answer(ID, "python")
check(outcome(code=better) == set() and outcome(code=better, shop=wrong) == {"test_unknown_coupon_is_refused"}, "the answer's test notices")
