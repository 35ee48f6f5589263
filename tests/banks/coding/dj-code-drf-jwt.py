"""The answer's settings, views and URLs through the client: rotation, logout, the claim's age, the throttle and a forged header."""
import os

import django_app
from bank import answer, check
import coding

settings, api, urls = answer("dj-code-drf-jwt", "python").replace("# urls.py", "# accounts/api.py").split("# accounts/api.py")
os.environ["JWT_SIGNING_KEY"] = "k" * 40
values = {"INSTALLED_APPS": []}
exec(settings, values)
django_app.setup(apps=("accounts",), installed=values["INSTALLED_APPS"], ROOT_URLCONF="urls", ALLOWED_HOSTS=["*"], REST_FRAMEWORK=values["REST_FRAMEWORK"], SIMPLE_JWT=values["SIMPLE_JWT"],
                 PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
import logging  # noqa: E402

logging.disable(logging.CRITICAL)
from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.cache import cache  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402
from rest_framework_simplejwt.authentication import api_settings  # noqa: E402
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402

User.add_to_class("role", property(lambda self: self.first_name))
django_app.create_tables(ContentType, Permission, Group, User, OutstandingToken, BlacklistedToken)
django_app.load(api, "accounts.api")
django_app.load(urls, "urls")
client = APIClient()
ada = User.objects.create_user("ada", password="x", first_name="staff")


def post(url, data, **extra):
    cache.clear()
    response = client.post(url, data, format="json", **extra)
    return response.status_code, response.json()


def me(token=None):
    response = client.get("/me/", headers={"Authorization": f"Bearer {token}"} if token else {})
    return response.status_code, response.json()


login = lambda: post("/auth/login/", {"username": "ada", "password": "x"})[1]  # noqa: E731
check(me()[0] == 401 and post("/auth/login/", {"username": "ada", "password": "y"})[0] == 401, "no token or a wrong password: 401")
tokens = login()
check(me(tokens["access"]) == (200, {"id": ada.pk, "role": "staff"}) and AccessToken(tokens["access"])["role"] == "staff", "the protected view and the claim")
check(me(tokens["refresh"])[0] == 401, "a refresh token opens no view")
status, new = post("/auth/refresh/", {"refresh": tokens["refresh"]})
check(status == 200 and {"access", "refresh"} == set(new) and post("/auth/refresh/", {"refresh": tokens["refresh"]})[0] == 401, "refresh rotates; a used one gives 401")
check(post("/auth/refresh/", {"refresh": new["refresh"]})[0] == 200, "the reuse did not end the family: that must be written by oneself")
ada.first_name = "former"
ada.save()
chain = post("/auth/login/", {"username": "ada", "password": "x"})[1]["refresh"]
ada.first_name = "guest"
ada.save()
for _ in range(3):
    answered = post("/auth/refresh/", {"refresh": chain})[1]
    chain = answered["refresh"]
check(AccessToken(answered["access"])["role"] == "former" and me(answered["access"])[1]["role"] == "guest", "each refresh copies the claim, however old; request.user is current")
check(post("/auth/logout/", {"refresh": chain})[0] == 200 and post("/auth/refresh/", {"refresh": chain})[0] == 401, "after the logout the refresh token is not usable")
check(me(answered["access"])[0] == 200, "the access token still is")
expired = AccessToken.for_user(ada)
expired.set_exp(from_time=expired.current_time, lifetime=-values["SIMPLE_JWT"]["ACCESS_TOKEN_LIFETIME"])
check(me(str(expired))[0] == 401, "an expired access token: 401")
api_settings.CHECK_REVOKE_TOKEN = True
tokens = login()
assert me(tokens["access"])[0] == 200
ada.set_password("z")
ada.save()
check(me(tokens["access"])[0] == 401, "with CHECK_REVOKE_TOKEN a new password invalidates access tokens")


def tries(number, **extra):
    cache.clear()
    return [client.post("/auth/login/", {"username": "ada", "password": "no"}, format="json", REMOTE_ADDR="10.0.0.1", **{k: v(n) for k, v in extra.items()}).status_code for n in range(number)]


check(tries(12) == [401] * 10 + [429] * 2, "the eleventh login in a minute is refused")
forged = lambda n: f"{n}.1.1.1, 10.9.9.9"  # noqa: E731
check(tries(12, HTTP_X_FORWARDED_FOR=forged)[-1] == 429, "with NUM_PROXIES the forged part of X-Forwarded-For is ignored")
del values["REST_FRAMEWORK"]["NUM_PROXIES"]
from rest_framework.settings import api_settings as drf  # noqa: E402

drf.reload()
check(tries(12, HTTP_X_FORWARDED_FOR=forged) == [401] * 12, "without it each new text is a new budget")
values["REST_FRAMEWORK"]["NUM_PROXIES"] = 1
cache.clear()
ada.set_password("x")
ada.save()
tokens = login()
ada.delete()
check(coding.raises(User.DoesNotExist, post, "/auth/refresh/", {"refresh": tokens["refresh"]}) is not None, "a refresh for a deleted user raises")
