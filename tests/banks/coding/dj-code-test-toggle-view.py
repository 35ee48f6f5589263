"""The answer's tests against the handout's view (one fails), a mended view (all pass), and views broken in each way."""
import os
import re
import subprocess
import sys
import tempfile
import pathlib

from bank import answer, check, handout

ID = "dj-code-test-toggle-view"
code = handout(ID, "python")
models, views = code.split("# todo/views.py")[0], code.split("# todo/views.py")[1].split("# todo/urls.py")[0]
HEAD = """
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from todo.models import Item
"""
RUNNER = """
import logging, sys
from django.conf import settings
settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "todo"], ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, ROOT_URLCONF="todo.urls", SECRET_KEY="x", LOGGING_CONFIG=None,
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"])
import django
django.setup()
logging.disable(logging.CRITICAL)
from django.test.runner import DiscoverRunner
sys.exit(DiscoverRunner(verbosity=2).run_tests(["todo"]) > 0)
"""
EXTRA = """

from django.test import Client

class Claims(TestCase):
    def test_claims(self):
        ada = get_user_model().objects.create_user("ada", password="x")
        item = Item.objects.create(owner=ada, text="x")
        url = reverse("item-toggle", args=[item.pk])
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(ada)
        assert strict.post(url).status_code == 403
        self.client.raise_request_exception = False
        self.client.force_login(ada)
        assert self.client.post(url, {"next": "x"}).status_code == 500
        self.client.logout()
        assert self.client.post(url)["Location"].endswith("?next=" + url)
        self.client.force_login(ada)
        assert self.client.get(url).status_code == 405
"""


def failing(views, extra=""):
    with tempfile.TemporaryDirectory() as place:
        app = pathlib.Path(place, "todo")
        app.mkdir()
        for name, text in {"__init__.py": "", "models.py": "from django.conf import settings\nfrom django.db import models\n" + models, "views.py": HEAD + views,
                           "tests.py": answer(ID, "python") + extra,
                           "urls.py": "from django.http import HttpResponse\nfrom django.urls import path\nfrom todo import views\n"
                                      "urlpatterns = [path('', lambda request: HttpResponse(), name='item-list'), path('<int:pk>/', views.toggle, name='item-toggle')]"}.items():
            (app / name).write_text(text)
        done = subprocess.run([sys.executable, "-c", RUNNER], cwd=place, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": place})
    said = done.stderr + done.stdout
    assert "Ran " in said, said
    return sorted(re.findall(r"^(?:FAIL|ERROR): (\w+)", said, re.MULTILINE))


def variant(old, new):
    assert views.count(old) == 1
    return failing(views.replace(old, new))


check(failing(views, EXTRA) == ["test_foreign_next_is_not_followed"],
      "only the last test fails; next=x gives a 500; after logging in, the URL by GET is a 405; CSRF is checked on request")
safe = ('to = request.POST.get("next", "")\n    if url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}):\n'
        '        return HttpResponseRedirect(to)\n    return redirect("item-list")')
check(variant('return redirect(request.POST.get("next") or "item-list")', safe) == [], "with the answer's fix all pass")
check("test_local_next_is_followed" in variant('request.POST.get("next") or "item-list"', '"item-list"'), "a view that ignores next")
check("test_other_user_gets_404" in variant(", owner=request.user", ""), "without the owner the test of another user fails")
check("test_anonymous_is_sent_to_login" in variant("@login_required\n", ""), "without login_required the anonymous one")
check("test_get_is_refused" in variant("@require_POST\n", ""), "without require_POST the one for GET")
check("test_owner_toggles_on_and_off" in variant("not item.done", "True"), "a view that only switches on")
