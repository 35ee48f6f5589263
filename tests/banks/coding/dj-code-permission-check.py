"""The check over random class trees and URL trees against a recursive definition; what passes, what is tolerated, and where it runs."""
import io
import random

import django_app
from bank import answer, check
import coding

django_app.setup(installed=["rest_framework"], ROOT_URLCONF="house.urls", ALLOWED_HOSTS=["*"])
from django.conf import settings  # noqa: E402
from django.core import checks  # noqa: E402
from django.core.management.base import SystemCheckError  # noqa: E402
from django.core.management import BaseCommand, call_command  # noqa: E402
from django.urls import clear_url_caches, include, path  # noqa: E402
from django.views import View  # noqa: E402
from django.views.decorators.cache import cache_page  # noqa: E402
from rest_framework import generics, permissions, routers, viewsets  # noqa: E402
from rest_framework.decorators import action, api_view  # noqa: E402
from rest_framework.schemas import get_schema_view  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

m = django_app.load(answer("dj-code-permission-check", "python"), "house.checks")


def found(*patterns, known=()):
    django_app.load("", "house.urls", urlpatterns=list(patterns))
    clear_url_caches()
    settings.IMPLICIT_PERMISSION_VIEWS = known
    return [(problem.id, problem.obj) for problem in m.explicit_permissions(None)]


def quiet(*arguments, **options):
    return call_command(*arguments, stdout=io.StringIO(), stderr=io.StringIO(), **options)


def cls(name, *bases, **body):
    made = type(name, bases, {"__module__": "shop.api", **body})
    return made


r = random.Random(1)
for number in range(300):
    tree = {}
    for n in range(r.randrange(1, 8)):
        base = r.choice([APIView, generics.ListAPIView, *tree, *tree])
        explicit = r.choice([None, None, {"permission_classes": [permissions.AllowAny]}, {"get_permissions": lambda self: []}])
        tree[cls(f"V{n}", base, **(explicit or {}))] = bool(explicit) or tree.get(base, False)
    bad, patterns = set(), []
    for view, good in tree.items():
        if r.random() < 0.7:
            wrapped = r.choice([lambda v: v, cache_page(9)])(view.as_view())
            made = path(f"{view.__name__}/", wrapped)
            for _ in range(r.randrange(3)):
                made = path("deep/", include([made]))
            patterns += [made] * r.choice([1, 2])
            bad |= {f"shop.api.{view.__name__}"} - ({f"shop.api.{view.__name__}"} if good else set())
    known = {one for one in bad | {"shop.api.Gone"} if r.random() < 0.4}
    want = [("house.E001", one) for one in sorted(bad - known)] + [("house.W001", one) for one in sorted(known - bad)]
    assert found(*patterns, known=known) == want
check(True, "300 random trees of classes and URLs: errors, tolerated ones and warnings as defined")


class Orders(viewsets.ViewSet):
    __module__ = "shop.api"

    def list(self, request):
        pass

    @action(detail=False, permission_classes=[permissions.AllowAny])
    def open(self, request):
        pass


router = routers.DefaultRouter()
router.register("orders", Orders, basename="order")
check(found(*router.urls) == [("house.E001", "shop.api.Orders")], "a viewset of a router; the router's own root view is left out")
check(found(path("s/", get_schema_view(title="x"))) == [] and found(path("v/", View.as_view()), path("f/", lambda request: None)) == [], "views of DRF itself and outside DRF are not judged")
Loose = cls("Loose", APIView)
check(found(path("x/", Loose.as_view(permission_classes=[permissions.IsAdminUser]))) == [] and found(path("x/", Loose.as_view(permission_classes=[])), path("y/", Loose.as_view())) != [],
      "as_view(permission_classes=...) counts for its route only")
check(found(path("x/", api_view(["GET"])(lambda request: None))) == [], "views by @api_view pass")
check(found(path("x/", cls("Public", APIView, permission_classes=[permissions.AllowAny]).as_view())) == [], "so does an explicit AllowAny")
found(path("x/", Loose.as_view()))
text = str(checks.Error("The view does not name its permissions.", hint="H", obj="shop.api.Loose", id="house.E001"))
check(text == "shop.api.Loose: (house.E001) The view does not name its permissions.\n\tHINT: H", "the output is the handout's")
check(coding.raises(SystemCheckError, lambda: quiet("check")) is not None, "manage.py check fails")
found(known=["shop.api.Gone"])
check(coding.raises(SystemCheckError, lambda: quiet("check", fail_level="WARNING")) is not None and quiet("check") is None, "warnings fail with --fail-level WARNING only")
from django.core.management.commands.makemessages import Command as Messages  # noqa: E402

check(BaseCommand.requires_system_checks == "__all__" and Messages.requires_system_checks == [], "most commands run the checks, but not all")
