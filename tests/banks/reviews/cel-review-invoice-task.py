"""Passing the order fails; passing its id inside the transaction bills a rolled-back order, unless sent on commit;
and a real prefork worker charges again and again, since it refuses to wait for a result inside a task."""
import os
import time
from types import SimpleNamespace as Some

import celery_worker
import django_app
from bank import answer, check, handout

django_app.setup()
from celery import shared_task  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import models, transaction  # noqa: E402
from celery.result import allow_join_result  # noqa: E402
from kombu.exceptions import EncodeError  # noqa: E402


class Order(models.Model):
    user = models.ForeignKey(User, models.CASCADE)
    state = models.CharField(max_length=10)
    note = models.CharField(max_length=10, default="")
    add_lines = lambda self, cart: None  # noqa: E731

    class Meta:
        app_label = "shop"

    def reserve_stock(self):
        raise LookupError("out of stock")


def bad_mail(*_):
    raise ConnectionError("the mail server is down")


def post(*_, **options):
    check("timeout" not in options, "the payment is asked for without a timeout") if not charges() else None
    with open(f"{place}/charges", "a") as f:
        f.write("charged\n")
    return Some(json=lambda: {"id": "ch_1"})


def charges():
    return len(open(f"{place}/charges").readlines()) if os.path.exists(f"{place}/charges") else 0


def wait_for_another():
    """What `.get()` does where it is allowed, in a pool of one process."""
    with allow_join_result():
        return type(attempt(lambda: space["render_invoice"].delay(None).get(timeout=1))).__name__


def attempt(call, *args):
    try:
        return call(*args)
    except Exception as e:
        return e


django_app.create_tables(User, Order)
code = handout("cel-review-invoice-task", "python")
call, mended = "bill_order.delay(order)", answer("cel-review-invoice-task", "python").strip()
request = Some(user=User.objects.create(username="ann"), session={})
with celery_worker.app_with_folder() as (app, place):
    space = dict(__name__="shop1", login_required=lambda f: f, require_POST=lambda f: f, transaction=transaction, redirect=str, PAY_URL="",
                 FROM="", shared_task=shared_task, Order=Order, requests=Some(post=post), EmailMessage=bad_mail)
    exec(code, space)
    for eager in (False, True):
        app.conf.task_always_eager, request.session["cart"] = eager, []
        check(isinstance(attempt(space["checkout"], request), EncodeError), f"an order is no JSON (eager: {eager})")
    check(not Order.objects.exists(), "and the order is rolled back")
    for line, sent_at_rollback in ((call.replace("order)", "order.pk)"), 1), (mended, 0)):
        sent, request.session["cart"] = [], []
        other = dict(space, shared_task=lambda **_: lambda f: f)
        exec(code.replace(call, line), other)
        other["bill_order"] = Some(delay=sent.append)
        check(isinstance(attempt(other["checkout"], request), LookupError) and not Order.objects.exists()
              and len(sent) == sent_at_rollback, f"a rollback with `{line}` has sent {sent_at_rollback}")

with celery_worker.app_with_folder(task_serializer="pickle", accept_content=["pickle", "json"]) as (app, place):
    space["__name__"] = "shop2"
    exec(code, space)
    order = Some(pk=1, cents=1, user=Some(card_token="", email=""))
    space["render_invoice"] = app.task(attempt, name="render")
    task = space["bill_order"]
    waits = app.task(wait_for_another, name="waits")
    check(task.max_retries is None, "the number of attempts is not limited")
    started = time.time()
    with celery_worker.worker(app):
        task.delay(order)
        while charges() < 3 and time.time() - started < 30:
            time.sleep(0.1)
        task.app.control.purge()
        check(waits.delay().get(timeout=20) == "TimeoutError", "allowed to wait, the only process waits for itself")
    check(charges() >= 3, "the worker refuses .get(): a single order is charged three times in a few seconds")
    space["shared_task"] = lambda **_: lambda f: f
    exec(code.replace("render_invoice.delay(order.pk).get()", "b''"), space)
    before = charges()
    [attempt(space["bill_order"], Some(retry=lambda exc, countdown: exc), order) for _ in range(2)]
    check(charges() == before + 2, "without .get(), a mail server that is down charges twice as well")

order = Order.objects.create(user=request.user, state="new")
for fields, kept in ((None, ""), (["state"], "changed")):
    here = Order.objects.get(pk=order.pk)
    Order.objects.filter(pk=order.pk).update(note="changed")
    here.save(update_fields=fields)
    check(Order.objects.get(pk=order.pk).note == kept, f"a change made meanwhile, after save({fields}): {kept!r}")
