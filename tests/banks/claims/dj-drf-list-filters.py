"""The answer's viewset pages through all rows; letting clients sort by a price that many products share would make the pages repeat."""
import types

from django_app import create_tables, load, setup

setup(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], MIDDLEWARE=[], installed=["rest_framework"])

from django.core.management import call_command
from django.db import models
from rest_framework import filters, pagination, routers, serializers, viewsets
from rest_framework.test import APIClient

from bank import answer, check


class Category(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        app_label = "shop"


class Product(models.Model):
    name = models.CharField(max_length=20)
    sku = models.CharField(max_length=20)
    price = models.IntegerField()
    category = models.ForeignKey(Category, models.CASCADE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "shop"


class ProductSerializer(serializers.ModelSerializer):
    class Meta:
        model = Product
        fields = ["id", "price", "created_at"]


call_command("migrate", verbosity=0)
create_tables(Category, Product)
tea = Category.objects.create(name="tea")
Product.objects.bulk_create(Product(name="tea", sku=str(n), price=10, category=tea) for n in range(1300))
stub = types.SimpleNamespace(FilterSet=object, RangeFilter=lambda: None)
code = load(answer("dj-drf-list-filters", "python"), "shop.views", filters=stub, Product=Product, viewsets=viewsets,
            CursorPagination=pagination.CursorPagination, DjangoFilterBackend=filters.BaseFilterBackend,
            SearchFilter=filters.SearchFilter, OrderingFilter=filters.OrderingFilter, ProductSerializer=ProductSerializer)
plain = code.ProductViewSet
plain.filter_backends = [filters.SearchFilter, filters.OrderingFilter]
plain.authentication_classes = []


class ByPrice(plain):
    ordering_fields = ["price"]


router = routers.SimpleRouter()
router.register("products", plain, basename="product")
router.register("by-price", ByPrice, basename="by-price")
urlpatterns = router.urls


def walk(url, pages=60):
    """The ids of the pages behind each other, and whether there was an end."""
    seen = []
    while url and pages:
        page = APIClient().get(url).json()
        seen += [row["id"] for row in page["results"]]
        url, pages = page["next"], pages - 1
    return seen, not url


seen, ended = walk("/products/")
check(ended and sorted(seen) == list(range(1, 1301)), "in the paginator's order each row comes once")
check(APIClient().get("/products/?ordering=price").json()["results"] == APIClient().get("/products/").json()["results"],
      "sorting by price is not on offer")
seen, ended = walk("/by-price/?ordering=price")
check(not ended and len(set(seen)) < len(seen), "with 1,300 products at one price the pages sorted by it repeat")
check(len(set(seen)) < 1300, "and some of the products never come")
