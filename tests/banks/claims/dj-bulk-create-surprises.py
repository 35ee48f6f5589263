"""bulk_create skips save() and signals, and one bad row undoes all its batches; queryset.delete() sends signals."""
import django_app

django_app.setup(apps=("shop",))

from django.db import IntegrityError, models
from django.db.models.signals import post_save, pre_delete

from bank import check


class Product(models.Model):
    sku = models.CharField(max_length=9, unique=True)
    slug = models.CharField(max_length=9, default="")
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "shop"

    def save(self, *args, **kwargs):
        self.slug = "from-save"
        super().save(*args, **kwargs)


django_app.create_tables(Product)
saved, deleted = [], []
post_save.connect(lambda **_: saved.append(1), sender=Product, weak=False)
pre_delete.connect(lambda **_: deleted.append(1), sender=Product, weak=False)

Product.objects.bulk_create([Product(sku="a"), Product(sku="b")])
check(not saved and set(Product.objects.values_list("slug", flat=True)) == {""}, "bulk_create calls no save() and sends no signal")
try:
    Product.objects.bulk_create([Product(sku=sku) for sku in ("c", "d", "e", "f", "a")], batch_size=2)
except IntegrityError:
    pass
check(Product.objects.count() == 2, "a duplicate in the last batch leaves no row of the earlier ones")
row = Product.objects.get(sku="a")
before = row.updated
Product.objects.filter(pk=row.pk).update(slug="x")
row.slug = "y"
Product.objects.bulk_update([row], ["slug"])
row.refresh_from_db()
check(not saved and row.updated == before, "update() and bulk_update() send nothing and leave auto_now alone")
Product.objects.all().delete()
check(len(deleted) == 2, "queryset.delete() sends a signal for each row")
