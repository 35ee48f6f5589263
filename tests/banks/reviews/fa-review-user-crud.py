"""The module through FastAPI's test client: passwords in every response, is_admin from the body, a 500 for a missing field,
ids that are strings, so that nothing is found and nothing deleted, and what happens once they are numbers."""
from bank import answer, check, handout
from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

ID = "fa-review-user-crud"


def client(code):
    space = {"__name__": "users"}
    exec(code, space)
    return TestClient(space["app"], raise_server_exceptions=False)


code = handout(ID, "python")
api = client(code)
new = {"email": "ann@example.org", "password": "hunter2"}
created = api.post("/users", json=new)
check((created.status_code, created.json()["password"]) == (200, "hunter2"), "creating answers 200, with the password")
check(api.get("/users").json()[0]["password"] == "hunter2", "the list shows all passwords to everybody")
check(api.post("/users", json=new | {"is_admin": True}).json()["is_admin"] is True, "anyone becomes an administrator")
check(api.post("/users", json={"password": "x"}).status_code == 500, "a missing e-mail is a 500")
check(api.post("/users", json={"email": 5, "password": []}).status_code == 200, "any type gets in")
check(api.get("/users/1").json() == {"error": "not found"} and api.get("/users/1").status_code == 200,
      "user 1 is never found, as the id is a string, and that is a 200")
api.get("/users/1/delete")
check(len(api.get("/users").json()) == 3, "for the same reason nothing is deleted")
schema = api.get("/openapi.json").json()["paths"]["/users"]["post"]["requestBody"]["content"]["application/json"]["schema"]
check("properties" not in schema, "the docs show nothing of the body")

api = client(code.replace("(user_id):", "(user_id: int):"))
for _ in range(2):
    api.post("/users", json=new)
check(api.get("/users/2").json()["id"] == 2 and api.get("/users/x").status_code == 422, "with an int it is found, and x is a 422")
check(api.get("/users/1/delete").json() == {"ok": True} and len(api.get("/users").json()) == 1, "and then a GET by anyone deletes")
check(api.post("/users", json=new).json()["id"] == 2, "after that, an id is given twice")

space = {"app": FastAPI(), "BaseModel": BaseModel, "Field": Field}
exec(answer(ID, "python").replace("...", "return {'id': 1, **body.model_dump()}"), space)
better = TestClient(space["app"])
good = better.post("/users", json=new | {"password": "correct horse battery", "is_admin": True})
check((good.status_code, good.json()) == (201, {"id": 1, "email": "ann@example.org"}), "the answer: 201, no password, no is_admin")
check([better.post("/users", json=j).status_code for j in ({"email": "x"}, new)] == [422] * 2, "missing or short: 422")
