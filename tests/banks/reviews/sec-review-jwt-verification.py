"""The token check with PyJWT: forged with none, with a file whose content is known, and where a library takes a PEM as secret;
old, foreign and role-less tokens; and that a fixed algorithm, key, issuer and audience refuse them."""
import base64
import hashlib
import hmac
import json
import logging
import os
import tempfile
import time
import warnings
from unittest import mock

import jwt
from bank import check, handout
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
folder = tempfile.mkdtemp() + "/"
os.mkdir(folder + "keys")
private = rsa.generate_private_key(65537, 2048)
public = private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
for name, content in {"keys/main.pem": public, "os-release": b"a file of the base image\n"}.items():
    with open(folder + name, "wb") as file:
        file.write(content)
scope = {}
exec(handout("sec-review-jwt-verification", "python").replace("/etc/keys/", folder + "keys/"), scope)
current_user, cache, guest = scope["current_user"], scope["_cache"], scope["GUEST"]
now = int(time.time())


def part(value):
    return base64.urlsafe_b64encode(value if isinstance(value, bytes) else json.dumps(value).encode()).rstrip(b"=").decode()


def token(claims, kid="main.pem", alg="RS256", secret=None):
    body = part({"alg": alg, "kid": kid}) + "." + part({"sub": "eve", "exp": now + 60, **claims})
    if alg == "RS256":
        return jwt.encode({"sub": "eve", "exp": now + 60, **claims}, private, "RS256", headers={"kid": kid})
    return body + "." + (part(hmac.digest(secret, body.encode(), hashlib.sha256)) if secret else "")


check(current_user(token({"sub": "ann", "role": "reader"})).name == "ann", "(a signed token is accepted)")
check(current_user(token({"role": "admin"}, alg="none")).role == "admin", "with none no signature is checked, and anybody is admin")
check(current_user(token({"exp": 1}, alg="none")).name == "eve", "nor is anything else")
check(current_user(token({"role": "admin"}, "../os-release", "HS256", b"a file of the base image\n")).role == "admin", "a kid with ../ makes any file of known content the secret")
confused = token({"role": "admin"}, alg="HS256", secret=public)
check(current_user(confused) is guest, "PyJWT refuses the public key as a secret")
with mock.patch("jwt.algorithms.is_pem_format", return_value=False):
    check(current_user(confused).role == "admin", "a library without this check is fooled by it")
check(current_user(token({"aud": "another-app", "iss": "https://elsewhere"})).name == "eve", "a token made for another app is valid")
check(current_user(token({})).role == "admin", "a token without a role is an admin")
check(current_user(token({"exp": now - 80000})).name == "eve" and current_user(token({"exp": now - 90000})) is guest, "tokens live a day after they end")
short = token({"exp": now + 60})
current_user(short)
with mock.patch("jwt.api_jwt.datetime") as clock:
    clock.now.return_value.timestamp.return_value = now + 10**6
    check(current_user(short).name == "eve", "and cached ones until the restart")
check(current_user("nonsense") is not None and current_user(token({}, kid="missing.pem")) is guest, "whatever fails becomes a guest")
before = len(cache)
for number in range(50):
    current_user(token({"sub": f"u{number}"}, alg="none"))
check(len(cache) == before + 50, "the cache grows with every token, forged ones included")


def strict(text):
    return jwt.decode(text, public, algorithms=["RS256"], audience="me", issuer="idp", options={"require": ["exp"]}, leeway=5)


good = {"aud": "me", "iss": "idp", "role": "reader"}
check(strict(token(good))["sub"] == "eve", "fixed: a good token is accepted")
for bad in (token(good, alg="none"), token(good, alg="HS256", secret=public), token({**good, "aud": "other"}), token({**good, "iss": "x"}), token({**good, "exp": now - 60}), token({"exp": None, **good})):
    try:
        strict(bad)
        check(False, "fixed: a forged one is refused")
    except (jwt.PyJWTError, TypeError):
        pass
check(True, "fixed: forged, foreign and expired ones are refused")
