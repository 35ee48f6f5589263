"""Random saves against the handout's rules; a rollback, an older copy, two editors at once, update_fields and fixtures; what the signals miss."""
import atexit
import contextlib
import random
import threading

import django_app
import postgres
from bank import answer, check, handout

stack = contextlib.ExitStack()
server = stack.enter_context(postgres.server())
django_app.setup(apps=("articles",), database={"ENGINE": "django.db.backends.postgresql", "NAME": server["dbname"], "USER": server["user"], "HOST": server["host"]})
from django.core import serializers  # noqa: E402
from django.db import connection, transaction  # noqa: E402

atexit.register(lambda: (connection.close(), stack.close()))

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
check(len(tells(lambda: Article.objects.create(title="y", status="published"))) == 1, "one that is created as published is announced")
text = serializers.serialize("json", [Article(pk=999, title="z", status="published", announced=True)])
check(tells(lambda: [one.save() for one in serializers.deserialize("json", text)]) == [] and Article.objects.get(pk=999).announced, "a fixture sends nothing and keeps its mark")
draft = Article.objects.create(title="y")
check(tells(lambda: Article.objects.filter(pk=draft.pk).update(status="published")) == [], "queryset.update() sends no signal")
check(tells(lambda: Article.objects.bulk_update([draft], ["status"])) == [], "nor does bulk_update")
check("ready" in vars(apps.ArticlesConfig), "registered in ready()")


def two_editors(fields):
    """The second one's save waits for the first one's transaction."""
    sent.clear()
    pk = Article.objects.create(title="x").pk
    copies = [Article.objects.get(pk=pk) for _ in range(2)]
    saved, go = threading.Event(), threading.Event()

    def publish(article, first):
        article.status = "published"
        if not first:
            saved.wait(10)
            threading.Timer(0.4, go.set).start()
        with transaction.atomic():
            article.save(update_fields=fields)
            saved.set()
            if first:
                go.wait(10)
        connection.close()

    threads = [threading.Thread(target=publish, args=(a, n == 0)) for n, a in enumerate(copies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sent == [pk] and Article.objects.get(pk=pk).announced


check(two_editors(None) and two_editors(["status"]), "two editors publish at the same time: one task, by full saves and by update_fields")
draft.save()
check(draft.announced is False and not Article.objects.get(pk=draft.pk).announced, "the instance keeps a plain value after saving")


retried = Article(title="y", status="published")
sent.clear()
try:
    with transaction.atomic():
        retried.save()
        raise ZeroDivisionError
except ZeroDivisionError:
    pass
check(sent == [] and retried.announced is False, "a rolled back creation sends nothing and leaves no mark on the instance")
check(len(tells(retried.save)) == 1 and retried.announced is True, "saved again, it is announced")
