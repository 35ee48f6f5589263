"""The app with FastAPI's test client against a plain list; bad input, ids that come back, a list that grows while it is read."""
import json
import random
import types
import sys

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient

from bank import answer, check
import coding

ID = "fa-code-notes-api"


def load(*change):
    module = types.ModuleType("notes")
    sys.modules["notes"] = module
    code = answer(ID, "python")
    assert not change or code.count(change[0]) == 1
    exec(compile(code.replace(*change) if change else code, "notes", "exec"), module.__dict__)
    return module


module = load()
client = TestClient(module.app)
made = client.post("/notes", json={"text": "Buy lamp", "tags": ["home"]})
check(made.status_code == 201 and made.text == '{"text":"Buy lamp","tags":["home"],"id":1}', "the handout's note")
check(client.get("/notes", params={"tag": "work"}).json() == [] and client.get("/notes/99").status_code == 404, "the handout's list and unknown id")
r, notes, last = random.Random(1), [{"text": "Buy lamp", "tags": ["home"], "id": 1}], 1
for _ in range(250):
    what = r.randrange(4)
    number = r.choice([*(n["id"] for n in notes), 0, -1, last + 1])
    if what == 0:
        body = r.choice([{"text": "x"}, {"text": "y" * 500, "tags": ["a", "b"]}, {"text": "z", "id": 77}, {"text": ""}, {"text": "y" * 501}, {"tags": []}, {"text": "t", "tags": "a"}, {"text": 5}, [], None])
        good = isinstance(body, dict) and isinstance(body.get("text"), str) and 1 <= len(body["text"]) <= 500 and isinstance(body.get("tags", []), list)
        response = client.post("/notes", json=body)
        assert response.status_code == (201 if good else 422), body
        if good:
            last += 1
            notes.append({"text": body["text"], "tags": body.get("tags", []), "id": last})
            assert response.json() == notes[-1]
    elif what == 1:
        tag = r.choice([None, "a", "home"])
        assert client.get("/notes", params={"tag": tag} if tag else {}).json() == [n for n in notes if tag is None or tag in n["tags"]]
    elif what == 2:
        found = [n for n in notes if n["id"] == number]
        response = client.get(f"/notes/{number}")
        assert (response.status_code, response.json() if found else None) == ((200, found[0]) if found else (404, None))
    else:
        response = client.delete(f"/notes/{number}")
        known = any(n["id"] == number for n in notes)
        assert response.status_code == (204 if known else 404) and (not known or response.content == b"")
        notes = [n for n in notes if n["id"] != number]
check(True, "250 random requests: bodies, codes and lists of a plain list")
class Vanishing(dict):
    def __contains__(self, key):
        found = super().__contains__(key)
        self.pop(key, None)
        return found


racy = load()
racy.notes = racy.list_notes.__globals__["notes"] = Vanishing()
raced = TestClient(racy.app, raise_server_exceptions=False)
raced.post("/notes", json={"text": "a"})
check(raced.get("/notes/1").status_code in (200, 404), "a note deleted by another thread meanwhile gives no error")
check(client.get("/notes/abc").status_code == 422, "an id that is no number: 422")
reuse = load("id=next(next_id)", "id=len(notes) + 1")
again = TestClient(reuse.app)
again.post("/notes", json={"text": "a"}), again.post("/notes", json={"text": "b"}), again.delete("/notes/1")
check(again.post("/notes", json={"text": "c"}).json()["id"] == 2, "len(notes) + 1 uses an id twice")
one, two = module.NoteIn(text="a"), module.NoteIn(text="b")
one.tags.append("x")
check(two.tags == [], "Pydantic copies the default for each instance")


class Note:
    @property
    def tags(self):
        made.notes[len(made.notes) + 100] = self
        return ["a"]


made = load("in list(notes.values())", "in notes.values()")
made.notes[1] = Note()
check("changed size" in str(coding.raises(RuntimeError, made.list_notes, "a")), "without the copy a note added meanwhile breaks the list")
made = load()
made.notes[1] = Note()
check(len(made.list_notes("a")) == 1, "with it, it doesn't")


def post(client, body):
    return client.post("/notes", content=body, headers={"content-type": "application/json"}).status_code, client.get("/notes").status_code


SURROGATE, NAN = b'{"text": "a", "tags": ["\\ud800"]}', b'{"text": NaN}'
HUGE = b'{"text": 1e999}'
odd = TestClient(load().app, raise_server_exceptions=False)
check([post(odd, body) for body in (SURROGATE, NAN, HUGE)] == [(500, 200)] * 3, "a lone surrogate, NaN or 1e999 in a field ends in a 500, and nothing is stored")
loose = TestClient(load("list[Tag]", "list[str]").app, raise_server_exceptions=False)
check(post(loose, SURROGATE) == (500, 500), "a tag without a length would be stored and break every list")
check(post(odd, b'{"text": "a", "tags": [""]}')[0] == post(odd, b'{"text": "a", "tags": ["' + b"x" * 51 + b'"]}')[0] == 422, "tags have 1 to 50 characters")
mended = load()


@mended.app.exception_handler(RequestValidationError)
def short(_, error):
    return JSONResponse({"detail": [{key: found[key] for key in ("type", "loc", "msg")} for found in error.errors()]}, 422)


short_client = TestClient(mended.app, raise_server_exceptions=False)
check([post(short_client, body) for body in (SURROGATE, NAN, HUGE)] == [(422, 200)] * 3, "a handler that leaves out the input answers 422")

carried = load()


@carried.app.exception_handler(RequestValidationError)
def escaped(_, error):
    return Response(json.dumps(error.errors()), 422, media_type="application/json")


answered = TestClient(carried.app).post("/notes", content=SURROGATE.replace(b'["\\ud800"]', b'"\\ud800"'), headers={"content-type": "application/json"})
check(answered.status_code == 422 and answered.json()[0]["input"] == "\ud800", "JSON itself can carry a lone surrogate, as an escape")
for value, error in ("\ud800", UnicodeEncodeError), (float("nan"), ValueError):
    check(coding.raises(error, JSONResponse, {"input": value}) is not None, f"Starlette's JSONResponse cannot encode {value!r}")
