"""The home-made password reset in Django: an unbound token, a token computed from the time, a poisoned host
and what ALLOWED_HOSTS does about it, tokens that stay; and what isn't a flaw (other sessions do end)."""
import contextlib
import io
import random
import re
import sys
import types
from unittest import mock

import django
from bank import check, handout
from django.conf import settings

settings.configure(
    SECRET_KEY="test", USE_TZ=True, ROOT_URLCONF="urls", ALLOWED_HOSTS=["shop.example"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    AUTH_PASSWORD_VALIDATORS=[{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}],
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    MIDDLEWARE=[f"django.{name}Middleware" for name in (
        "contrib.sessions.middleware.Session", "middleware.common.Common", "middleware.csrf.CsrfView",
        "contrib.auth.middleware.Authentication")],
)
django.setup()
from django.contrib.auth.models import User  # noqa: E402
from django.core import mail  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path  # noqa: E402


class ResetToken(models.Model):
    user = models.ForeignKey(User, models.CASCADE)
    token = models.CharField(max_length=64)

    class Meta:
        app_label = "auth"


call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(ResetToken)
app, known = types.ModuleType("app"), types.ModuleType("app.models")
app.__path__, known.User, known.ResetToken = [], User, ResetToken
sys.modules |= {"app": app, "app.models": known}
views = {"__name__": "app.views", "__package__": "app"}
exec(handout("sec-review-password-reset", "python"), views)
urls = types.ModuleType("urls")
urls.urlpatterns = [path("reset", views["request_reset"]), path("reset/confirm", views["confirm"]),
                    path("me", lambda request: HttpResponse(str(request.user)))]
sys.modules["urls"] = urls
mail.outbox = []
victim = User.objects.create_user("victim", "victim@shop.example", "old-password")
User.objects.create_user("mallory", "mallory+x@evil.example", "mallory")
log = io.StringIO()


def ask(email, host="shop.example"):
    with contextlib.redirect_stdout(log):
        return Client(SERVER_NAME=host).post("/reset", {"email": email}, headers={"host": host})


def confirm(**form):
    return Client(SERVER_NAME="shop.example").post("/reset/confirm", form)


session = Client(SERVER_NAME="shop.example")
session.login(username="victim", password="old-password")
check(session.get("/me").content == b"victim", "(the victim is logged in)")
check(ask("nobody@shop.example").status_code == 404 and ask("mallory+x@evil.example").status_code == 200,
      "the two answers tell who has an account")
own = re.search(r"token=(\d+)", mail.outbox[-1].body)[1]
check(own in log.getvalue() and ResetToken.objects.filter(token=own).exists(), "the token is printed, and stored as it is")
check("email=mallory+x@" in mail.outbox[-1].body, "a + stands unencoded in the link")
check(confirm(token=own, email="victim@shop.example", password="1").status_code == 200, "one's own token, and a bad password, for anybody's account")
victim.refresh_from_db()
check(victim.check_password("1"), "the victim's password is changed")
check(session.get("/me").content == b"AnonymousUser", "the victim's other session has ended (Django ties it to the password)")
check(confirm(token=own, email="victim@shop.example", password="2").status_code == 200, "the token works a second time")

with mock.patch("time.time", return_value=1_800_000_000.7):
    ask("victim@shop.example")
random.seed(1_800_000_000)
check(f"token={random.randrange(10**8):08d}&" in mail.outbox[-1].body, "the token follows from the second of the request")

check(ask("victim@shop.example", "evil.example").status_code == 400, "with a strict ALLOWED_HOSTS CommonMiddleware refuses the forged host")
with override_settings(ALLOWED_HOSTS=["*"]):
    ask("victim@shop.example", "evil.example")
    check(mail.outbox[-1].body.startswith("https://evil.example/") and mail.outbox[-1].to == ["victim@shop.example"],
          "with * the victim gets a link to the attacker's host")

from django.contrib.auth.tokens import default_token_generator as generator  # noqa: E402
victim.refresh_from_db()
theirs = generator.make_token(victim)
fresh = generator.check_token(victim, theirs)
victim.set_password("new")
check(fresh and not generator.check_token(victim, theirs), "the framework's token dies with the password change")
