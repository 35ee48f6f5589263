"""The endpoint with FastAPI's test client: signatures over raw bytes, ages, malformed events, duplicates and parallel deliveries."""
import hashlib
import hmac
import json
import sqlite3
import sys
import threading
import time
import types

from fastapi.testclient import TestClient

from bank import answer, check

module = types.ModuleType("hooks")
sys.modules["hooks"] = module
exec(compile(answer("fa-code-webhook-receiver", "python"), "hooks", "exec"), module.__dict__)


class Store:
    def __init__(self):
        self.lock, self.base = threading.Lock(), sqlite3.connect(":memory:", check_same_thread=False)
        self.base.execute("CREATE TABLE event (id TEXT PRIMARY KEY, raw BLOB)")

    def add_if_new(self, event_id, raw):
        with self.lock:
            return self.base.execute("INSERT INTO event VALUES (?, ?) ON CONFLICT DO NOTHING", (event_id, raw)).rowcount == 1


store, handled = Store(), []
module.handle = lambda event_id: handled.append((event_id, store.base.execute("SELECT raw FROM event WHERE id = ?", (event_id,)).fetchone()[0]))
module.app.dependency_overrides = {module.get_secret: lambda: b"secret", module.get_store: lambda: store}
client = TestClient(module.app, raise_server_exceptions=False)


def send(raw, at=None, secret=b"secret", sign=True, **headers):
    at = str(int(time.time()) if at is None else at)
    mac = hmac.new(secret, at.encode() + b"." + raw, hashlib.sha256).hexdigest()
    sent = {"X-Timestamp": at, "X-Signature": mac} | headers if sign else headers
    return client.post("/webhooks/payments", content=raw, headers=sent)


raw = b'{ "id" : "evt_81",\n "type": "payment.succeeded" }'
first, second = send(raw), send(raw)
check([r.status_code for r in (first, second)] == [202, 202] and second.json() == {"received": "evt_81"}, "202 for the first and the second delivery")
check(handled == [("evt_81", raw)], "handled once, and stored before that")
now = int(time.time())
for name, response in {"an altered body": send(raw, **{"X-Signature": hmac.new(b"secret", f"{now}.".encode() + raw.replace(b"81", b"82"), hashlib.sha256).hexdigest()}),
                       "another secret": send(raw, secret=b"other"), "an old timestamp": send(raw, now - 302), "one from the future": send(raw, now + 302),
                       "another timestamp": send(raw, **{"X-Timestamp": str(now - 1)}), "no headers": send(raw, sign=False), "an odd signature": send(raw, **{"X-Signature": "\u00e9".encode("latin-1")}),
                       "a timestamp that is no number, signed": send(raw, "soon"), "a fraction, signed": send(raw, f"{now}.5"), "5,000 digits, signed": send(raw, "1" * 5000)}.items():
    check(response.status_code == 401, f"{name}: 401")
check(send(raw, now - 295).status_code == 202, "within the tolerance it passes")
for body in (b"", b"{", b"[]", b"[" * 100_000, b"null", b"{}", b'"id"', b'{"id": null}', b'{"id": 5}', b"\xff", b'{"id": "\\ud800"}', '{"id": "\u00e9"}'.encode(), b'{"id": ""}', b'{"id": "a\\u0000"}', b'{"id": "a\u007f"}', b'{"id": "evt", "data": NaN}', b'{"id": "evt", "data": [-Infinity]}'):
    assert send(body).status_code == 400, body
check(True, "seventeen malformed events, NaN and Infinity among them: 400")
for code in range(32, 127):
    assert send(json.dumps({"id": f"evt{chr(code)}{code}"}).encode()).status_code == 202, code
check(True, "each of the 95 printable ASCII characters may be in an id")
check(json.dumps(json.loads(raw)).encode() != raw, "a re-serialized body has other bytes")
barrier, codes = threading.Barrier(6), []


def parallel():
    barrier.wait(5)
    codes.append(send(b'{"id": "evt_9"}').status_code)


threads = [threading.Thread(target=parallel) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
check(codes == [202] * 6 and [e for e, _ in handled].count("evt_9") == 1, "six parallel deliveries, handled once")
seen, gate, twice = set(), threading.Barrier(2), []


def select_then_insert():
    if "evt" not in seen:
        gate.wait(5)
        seen.add("evt")
        twice.append(1)


threads = [threading.Thread(target=select_then_insert) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
check(len(twice) == 2, "select, then insert, lets two through")
