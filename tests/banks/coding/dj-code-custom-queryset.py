"""The answer's filters chained at random, from both sides, against a brute force; what a filtering manager hides."""
import random

import django_app
from bank import answer, check

django_app.setup(apps=("shop", "hiding"))
from django.contrib import admin  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

CODE = answer("dj-code-custom-queryset", "python")
shop = django_app.load(CODE, "shop.models")
Category, Product, Review = shop.Category, shop.Product, shop.Review


class Sale(models.Model):
    product = models.ForeignKey(Product, models.CASCADE, related_name="sales")
    pieces = models.IntegerField()

    class Meta:
        app_label = "shop"


django_app.create_tables(Category, Product, Review, Sale)
r = random.Random(1)
categories = [Category.objects.create(name=str(n)) for n in range(3)]
stars = {}
for n in range(40):
    product = Product.objects.create(category=r.choice(categories), name=str(n), price=r.choice(["9.99", "10", "10.01", "3"]),
                                     stock=r.randrange(3), active=r.random() < 0.7)
    stars[product.pk] = [r.randrange(1, 6) for _ in range(r.randrange(4))]
    Review.objects.bulk_create(Review(product=product, stars=s) for s in stars[product.pk])
steps = {"available": lambda p: p.active and p.stock > 0, "cheaper_than": lambda p: p.price < 10, "with_rating": lambda p: True}
everything = list(Product.objects.all())
for _ in range(200):
    names = r.sample(list(steps), r.randrange(4))
    category = r.choice([None, *categories])
    with CaptureQueriesContext(connection) as seen:
        found = (category.products if category else Product.objects).all()
        first = category.products if category else Product.objects
        for number, name in enumerate(names):
            method = getattr(first if number == 0 else found, name)
            found = method(10) if name == "cheaper_than" else method()
        found = list(found.order_by("pk"))
    assert len(seen) == 1
    assert found == [p for p in everything if (not category or p.category_id == category.pk) and all(steps[n](p) for n in names)]
    if "with_rating" in names:
        assert all(p.rating == (sum(stars[p.pk]) / len(stars[p.pk]) if stars[p.pk] else None) for p in found)
check(True, "200 random chains, half of them from category.products, each in one query")
check(admin.ModelAdmin(Product, admin.site).get_queryset(None).count() == 40, "the admin sees all products")
one = Product.objects.create(category=categories[0], name="x", price=1, stock=1)
for number in (1, 5):
    Review.objects.create(product=one, stars=number)
    Sale.objects.create(product=one, pieces=10)
both = Product.objects.with_rating().annotate(sold=models.Sum("sales__pieces")).get(pk=one.pk)
check(both.sold == 40 and both.rating == 3, "beside the join of reviews the 20 pieces sold become 40")
check(Product.objects.filter(name="x").available().update(stock=2) == 1, "available() can take part in an update")
hidden = "class Hiding(models.Manager):\n    def get_queryset(self):\n        return super().get_queryset().filter(active=True)\n\n\nclass Category("
code = CODE.replace("class Category(", hidden).replace("objects = ProductQuerySet.as_manager()", "objects = Hiding()")
hiding = django_app.load(code, "hiding.models")
for model in (hiding.Category, hiding.Product):
    model._meta.db_table = getattr(shop, model.__name__)._meta.db_table
inactive = Product.objects.filter(active=False).first()
check(admin.ModelAdmin(hiding.Product, admin.site).get_queryset(None).count() < 41, "a filtering first manager hides rows from the admin")
check(not hiding.Category.objects.get(pk=inactive.category_id).products.filter(pk=inactive.pk).exists(), "and from the reverse relation")
