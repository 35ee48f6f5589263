"""One line each for 200, 404, exceptions and a database that is down; nothing secret or forged in it; the claims about order."""
import logging
import random
import re
import string

import django_app
from bank import answer, check
import coding

lines = []


class Keep(logging.Handler):
    def emit(self, record):
        lines.append(record)


logging.getLogger("requests").addHandler(Keep())
logging.getLogger("requests").setLevel(logging.INFO)
logging.getLogger("requests").propagate = False
logging.getLogger("django").addHandler(logging.NullHandler())
logging.getLogger("django").propagate = False
S, A = "django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"
django_app.setup(ROOT_URLCONF="shop.urls", ALLOWED_HOSTS=["*"], LOGGING_CONFIG=None, installed=["django.contrib.sessions"],
                 MIDDLEWARE=["shop.log.RequestLogMiddleware", S, A])
module = django_app.load(answer("dj-code-request-log-middleware", "python"), "shop.log")
from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import OperationalError, connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path, re_path  # noqa: E402
from django.utils.functional import SimpleLazyObject  # noqa: E402

django_app.create_tables(ContentType, Permission, Group, User, Session)


def order(request, pk):
    for _ in range(pk):
        User.objects.count()
    return HttpResponse(request.id)


def down(request):
    def fails():
        raise OperationalError("no connection")

    request.user = SimpleLazyObject(fails)
    raise OperationalError("no connection")


django_app.load("", "shop.urls", urlpatterns=[path("orders/<int:pk>/", order), path("boom/", lambda request: 1 / 0),
                                              path("down/", down), re_path("^free/(?s:.*)$", lambda request: HttpResponse("x"))])
client = Client(raise_request_exception=False)


def get(url, **headers):
    lines.clear()
    response = client.get(url, headers=headers)
    assert len(lines) == 1, f"one line for {url}"
    return response, lines[0]


response, line = get("/orders/7/?token=abc", **{"X-Request-ID": "7f3a9c21-aa"})
check(re.fullmatch(r"GET /orders/7/ 200 \d+ms", line.getMessage()) and response["X-Request-ID"] == line.request_id == "7f3a9c21-aa"
      and line.route == "orders/<int:pk>/" and line.user_id is None and line.queries == 7 and line.levelname == "INFO" and "abc" not in str(vars(line)),
      "the handout's line, without DEBUG")
client.force_login(User.objects.create_user("ada"))
response, line = get("/orders/0/")
check(line.user_id == User.objects.get().pk and line.queries == 0 and "Cookie" not in response.get("Vary", ""),
      "reading the user at the top comes after the count and adds no Vary")
from django.test.utils import CaptureQueriesContext  # noqa: E402

with CaptureQueriesContext(connection) as seen:
    get("/free/x")
check(len(seen) == 2, "where nobody has read the user, the log itself sends two queries for a session in the database")
check((get("/nothing/")[1].levelname, get("/nothing/")[1].route) == ("INFO", None), "a 404 is logged, without a route")
response, line = get("/boom/")
check(line.levelname == "ERROR" and re.fullmatch(r"GET /boom/ 500 \d+ms", line.getMessage()) and "X-Request-ID" in response, "a view that raises")
check(get("/down/")[1].user_id is None, "so is a request whose user can't be read, the database being down")
check(coding.raises(ZeroDivisionError, Client().get, "/boom/") is not None, "the test client raises the exception again")
r = random.Random(1)
for _ in range(400):
    given = "".join(r.choice(string.ascii_letters + "09-\n\t é") for _ in range(r.choice([3, 8, 40, 64, 65])))
    _, line = get("/free/" + "".join(r.choice(["a", "%0A", "%0D", "%00", "%E2%80%A8", "%2F", "é", " "]) for _ in range(5)), **{"X-Request-ID": given})
    assert (line.request_id == given) == bool(re.fullmatch("[A-Za-z0-9-]{8,64}", given)) and len(line.getMessage().splitlines()) == 1
check(True, "400 odd paths and ids: always one line, only sensible ids taken over")
module.escape_uri_path = lambda path: path
check(len(get("/free/%0AGET /orders/9/ 200 1ms")[1].getMessage().splitlines()) == 2, "unescaped, %0A in a path starts a new line")
check(connection.queries == [], "connection.queries is empty without DEBUG")
import sys  # noqa: E402

from django.urls import clear_url_caches  # noqa: E402

sys.modules["shop.urls"].handler500 = lambda request: 1 / 0
clear_url_caches()
lines.clear()
check(coding.raises(ZeroDivisionError, Client(raise_request_exception=False).get, "/boom/") is not None and not lines, "a handler500 that raises gets through without a line")
