"""The answer's models on SQLite: every line of the handout, what the base manager is for, and each gap the answer names."""
import django_app
from bank import answer, check
import coding

django_app.setup(apps=("shop", "plain", "hiding"))
from django.contrib import admin
from django.core.checks import run_checks
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import post_delete, post_save

app = django_app.load(answer("dj-code-soft-delete", "python"), "shop.models")
Customer = app.Customer


class Order(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)

    class Meta:
        app_label = "shop"


django_app.create_tables(Customer, Order)
c = Customer.objects.create(email="a@example.com")
order = Order.objects.create(customer=c)
signals = []
post_delete.connect(lambda **k: signals.append("delete"), weak=False)
post_save.connect(lambda **k: signals.append("save"), weak=False)
check(c.delete() is None and signals == ["save"], "delete() of a row returns nothing, sends save and no delete signal")
check((Customer.objects.count(), Customer.all_objects.count()) == (0, 1), "gone from objects, there in all_objects")
check(Order.objects.get().customer == c, "order.customer still finds it")
check(Order.objects.filter(customer__email="a@example.com").exists(), "a join knows no manager")
check(Order.objects.count() == 1, "the order stays")
again = Customer.objects.create(email="a@example.com")
check(coding.raises(IntegrityError, lambda: transaction.atomic()(c.restore)()) is not None, "restoring violates the constraint")
check(Customer.objects.filter(pk__gt=0).delete() == 1, "the queryset's delete is soft and returns a number")
check(Customer.all_objects.count() == 2, "both rows are still there")
c.restore()
c.refresh_from_db()
check(Customer.objects.get() == c, "restored")
check(not hasattr(Customer.objects, "delete") and not hasattr(Customer.all_objects, "hard_delete"), "the managers offer no delete for the table")
again.refresh_from_db()
again.save()
check(True, "a deleted row can be refreshed and saved")
check(Customer.all_objects.filter(pk=again.pk).hard_delete()[0] == 1 and Customer.all_objects.count() == 1, "hard_delete really deletes")
check(admin.ModelAdmin(Customer, admin.site).get_queryset(None).count() == 1 and not c.delete() and admin.ModelAdmin(Customer, admin.site).get_queryset(None).count() == 0,
      "the admin starts from the default manager, which hides")
field = Order._meta.get_field("customer").formfield()
check(not field.queryset.exists(), "a form's choice of customers leaves the deleted ones out, so an order of one can't be saved unchanged")
check(Customer._meta.abstract is False, "Customer is not abstract")



def variant(app_label, old, new):
    code = answer("dj-code-soft-delete", "python").replace("customer_email_alive", app_label)
    assert code.count(old) == 1
    model = django_app.load(code.replace(old, new), f"{app_label}.models").Customer
    model._meta.db_table = Customer._meta.db_table
    return model.all_objects.get(pk=c.pk)


plain = variant("plain", '        base_manager_name = "all_objects"\n', "")
plain.refresh_from_db()
check(plain.deleted_at is not None, "Django's own base manager doesn't filter either")
hiding = variant("hiding", 'base_manager_name = "all_objects"', 'base_manager_name = "objects"')
check(coding.raises(type(hiding).DoesNotExist, hiding.refresh_from_db) is not None, "a base manager that filters loses the deleted")
first = Customer.all_objects.get(pk=c.pk).deleted_at
c.delete()
check(Customer.all_objects.get(pk=c.pk).deleted_at > first, "deleting twice moves the date")
connection.features.supports_partial_indexes = False
check("models.W036" in [warning.id for warning in run_checks(databases=["default"])], "without conditional indexes Django only warns")
