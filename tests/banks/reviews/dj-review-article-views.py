"""The views through Django's test client: deleting by GET, articles in another's name, unescaped HTML, the 500s, the N+1, a
lost count and a lost edit; and the answer's delete."""
import logging
import sys
import types

import django_app
from bank import answer, check, handout

ID = "dj-review-article-views"
logging.disable(logging.CRITICAL)
django_app.setup(ROOT_URLCONF="blog.urls", ALLOWED_HOSTS=["*"], apps=["blog"], installed=["django.contrib.sessions"],
                 LOGIN_URL="/login/", LOGGING_CONFIG=None,
                 MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
                             "django.contrib.auth.middleware.AuthenticationMiddleware"],
                 TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates",
                             "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
                                 "articles/list.html": "{{ rows }}", "articles/form.html": "form"})]}}])
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.shortcuts import get_object_or_404, redirect  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.http import require_POST  # noqa: E402


class Article(models.Model):
    title = models.CharField(max_length=100)
    body = models.TextField()
    views = models.IntegerField(default=0)
    author = models.ForeignKey(User, models.CASCADE)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "blog"


models_module = types.ModuleType("blog.models")
models_module.Article = Article
sys.modules["blog.models"] = models_module
views = django_app.load(handout(ID, "python"), "blog.views")
better = django_app.load(answer(ID, "python"), "blog.better", login_required=login_required, require_POST=require_POST, get_object_or_404=get_object_or_404, Article=Article,
                         redirect=redirect)
urls = types.ModuleType("blog.urls")
urls.urlpatterns = [path("articles/", views.article_list, name="article-list"), path("articles/new/", views.create),
                    path("articles/<int:pk>/", views.detail), path("articles/<int:pk>/delete/", views.delete),
                    path("better/<int:pk>/delete/", better.delete)]
sys.modules["blog.urls"] = urls
django_app.create_tables(User, Session, Article)
ann, bob = (User.objects.create_user(name, password="x") for name in ("ann", "bob"))
article = Article.objects.create(title="<script>x</script>", body="<img onerror=x>", author=ann)
client = Client(enforce_csrf_checks=True, raise_request_exception=False)

Article.objects.bulk_create(Article(title="t", body="b", author=ann) for _ in range(9))
with CaptureQueriesContext(connection) as queries:
    client.get("/articles/")
check(len(queries) == 1 + 10, "ten articles: one query for the list and ten for the authors")
check(b"<script>x</script>" in client.get(f"/articles/{article.pk}/").content, "the title reaches the browser unescaped")
check(client.get("/articles/999/").status_code == 500, "an unknown article is a 500")
sent = client.post("/articles/new/", {"title": "", "body": "b", "author_id": ann.pk})
check(sent.status_code == 302 and Article.objects.latest("pk").author == ann and Article.objects.latest("pk").title == "",
      "without login or CSRF token an article is saved in ann's name, with an empty title")
for missing in ({"title": "t", "body": "b"}, {"title": "t", "body": "b", "author_id": "x"}):
    check(client.post("/articles/new/", missing).status_code == 500, "a missing or wrong author is a 500")

early = Article.objects.get(pk=article.pk)
real = Article.objects.get
Article.objects.get = lambda **_: early        # a visit that has read the article before an edit and another visit
Article.objects.filter(pk=article.pk).update(views=models.F("views") + 5, title="edited")
client.get(f"/articles/{article.pk}/")
Article.objects.get = real
seen = Article.objects.get(pk=article.pk)
check(seen.views == 2 and seen.title == "<script>x</script>", "a visit at the same time undoes counts, and an edit")
check(client.get(f"/articles/{article.pk}/delete/").status_code == 302 and not Article.objects.filter(pk=article.pk),
      "an anonymous GET deletes")

one = Article.objects.create(title="t", body="b", author=ann)
where = f"/better/{one.pk}/delete/"
loose = Client()
check(loose.post(where).url.startswith("/login/"), "the answer's delete wants a login")
loose.force_login(bob)
check(loose.get(where).status_code == 405 and loose.post(where).status_code == 404, "no GET, and not another's article")
loose.force_login(ann)
check(loose.post(where).url == "/articles/" and not Article.objects.filter(pk=one.pk), "one's own is deleted")
