"""The sender against a local server: file URLs are read and stored, a 200 with odd bytes is sent three times, 4xx too, a
redirect loses the event, a URL with a query breaks, one slow receiver holds up the rest, and the caller is committed."""
import http.server
import json
import socket
import sys
import tempfile
import threading
import time
import types

from bank import check, handout

got = []


class Receiver(http.server.BaseHTTPRequestHandler):
    def reply(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        got.append((self.command, self.path, body, dict(self.headers), time.monotonic()))
        if "/slow" in self.path:
            time.sleep(0.4)
        status = 404 if "/gone" in self.path else 302 if "/moved" in self.path else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/here")
        self.end_headers()
        self.wfile.write(b"\xe9t\xe9" if "/odd" in self.path else b"thanks")

    do_GET = do_POST = reply

    def log_message(self, *_):
        pass


check(socket.getdefaulttimeout() is None, "without a timeout urlopen waits forever")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
hooks, commits = [], []
query = types.SimpleNamespace(filter_by=lambda **_: hooks)
for name, content in (("shop", {"__path__": []}), ("shop.models", {"Webhook": None}),
                      ("shop.db", {"session": types.SimpleNamespace(query=lambda _: query, commit=lambda: commits.append(1))})):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(content)
space = {"__name__": "shop.hooks", "__package__": "shop"}
exec(handout("api-review-webhook-sender", "python").replace("time.sleep(1)", "time.sleep(0.05)"), space)
order = types.SimpleNamespace(customer_id=1, as_dict=lambda: {"id": 7, "email": "ann@example.org"})


def send(*urls):
    hooks[:] = [types.SimpleNamespace(url=u, secret="s3", last_status=200, last_response=None) for u in urls]
    got.clear()
    space["order_changed"](order)
    return hooks[0]


with tempfile.NamedTemporaryFile("w", suffix=".txt") as secret:
    secret.write("inner secret")
    secret.flush()
    check(send(f"file://{secret.name}#").last_response == "inner secret", "a file URL is read and stored")
check(send(f"{base}/ok").last_response == "thanks" and len(got) == 1, "an internal address is called, its reply stored")
method, path, body, headers, _ = got[0]
check("secret=s3" in path and not any("sign" in h.lower() for h in headers), "the secret is in the URL, nothing is signed")
check(json.loads(body) == {"event": "order.changed", "order": order.as_dict()}, "no id of the event; the whole order goes out")
send(f"{base}/odd")
check(len(got) == 3, "a 200 whose body is not UTF-8 counts as a failure: the event is sent three times")
hook = send(f"{base}/gone")
check(len(got) == 3 and hook.last_status == 200, "a 404 is sent three times, and the last status still says 200")
check(got[-1][4] - got[0][4] < 1, "the attempts come right after one another")
hook = send(f"{base}/moved")
check([g[0] for g in got] == ["POST", "GET"] and got[1][2] == b"" and hook.last_status == 200,
      "a redirect becomes a GET without a body, and counts as delivered")
send(f"{base}/ok?shop=1")
check(got[0][1] == "/ok?shop=1?secret=s3", "a URL with a query of its own is broken")
send(f"{base}/slow", f"{base}/ok")
check(got[1][4] - got[0][4] > 0.35, "a slow receiver holds up the next one, and the request")
check(len(commits) == 7, "each call commits the caller's session")
