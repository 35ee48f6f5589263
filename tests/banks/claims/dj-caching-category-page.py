"""The cache_page decorator stores a page before the session middleware adds Vary: Cookie, so the next visitor gets it."""
from django_app import setup

from bank import check

setup(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], installed=["django.contrib.sessions"],
      CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
      MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
      TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])

from django.core.cache import cache
from django.core.management import call_command
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path
from django.views.decorators.cache import cache_page

runs = []


def cart(request):
    request.session.setdefault("cart", request.GET.get("add"))
    return HttpResponse(f"cart: {request.session['cart']}")


def products():
    runs.append(1)
    return ["a", "b"]


page = cache_page(60)(cart)
urlpatterns = [path("plain", cart), path("cached", page)]
call_command("migrate", verbosity=0)
ann, bob = Client(), Client()
ann.get("/plain?add=ann")
bob.get("/plain?add=bob")
check(ann.get("/cached").content == b"cart: ann" and bob.get("/cached").content == b"cart: ann", "with the decorator, Bob gets Ann's cart")

template = engines["django"].from_string("{% load cache %}{% cache 300 category 7 version %}{% for one in products %}{{ one }}{% endfor %}{% endcache %}")
for version in (1, 1, 2):
    check(template.render({"products": products, "version": version}) == "ab", f"the fragment shows the products at version {version}")
check(len(runs) == 2, "the fragment runs the lazy part once per version")
cache.clear()
