"""The answer's tests pass without a network; patching rates.fetch_rate has no effect; autospec; the cache that leaks; cut cents."""
import sys
import types
import unittest
from decimal import Decimal
from unittest.mock import Mock, create_autospec, patch

from bank import answer, check, handout
import coding

calls = []


def fetch_rate(source, target):
    calls.append((source, target))
    raise AssertionError("the network")


def module(name, code, **names):
    made = sys.modules[name] = types.ModuleType(name)
    made.__dict__.update(names)
    exec(compile(code, name, "exec"), made.__dict__)
    return made


module("rates", "", fetch_rate=fetch_rate)
pricing = module("pricing", handout("tq-patch-where-it-is-used", "python"))
tests = module("answer", answer("tq-patch-where-it-is-used", "python"))


def outcome():
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(tests.InCurrencyTest).run(result)
    return result.testsRun, len(result.failures) + len(result.errors)


check(outcome() == (2, 0) and calls == [] and pricing.LAST_RATES == {}, "two tests pass without a network and leave the cache empty")
with patch("rates.fetch_rate", return_value=Decimal(1)):
    check(coding.raises(AssertionError, pricing.in_currency, 1, "EUR", "USD") is not None and calls, "patching rates.fetch_rate leaves pricing calling its own reference")
source = handout("tq-patch-where-it-is-used", "python")
for old, new, what in [("int(cents * LAST_RATES[key])", "int(cents / LAST_RATES[key])", "a wrong conversion"),
                       ("= fetch_rate(source, target)", "= fetch_rate(target, source)", "swapped currencies"),
                       ("        if key not in LAST_RATES:\n            raise\n", "        raise\n", "no fallback"),
                       ("        LAST_RATES[key] = fetch_rate(source, target)\n", "        return int(cents * fetch_rate(source, target))\n", "a rate that is never kept")]:
    assert source.count(old) == 1
    exec(compile(source.replace(old, new), "pricing", "exec"), pricing.__dict__)
    check(outcome()[1] > 0, f"{what} is caught")
exec(compile(source, "pricing", "exec"), pricing.__dict__)
check(coding.raises(TypeError, create_autospec(fetch_rate), "EUR") is not None and Mock()("EUR", 1, 2, x=3) is not None, "autospec refuses wrong calls, a plain Mock accepts any")
with patch("pricing.fetch_rate", return_value=Decimal("1.10")):
    pricing.in_currency(1, "EUR", "USD")
check(pricing.LAST_RATES == {("EUR", "USD"): Decimal("1.10")}, "without patch.dict a rate leaks into later tests")
pricing.LAST_RATES.clear()
with patch("pricing.fetch_rate", side_effect=ConnectionError):
    check(coding.raises(ConnectionError, pricing.in_currency, 1, "EUR", "USD") is not None, "no rate at all raises")
with patch("pricing.fetch_rate", return_value=Decimal("1.999")):
    check(pricing.in_currency(1, "EUR", "USD") == 1, "int cuts off fractions of a cent")
