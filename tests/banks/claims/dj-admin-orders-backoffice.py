"""With the answer's classes the lines are shown and cannot be changed, added or deleted, and the action ships each order by its method."""
from django_app import create_tables, load, setup

setup(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], installed=["django.contrib.sessions", "django.contrib.messages", "django.contrib.admin"],
      MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
                  "django.contrib.messages.middleware.MessageMiddleware"],
      TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": [
          "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
          "django.contrib.messages.context_processors.messages"]}}])

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import path

from bank import answer, check

shipped = []


class Customer(models.Model):
    email = models.EmailField()

    class Meta:
        app_label = "shop"


class Product(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        app_label = "shop"

    def __str__(self):
        return self.name


class Order(models.Model):
    number = models.CharField(max_length=20)
    customer = models.ForeignKey(Customer, models.CASCADE)
    status = models.CharField(max_length=20, default="new")
    total = models.IntegerField(default=7)
    placed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "shop"

    def ship(self, by):
        shipped.append((self.pk, by.username))


class Line(models.Model):
    order = models.ForeignKey(Order, models.CASCADE)
    product = models.ForeignKey(Product, models.CASCADE)
    quantity = models.IntegerField()

    class Meta:
        app_label = "shop"


call_command("migrate", verbosity=0)
create_tables(Customer, Product, Order, Line)
load(answer("dj-admin-orders-backoffice", "python"), "shop.admin", admin=admin, Line=Line, Order=Order)
missing = [one.id for one in admin.site.get_model_admin(Order).check()]
check(missing == ["admin.E039"], "autocomplete needs an admin of the customer")


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    pass


check([one.id for one in admin.site.get_model_admin(Order).check()] == ["admin.E040"], "and search_fields on it")
CustomerAdmin.search_fields = ["email"]
check(not admin.site.get_model_admin(Order).check(), "then the checks pass")
urlpatterns = [path("admin/", admin.site.urls)]
client = Client()
client.force_login(User.objects.create_superuser("ann"))
order = Order.objects.create(number="1", customer=Customer.objects.create(email="a@shop.example"))
line = Line.objects.create(order=order, product=Product.objects.create(name="green tea"), quantity=2)
url = f"/admin/shop/order/{order.pk}/change/"
page = client.get(url).content.decode()
check("green tea" in page and 'name="line_set-0-quantity"' not in page and "line_set-0-DELETE" not in page, "the lines are shown without inputs")
sent = client.post(url, {"number": "1", "customer": order.customer_id, "status": "new", "total": 1, "line_set-TOTAL_FORMS": 2,
                         "line_set-INITIAL_FORMS": 1, "line_set-0-id": line.pk, "line_set-0-order": order.pk, "line_set-0-quantity": 99,
                         "line_set-0-DELETE": "on", "line_set-1-product": line.product_id, "line_set-1-quantity": 5})
order.refresh_from_db()
check(sent.status_code == 302 and list(Line.objects.values_list("quantity", flat=True)) == [2], "a sent quantity, deletion or new line is ignored")
check(order.total == 7, "and so is a sent total")
client.post("/admin/shop/order/", {"action": "mark_shipped", "_selected_action": [order.pk]})
check(shipped == [(order.pk, "ann")], "the action calls the order's method with the user")
