"""The app with FastAPI's test client: logins, forged, expired and odd tokens, disabled users, equal work for unknown names."""
import base64
import json
import sys
import types
from datetime import datetime, timedelta, timezone

import jwt
from fastapi.testclient import TestClient

from bank import answer, check

SECRET = "s" * 40
users = {name: types.SimpleNamespace(username=name, password_hash=f"h:{word}", disabled=name == "off") for name, word in [("ada", "right"), ("off", "right")]}
verified = []


def verify(plain, hashed):
    verified.append(hashed)
    return hashed == f"h:{plain}"


shop = sys.modules["shop"] = types.ModuleType("shop")
shop.__path__ = []
for name, names in {"users": {"DUMMY_HASH": "h:\0", "find_user": users.get, "verify_password": verify}, "settings": {"SECRET": SECRET}}.items():
    sys.modules[f"shop.{name}"] = types.ModuleType(f"shop.{name}")
    vars(sys.modules[f"shop.{name}"]).update(names)
code = answer("fa-jwt-login-coding", "python")


def load(code):
    module = types.ModuleType("shop.main")
    module.__package__ = "shop"
    sys.modules["shop.main"] = module
    exec(compile(code, "main", "exec"), module.__dict__)
    return TestClient(module.app)


client = load(code)
login = lambda name, word, client=client: client.post("/token", data={"username": name, "password": word})
me = lambda token, client=client: client.get("/me", headers={"Authorization": f"Bearer {token}"} if token is not None else {})
good = login("ada", "right")
token = good.json()["access_token"]
check(good.status_code == 200 and good.json()["token_type"] == "bearer" and me(token).json() == {"username": "ada"}, "the right password gives a token, and the token gives /me")
payload = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
check(payload["sub"] == "ada" and set(payload) == {"sub", "exp"}, "anybody can read the payload: sub and exp")
left = payload["exp"] - datetime.now(timezone.utc).timestamp()
check(880 < left <= 901, "the token lives fifteen minutes")
verified.clear()
answers = [login(name, "wrong") for name in ("ada", "nobody")]
check([a.status_code for a in answers] == [401, 401] and answers[0].json() == answers[1].json() and len(verified) == 2, "unknown user and wrong password: the same answer and a verification each")
check(login("off", "right").status_code == 401 and login("nobody", "\0").status_code == 401, "a disabled user and the dummy's password are refused")
now = datetime.now(timezone.utc)
make = lambda claims, key=SECRET, algorithm="HS256": jwt.encode(claims, key, algorithm=algorithm)
soon = now + timedelta(minutes=5)
bad = {"expired": make({"sub": "ada", "exp": now - timedelta(seconds=1)}), "another key": make({"sub": "ada", "exp": soon}, "x" * 40),
       "alg none": make({"sub": "ada", "exp": soon}, None, "none"), "HS512": make({"sub": "ada", "exp": soon}, "s" * 64, "HS512"),
       "no exp": make({"sub": "ada"}), "no sub": make({"exp": soon}), "unknown": make({"sub": "nobody", "exp": soon}), "disabled": make({"sub": "off", "exp": soon}),
       "altered": token[:-6] + "AAAAAA", "garbage": "x.y", "empty": "", "missing": None, "not a text": jwt.api_jws.encode(json.dumps({"sub": 1, "exp": int(soon.timestamp())}).encode(), SECRET, "HS256")}
for name, text in bad.items():
    response = me(text)
    check(response.status_code == 401 and response.headers["www-authenticate"] == "Bearer", f"{name}: 401")
users["ada"].disabled = True
check(me(token).status_code == 401, "an account that is disabled now loses access at once")
users["ada"].disabled = False
lax = load(code.replace('options={"require": ["sub", "exp"]}', 'options={"verify_signature": False}'))
check(me(bad["another key"], lax).status_code == 200, "decoding without verification lets anybody in")
try:
    jwt.decode(token, SECRET)
    check(False, "decode without algorithms is refused")
except jwt.InvalidTokenError:
    check(True, "PyJWT refuses to decode without algorithms")
