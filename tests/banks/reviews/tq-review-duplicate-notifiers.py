"""The two notifiers, run against a server that fails: how often each tries, what each believes, what it says of an amount."""
import re
from types import SimpleNamespace
from unittest import mock

import requests
from bank import check, handout

orders_code, refunds_code = handout("tq-review-duplicate-notifiers", "python").split("\n\n\n# refunds.py")
modules = [{}, {}]
exec(orders_code, modules[0])
exec(refunds_code, modules[1])
send = {"order": modules[0]["send_order"], "refund": modules[1]["notify_refund"]}
item = SimpleNamespace(id=7, cents=960, currency="EUR", email="a@x.example")


def reply(status):
    response = requests.Response()
    response.status_code = status
    return response


def run(kind, thing=item, **post):
    with mock.patch("requests.post", **post) as call:
        try:
            send[kind](thing)
            outcome = "returned"
        except Exception as error:
            outcome = type(error).__name__
    return outcome, call.call_count, call.call_args


check(run("order", return_value=reply(500))[:2] == ("HTTPError", 3), "orders: three tries, then an error")
check(run("refund", return_value=reply(500))[:2] == ("returned", 1), "refunds: a 500 counts as success")
check(run("refund", side_effect=requests.ConnectionError)[:2] == ("returned", 2), "refunds: two tries, then it returns quietly: the notice is lost")
check("timeout" not in run("order", return_value=reply(200))[2].kwargs and run("refund", return_value=reply(200))[2].kwargs["timeout"] == 5, "only refunds have a timeout")
check(run("refund", SimpleNamespace(**{**item.__dict__, "cents": None}), return_value=reply(200))[0] == "TypeError", "(a wrong amount is noticed)")
check(run("refund", side_effect=NameError)[0] == "returned" and run("refund", side_effect=KeyboardInterrupt)[0] == "returned", "the bare except hides a programming error, and even Ctrl-C")
texts = [run(kind, return_value=reply(200))[2].kwargs["json"]["text"] for kind in send]
check(texts == ["Order 7: 9.60 EUR", "Refund 7: 10 EUR"], "9.60 reads 9.60 in one and 10 in the other")
check(run("order", return_value=reply(400))[1] == 3, "orders repeat even a request that the server calls wrong")
check(modules[0]["TOKEN"] == modules[1]["TOKEN"] and re.match("tok_live", modules[0]["TOKEN"]), "the token stands in both")
