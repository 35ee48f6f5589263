"""What a fresh Django project defends against, what is off in it until configured, and what check --deploy finds."""
import os
import pathlib
import subprocess
import sys
import tempfile

from bank import check, question

text = question("sec-django-what-you-get-free")["answer"]
home = pathlib.Path(tempfile.mkdtemp())
subprocess.run([sys.executable, "-m", "django", "startproject", "shop", str(home)], check=True)
(home / "probe.py").write_text('''
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
from django.conf import settings
settings.DATABASES["default"]["NAME"] = ":memory:"
settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.contrib.auth import authenticate, get_user_model, login
from django.contrib.auth.hashers import identify_hasher
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.urls import path
import shop.urls
def page(request):
    if request.method == "POST":
        login(request, get_user_model().objects.get())
    request.session["seen"] = 1
    return HttpResponse("ok")
shop.urls.urlpatterns.append(path("page", page))
user = get_user_model().objects.create_user("ann", password="a-long-password")
print("hasher", identify_hasher(user.password).algorithm)
print("escaped", Template("{{ x }}").render(Context({"x": "<script>"})))
answer = Client().get("/page")
for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Content-Security-Policy", "Strict-Transport-Security"):
    print(name, answer.get(name))
cookie = answer.cookies["sessionid"]
print("httponly", bool(cookie["httponly"]), "secure", bool(cookie["secure"]))
print("csrf", Client(enforce_csrf_checks=True).post("/page").status_code)
print("host", Client().get("/page", headers={"host": "evil.example"}).status_code)
visitor = Client()
before = visitor.get("/page").cookies["sessionid"].value
after = visitor.post("/page").cookies["sessionid"].value
print("rotated", before != after)
print("redirect", Client().get("/page").status_code)
print("wrong passwords", {authenticate(username="ann", password=str(n)) for n in range(20)}, authenticate(username="ann", password="a-long-password") is not None)
''')
ran = subprocess.run([sys.executable, "probe.py"], cwd=home, capture_output=True, text=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
seen = ran.stdout
check("hasher pbkdf2_sha256" in seen and "PBKDF2 unless changed" in text, "passwords are hashed with PBKDF2")
check("escaped &lt;script&gt;" in seen, "templates escape HTML")
check("X-Frame-Options DENY" in seen, "framing is forbidden")
check("nosniff" in seen and "Referrer-Policy same-origin" in seen and "Opener-Policy same-origin" in seen, "SecurityMiddleware sends its three headers")
check("httponly True secure False" in seen, "the session cookie is HttpOnly, and Secure is off")
check("csrf 403" in seen, "an unsafe method without a token is refused")
check("host 400" in seen, "a forged Host header is refused")
check("rotated True" in seen, "the session key changes on login")
check("Security-Policy None" in seen and "Transport-Security None" in seen and "redirect 200" in seen, "no CSP, no HSTS and no redirect until set up")
check("wrong passwords {None} True" in seen, "login attempts are not limited")
deploy = subprocess.run([sys.executable, "manage.py", "check", "--deploy"], cwd=home, capture_output=True, text=True).stderr
check(all(code in deploy for code in ("W004", "W008", "W012", "W016", "W018")), "check --deploy names HSTS, redirect, Secure cookies and DEBUG")
