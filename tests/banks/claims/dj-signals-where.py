"""Receivers run in the caller's transaction only if there is one; bulk methods send nothing."""
from django_app import create_tables, setup

setup()

from django.db import models, transaction
from django.db.models.signals import post_save

from bank import check


class Order(models.Model):
    status = models.CharField(max_length=20, default="new")

    class Meta:
        app_label = "shop"


create_tables(Order)
ran = []


def statistics(sender, **more):
    ran.append("statistics")
    raise RuntimeError("down")


def mail(sender, **more):
    ran.append("mail")


post_save.connect(statistics, sender=Order)
post_save.connect(mail, sender=Order)


def place():
    try:
        Order.objects.create()
    except RuntimeError:
        return True


check(place() and ran == ["statistics"], "receivers run in the order of registration, and an exception in one ends the call")
check(Order.objects.count() == 1, "without atomic the order stays, and the later receiver has not run")
with transaction.atomic():
    try:
        with transaction.atomic():
            Order.objects.create()
    except RuntimeError:
        pass
check(Order.objects.count() == 1, "inside atomic it is rolled back")
ran.clear()
Order.objects.bulk_create([Order(), Order()])
Order.objects.update(status="paid")
Order.objects.bulk_update(Order.objects.all(), ["status"])
check(not ran, "bulk_create, update and bulk_update send no signal")
sent = post_save.send_robust(sender=Order)
check([isinstance(answer, Exception) for _, answer in sent] == [True, False], "send_robust catches and goes on")
