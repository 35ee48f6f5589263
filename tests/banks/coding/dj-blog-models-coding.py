"""The answer's models on SQLite: the front page against a brute force, its two queries, each on_delete, what checks the length."""
import random
from datetime import timedelta

import django_app
from bank import answer, check
import coding

django_app.setup(ROOT_URLCONF="blog.urls", apps=("blog",))
from django.contrib.auth.models import User  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import IntegrityError, connection, models, transaction  # noqa: E402
from django.forms import modelform_factory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

blog = django_app.load(answer("dj-blog-models-coding", "python"), "blog.models")
django_app.load("", "blog.urls", urlpatterns=[path("posts/<slug:slug>/", lambda request, slug: None, name="post-detail")])
from django.contrib.auth.models import Group, Permission  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402

Tag, Post, Comment = blog.Tag, blog.Post, blog.Comment
django_app.create_tables(ContentType, Permission, Group, User, Tag, Post, Comment)
r = random.Random(1)
users = [User.objects.create(username=f"u{n}") for n in range(4)]
tags = [Tag.objects.create(name=f"t{n}") for n in range(5)]
noon = timezone.now()
for round_ in range(25):
    Comment.objects.all().delete()
    Post.objects.all().delete()
    rows = []
    for n in range(r.randrange(20)):
        status = r.choice(["draft", "published"])
        post = Post.objects.create(author=r.choice(users), title=str(n), slug=f"p{n}", status=status,
                                   published_at=noon + timedelta(hours=r.randrange(9)) if status == "published" else None)
        chosen, comments = r.sample(tags, r.randrange(4)), r.randrange(4)
        post.tags.set(chosen)
        for _ in range(comments):
            Comment.objects.create(post=post, author=r.choice(users), text="x")
        if status == "published":
            rows.append((post.published_at, post.pk, str(n), post.author.username, {t.name for t in chosen}, comments))
    with CaptureQueriesContext(connection) as seen:
        got = [(p.title, p.author.username, {t.name for t in p.tags.all()}, p.comment_count) for p in blog.front_page()]
    assert got == [row[2:] for row in sorted(rows, key=lambda row: row[:2])[::-1][:10]], (got, rows)
    assert len(seen) == (2 if got else 1)
check(True, "25 random blogs: the ten newest published with author, tags and count, in two queries")
check("ORDER BY" in str(blog.front_page().query) and "ORDER BY" not in str(Post.objects.annotate(n=models.Count("comments")).query)
      and "ORDER BY" in str(Post.objects.all().query), "an annotated count drops Meta.ordering, so the query states its order")
post = Post.objects.create(author=users[0], title="x", slug="x")
comment = Comment.objects.create(post=post, author=users[1], text="y" * 3000)
check(coding.raises(models.ProtectedError, users[0].delete) is not None, "posts keep a user from being deleted")
comment.author.posts.all().delete()
comment.author.delete()
comment.refresh_from_db()
check(comment.author is None, "a comment survives its author")
check(len(Comment.objects.get(pk=comment.pk).text) == 3000 and coding.raises(ValidationError, comment.full_clean, ["author"]) is None,
      "neither the database nor full_clean checks the length of a TextField")
check("text" in modelform_factory(Comment, fields=["text"])({"text": "y" * 3000}).errors, "a form does")
check(post.get_absolute_url() == "/posts/x/", "the URL has the slug")
check(coding.raises(IntegrityError, lambda: transaction.atomic()(Post.objects.create)(author=users[0], title="z", slug="x")) is not None, "a slug is unique")
post.delete()
check(not Comment.objects.filter(pk=comment.pk).exists(), "comments vanish with the post")

import postgres  # noqa: E402

try:
    with postgres.server() as connect:
        import psycopg

        with psycopg.connect(**connect) as pg:
            rows = pg.execute("SELECT n FROM (VALUES (1, now()), (2, NULL)) AS t(n, at) ORDER BY at DESC").fetchall()
            check(rows[0] == (2,), "PostgreSQL sorts a null first in descending order")
except SystemExit as skipped:
    if skipped.code != 77:
        raise
