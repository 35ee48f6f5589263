"""The handler with a stub for the database: each field can be set, by anyone; totals come from the client, or become 0
when the lines are emptied, or negative; falsy values are dropped; a failure is a 200 after the mail; the second writer wins."""
import copy
import types

from bank import check, handout, question

stored, mails = {}, []


class Db:
    broken = False

    def get(self, _, key):
        return copy.deepcopy(stored[key]) if key in stored else None

    def save(self, order):
        if self.broken:
            raise OSError("could not connect to db7.internal")
        stored[order.id] = order


def order():
    return types.SimpleNamespace(id=1, customer_id=5, customer_email="ann@example.org", status="shipped", paid=False,
                                 discount=10, note="ring", total=40.0, lines=[{"price": 20.0, "quantity": 2}], internal="fraud?")


db = Db()
space = dict(db=db, Order=None, mailer=types.SimpleNamespace(send=lambda *a: mails.append(a)), render=lambda name, **_: name)
exec(handout("api-review-order-patch", "python"), space)


def patch(user=9, fresh=True, **json):
    if fresh:
        stored[1] = order()
    mails.clear()
    return space["patch_order"](types.SimpleNamespace(user=user, json=json), 1)


check(patch(user=None)[0] == 401 and patch(user=9, note="mine")[0] == 200, "any user may change any order, once logged in")
patch(paid=True, status="paid", customer_id=9, total=0.01)
check((stored[1].paid, stored[1].customer_id, stored[1].total) == (True, 9, 0.01), "paid, owner and total can be set")
patch(lines=[{"price": 0.01, "quantity": 1}])
check(stored[1].total == 0.01, "the total is computed from the client's prices")
patch(lines=[])
check(stored[1].total == 0 and len(stored[1].lines) == 1, "empty lines leave the old lines and set the total to 0")
patch(lines=[{"price": 10, "quantity": -3}])
check(stored[1].total == -30, "a negative quantity gives a negative total")
check("quantities" in question("api-review-order-patch")["answer"], "the answer names quantities")
patch(lines=[{"price": 20.0, "quantity": 2}])
check(stored[1].total == 40 and stored[1].discount == 10, "the discount does not enter the total")
patch(lines=[{"price": 0.1, "quantity": 3}])
check(stored[1].total != 0.3, "prices are floats: 3 times 0.1 is not 0.3")
for name, value in (("discount", 0), ("note", ""), ("note", None), ("paid", False)):
    patch(**{name: value})
    check(getattr(stored[1], name) == getattr(order(), name), f"{name}={value!r} is dropped")
check(stored[1].status == "shipped", "a shipped order may be changed")
db.broken = True
status, reply = patch(note="x")
check(status == 200 and "db7.internal" in reply["error"] and len(mails) == 1,
      "a failed save is a 200 with internal details, after the mail went out")


def no_mail(*_):
    raise OSError("no mail server")


db.broken, space["mailer"].send = False, no_mail
check(patch(note="kept?")[0] == 200 and stored[1].note == "ring", "a failed mail loses the change, with a 200")
space["mailer"].send = lambda *a: mails.append(a)
db.broken = False
check(patch(fresh=False, note="x") and space["patch_order"](types.SimpleNamespace(user=9, json={}), 2)[0] == 200,
      "so is an unknown order")
check(patch(note="x")[1]["internal"] == "fraud?", "internal fields go out")

real, stored[1] = db.get, order()
early = db.get(None, 1)                  # a second request has read the order before the first one saves
patch(fresh=False, note="first")
db.get = lambda *_: early
patch(fresh=False, status="canceled")
check((stored[1].note, stored[1].status) == ("ring", "canceled"), "the second writer undoes the first one's change")
