"""What the description of the API allows: read as YAML, with the few rules that the answer leans on applied to it."""
import datetime
import json

import yaml
from bank import check, handout

paths = yaml.safe_load(handout("api-review-openapi-transfers", "yaml"))["paths"]
post, cancel, listing = paths["/doTransfer"]["post"], paths["/transfers/{id}/cancel"], paths["/getTransfers"]["get"]
body = post["requestBody"]["content"]["application/json"]["schema"]
reply = post["responses"]["200"]["content"]["application/json"]["schema"]

check("required" not in body and "required" not in post["requestBody"], "no body field is required: an empty body is valid")
every = [p for op in (post, cancel["get"], listing) for p in op["parameters"]]
check([p["name"] for p in every if p.get("required")] == ["id"], "of the parameters only the path's id is, the token is not")
amount = body["properties"]["amount"]
check(amount == {"type": "number"} and not any("currency" in name for name in body["properties"]),
      "the amount has no minimum, so it may be negative, and no currency")
check(sum(json.loads("[0.1, 0.2]")) != json.loads("0.3"), "a JSON number is a double in Python: 0.1 + 0.2 is not 0.3")
check(json.loads("0.1e-400") == 0 and json.loads("9007199254740993.0") == 9007199254740992, "and loses digits")
check(not any(p["in"] == "header" for p in post["parameters"]), "there is no header, so no idempotency key")
client_chosen = ["fromUser" in body["properties"], "get" in cancel and cancel["get"]["parameters"][0]["name"] == "id",
                 any(p["name"] == "userId" for p in listing["parameters"])]
check(client_chosen == [True] * 3, "the account to debit, the transfer to cancel and the list's user come from the client")
tokens = [p["in"] for op in (post, cancel["get"], listing) for p in op["parameters"] if p["name"] == "token"]
check(tokens == ["query"] * 3, "the token is in the query three times")
check(list(cancel) == ["get"], "canceling is a GET")
check(list(post["responses"]) == ["200"] and "success" in reply["properties"], "the only status is 200 with success")
check(not {"id", "status"} & set(reply["properties"]), "the reply has neither id nor state")
check(not any(p.startswith("/v") for p in paths), "there is no version")
many = listing["responses"]["200"]["content"]["application/json"]["schema"]
check(many == {"type": "array", "items": {"type": "object"}}, "the list is a bare array of untyped objects")
check(not {"limit", "cursor", "page"} & {p["name"] for p in listing["parameters"]}, "and has no pages")
text = body["properties"]["date"]["example"]
both = {datetime.datetime.strptime(text, f).date() for f in ("%d/%m/%y", "%m/%d/%y")}
check(len(both) == 2, f"the date {text} can be read in two ways")
names = [n for n in body["properties"] if "ser" in n]
check(names == ["fromUser", "to_user"], "names are mixed")
