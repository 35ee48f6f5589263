"""Random saves against the handout's rules; a rollback, an older copy, update_fields and fixtures; what the signals miss."""
import random

import django_app
from bank import answer, check, handout

django_app.setup(apps=("articles",))
from django.core import serializers  # noqa: E402
from django.db import transaction  # noqa: E402

Article = django_app.load("from django.db import models\n" + handout("dj-code-post-save-profile", "python"), "articles.models").Article
django_app.create_tables(Article)
sent = []
tasks = django_app.load("", "articles.tasks")
tasks.notify_followers = type("Task", (), {"delay": staticmethod(sent.append)})
code = answer("dj-code-post-save-profile", "python").split("# articles/apps.py")
django_app.load(code[0], "articles.signals")
apps = django_app.load(code[1], "articles.apps")
django_app.load(code[0], "articles.signals")  # twice, as a double import would


def tells(action):
    sent.clear()
    action()
    return list(sent)


r = random.Random(1)
for _ in range(150):
    copies, published, told = [Article.objects.create(title="x")], False, False
    for _ in range(12):
        what, article = r.randrange(7), r.choice(copies)
        if what == 0:
            copies.append(Article.objects.get(pk=article.pk))
            continue
        if what == 1:
            article.status = r.choice(["draft", "published"])
            continue
        before = Article.objects.get(pk=article.pk)
        fields = ["title"] if what == 2 else ["status"] if what == 3 else None
        sent.clear()
        try:
            with transaction.atomic():
                article.save(update_fields=fields)
                assert not sent, "nothing before the commit"
                if what == 4:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            assert not sent
            continue
        after = Article.objects.get(pk=article.pk)
        expected = before.status == "draft" and after.status == "published" and not told
        assert sent == [article.pk] * expected, (what, before.status, after.status, told, sent)
        told = told or expected
check(True, "150 random histories of several copies, partial saves and rollbacks: one task at the first publication that is committed")
check(tells(lambda: Article.objects.create(title="y", status="draft")) == [], "creating a draft sends nothing")
text = serializers.serialize("json", [Article(pk=999, title="z", status="published", announced=True)])
check(tells(lambda: [one.save() for one in serializers.deserialize("json", text)]) == [] and Article.objects.get(pk=999).announced, "a fixture sends nothing and keeps its mark")
draft = Article.objects.create(title="y")
check(tells(lambda: Article.objects.filter(pk=draft.pk).update(status="published")) == [], "queryset.update() sends no signal")
check(tells(lambda: Article.objects.bulk_update([draft], ["status"])) == [], "nor does bulk_update")
check("ready" in vars(apps.ArticlesConfig), "registered in ready()")
