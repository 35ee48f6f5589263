"""The beginner's login in Flask: in by injection, in by a cookie, what log, answers and account page give away; and the
answer's query with a signed session."""
import logging
import os
import tempfile

import sqlite3
from bank import answer, check, handout
from flask import Flask, request, session
from werkzeug.security import check_password_hash, generate_password_hash

os.chdir(tempfile.mkdtemp())
with sqlite3.connect("app.db") as db:
    db.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, password TEXT, pw_hash TEXT)")
    db.execute("INSERT INTO users VALUES (1, 'admin', 'correct horse', ?)", (generate_password_hash("correct horse"),))
scope, seen = {"__name__": "site"}, []
exec(handout("sec-review-first-login-flask", "python").replace("app.run(", "dict("), scope)
app = scope["app"]
app.logger.setLevel("INFO")
app.logger.handlers.clear()
app.logger.addHandler(type("Keep", (logging.Handler,), {"emit": lambda self, record: seen.append(record.getMessage())})())


def login(site, name, password):
    client = site.test_client()
    return client, client.post("/login", data={"name": name, "password": password})


ATTACK = "' UNION SELECT 1, 'x' --"
client, reply = login(app, ATTACK, "x")
check(reply.status_code == 200 and client.get("/account").json["account"][0] == 1, "the name with UNION gets in as user 1")
check("correct horse" in client.get("/account").text, "the account page gives the stored password away")
login(app, "admin", "correct horse")
check("login admin correct horse" in seen, "the log holds name and password")
check([login(app, name, "no")[1].text for name in ("nobody", "admin")] == ["No such user", "Wrong password"], "the answers tell who has an account")
_, reply = login(app, ATTACK + "<script>alert(1)</script>", "x")
check("<script>" in reply.text and reply.mimetype == "text/html", "the greeting writes the name as HTML")
cookie = login(app, "admin", "correct horse")[1].headers["Set-Cookie"]
check(cookie.startswith("user_id=1;") and not any(word in cookie for word in ("HttpOnly", "Secure", "SameSite")), "the cookie is the bare number, without attributes")
forged = app.test_client()
forged.set_cookie("user_id", "1")
check(forged.get("/account").json["account"][1] == "admin", "whoever sets it is user 1")

better = Flask("better")
better.secret_key = "test"


@better.post("/login")
def fixed():
    name, password = request.form["name"], request.form["password"]
    con = sqlite3.connect("app.db")
    names = {"con": con, "name": name, "password": password, "session": session, "check_password_hash": check_password_hash}
    exec(answer("sec-review-first-login-flask", "python"), names)
    con.close()
    return str(session.get("user_id"))


check(login(better, ATTACK, "x")[1].text == "None" and login(better, "admin", "no")[1].text == "None", "fixed: neither the injection nor a wrong password gets in")
client, reply = login(better, "admin", "correct horse")
check(reply.text == "1" and "session=" in reply.headers["Set-Cookie"] and "HttpOnly" in reply.headers["Set-Cookie"], "fixed: the right one does, with a signed session")
