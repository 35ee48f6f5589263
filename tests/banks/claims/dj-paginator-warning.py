"""The paginator forgives a wrong page, costs two queries, and its elided range has to be told the page."""
from django_app import create_tables, load, setup

setup(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])

import types
import warnings

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator, UnorderedObjectListWarning
from django.db import connection, models
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from bank import answer, check


class Product(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        app_label = "shop"


create_tables(Product)
Product.objects.bulk_create(Product(name="same") for _ in range(1990))


def shown(number):
    request = types.SimpleNamespace(GET={"page": number})
    lines = "\n".join("    " + line for line in answer("dj-paginator-warning", "python").splitlines())
    view = load(f"def view(request):\n{lines}", "shop.views", Product=Product, Paginator=Paginator, render=lambda request, name, context: context)
    return view.view(request)["page"]


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    Paginator(Product.objects.all(), 20).page(1)
    check(any(one.category is UnorderedObjectListWarning for one in seen), "an unordered queryset warns")
check(shown("abc").number == 1 and shown("9999").number == 100, "not a number gives page 1, too high the last one")
for number, error in (("abc", PageNotAnInteger), (9999, EmptyPage)):
    try:
        shown(1).paginator.page(number)
        check(False, f"page({number!r}) raises")
    except error:
        check(True, f"page({number!r}) raises {error.__name__}")
ids = [one.pk for number in range(1, 101) for one in shown(number).object_list]
check(len(ids) == len(set(ids)) == 1990, "with a unique field at the end each product turns up once")
with CaptureQueriesContext(connection) as queries:
    list(shown(50).object_list)
check(len(queries) == 2 and "COUNT" in queries[0]["sql"] and "LIMIT 20" in queries[1]["sql"], "one COUNT and one query of 20 rows")
page = shown(50)
in_template = Template("{% for n in page.paginator.get_elided_page_range %}{{ n }} {% endfor %}").render(Context({"page": page}))
check(" 50 " not in in_template, "called in a template the elided range is that of page 1")
check(50 in list(page.paginator.get_elided_page_range(page.number)), "told the page, it shows the pages around")
