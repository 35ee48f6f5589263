"""Random POST, PUT and PATCH against a model of the invoice, odd lines included; someone else's lines; two saves at once on PostgreSQL."""
import copy
import random
import threading

import django_app
import postgres
from bank import answer, check, handout
import coding

ID = "dj-code-drf-writable-nested"
with postgres.server() as c:
    django_app.setup(database={"ENGINE": "django.db.backends.postgresql", "NAME": c["dbname"], "USER": c["user"], "HOST": c["host"]}, installed=["rest_framework"])
    from django.db import connection
    from rest_framework import serializers, viewsets
    from rest_framework.test import APIRequestFactory

    M = django_app.load("from django.db import models\n\n\nclass Customer(models.Model):\n    pass\n\n\n" + handout(ID, "python"), "shop.models")
    django_app.create_tables(M.Customer, M.Invoice, M.Line)
    S = django_app.load(answer(ID, "python"), "shop.serializers")

    class View(viewsets.ModelViewSet):
        authentication_classes = permission_classes = ()
        serializer_class = S.InvoiceSerializer
        queryset = M.Invoice.objects.prefetch_related("lines")

    def call(method, data, pk=None):
        action = {"post": "create", "put": "update", "patch": "partial_update"}[method]
        response = View.as_view({method: action})(getattr(APIRequestFactory(), method)("/", data, format="json"), **({"pk": pk} if pk else {}))
        return response.status_code, response.data

    def state():
        return {i.pk: (i.customer_id, str(i.due), {x.pk: (x.text, x.quantity, x.unit_cents) for x in i.lines.all()}) for i in M.Invoice.objects.all()}

    one, two = M.Customer.objects.create(), M.Customer.objects.create()
    r = random.Random(1)
    for _ in range(400):
        before = state()
        if len(before) > 4:
            M.Invoice.objects.all().delete()
            before = {}
        method = r.choice(["post", "put", "patch", "patch"]) if before else "post"
        pk = r.choice(list(before)) if method != "post" else None
        own = before[pk][2] if pk else {}
        data = {"customer": r.choice([one.pk, two.pk]), "due": r.choice(["2025-07-01", "2025-08-01"])}
        if method != "patch" or r.random() < 0.7:
            data["lines"] = []
            for _ in range(r.randrange(4)):
                line = {"text": r.choice(["tea", "cup"]), "quantity": r.choice([1, 2, 3, 0] if r.random() < 0.2 else [1, 2]), "unit_cents": r.choice([400, -5])}
                if r.random() < 0.15:
                    del line[r.choice(list(line))]
                if own and r.random() < 0.5:
                    line["id"] = r.choice(list(own))
                elif r.random() < 0.06:
                    line["id"] = r.choice([99999, *(key for _, _, lines in before.values() for key in lines)])
                data["lines"].append(line)
        if method == "patch" and r.random() < 0.3:
            del data[r.choice(["customer", "due"])]
        lines = data.get("lines")
        ids = [line["id"] for line in lines or [] if "id" in line]
        bad = (lines == [] or len(ids) != len(set(ids)) or not set(ids) <= set(own) or any(line.get("quantity") == 0 for line in lines or [])
               or any(len({"text", "quantity", "unit_cents"} & set(line)) < 3 and (method != "patch" or "id" not in line) for line in lines or []))
        status, shown = call(method, copy.deepcopy(data), pk)
        after = state()
        if bad:
            assert status == 400 and after == before, (method, data, status, shown)
            continue
        assert status == (201 if method == "post" else 200), shown
        new_pk = pk or shown["id"]
        customer, due, got = after.pop(new_pk)
        old = before.pop(new_pk, (None, None, {}))
        assert after == before and customer == data.get("customer", old[0]) and due == data.get("due", old[1])
        if lines is None:
            assert got == old[2]
        else:
            assert {key: got[key] for key in ids} == {line["id"]: tuple(line.get(k, v) for k, v in zip(("text", "quantity", "unit_cents"), own[line["id"]])) for line in lines if "id" in line}
            assert [got[key] for key in sorted(set(got) - set(ids))] == [(x["text"], x["quantity"], x["unit_cents"]) for x in lines if "id" not in x] and set(got) - set(ids) <= set(got) - set(own)
        assert {x["id"]: (x["text"], x["quantity"], x["unit_cents"]) for x in shown["lines"]} == got
    check(True, "400 random requests, odd lines included: as in a model, all or nothing, and the response shows what is stored")
    plain = type("Plain", (serializers.ModelSerializer,), {"lines": S.LineSerializer(many=True), "Meta": S.InvoiceSerializer.Meta})
    data = {"customer": one.pk, "due": "2025-07-01", "lines": [{"text": "x", "quantity": 1, "unit_cents": 1}]}
    made = plain(data=data)
    made.is_valid(raise_exception=True)
    check(coding.raises(AssertionError, made.save) is not None, "DRF refuses nested writes by default")
    silent = type("Silent", (serializers.ModelSerializer,), {"Meta": S.LineSerializer.Meta})(data={**data["lines"][0], "id": 5})
    silent.is_valid(raise_exception=True)
    check("id" not in silent.validated_data, "an id that is not declared is dropped silently")

    def two_patches(serializer):
        invoice = M.Invoice.objects.create(customer=one, due="2025-01-01")
        meet = threading.Barrier(2)

        def patch(change):
            made = serializer(M.Invoice.objects.get(pk=invoice.pk), data=change, partial=True)
            made.is_valid(raise_exception=True)
            meet.wait()
            made.save()
            connection.close()

        threads = [threading.Thread(target=patch, args=(change,)) for change in ({"customer": two.pk}, {"due": "2025-09-09"})]
        [t.start() for t in threads], [t.join() for t in threads]
        invoice.refresh_from_db()
        return invoice.customer_id, str(invoice.due)

    check(two_patches(S.InvoiceSerializer) == (two.pk, "2025-09-09"), "two PATCHes of different fields at once both hold")
    stale = django_app.load(answer(ID, "python").replace("super().update(locked, validated)", "super().update(instance, validated)"), "shop.stale")
    check(two_patches(stale.InvoiceSerializer) != (two.pk, "2025-09-09"), "saving the view's copy loses one of them")
