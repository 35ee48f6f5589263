"""Random query strings against a brute force over all books, nonsense included; the links, the queries, what order_by alone would do."""
import random
import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import django_app
from bank import answer, check
import coding

TEMPLATE = ('{% for book in page %}[{{ book.pk }}|{{ book.author.name }}|{{ book.genre.name }}]{% endfor %}'
            '{% if page.has_next %}<a href="?{{ params }}&amp;page={{ page.next_page_number }}">{% endif %}')
django_app.setup(ALLOWED_HOSTS=["*"], TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
    "loaders": [("django.template.loaders.locmem.Loader", {"books/list.html": TEMPLATE, "old.html": TEMPLATE.replace("{% if page.has_next %}", "").removesuffix("{% endif %}")})]}}])
from django.core.exceptions import FieldError  # noqa: E402
from django.core.paginator import EmptyPage  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

M = django_app.load('''
class Author(models.Model):
    name = models.CharField(max_length=50)


class Genre(models.Model):
    name = models.CharField(max_length=50)
    slug = models.SlugField()


class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Author, models.CASCADE)
    genre = models.ForeignKey(Genre, models.CASCADE)
    published = models.DateField()
''', "shop.models", models=models)
django_app.create_tables(M.Author, M.Genre, M.Book)
view = django_app.load(answer("dj-code-book-list", "python"), "shop.views").book_list
WORDS = ["room", "tea", "sea", "own", "war"]
r = random.Random(1)
authors = [M.Author.objects.create(name=f"{a} {b}") for a in ("Woolf", "Tea", "Own") for b in ("Ann", "Bo")]
genres = [M.Genre.objects.create(name=n, slug=n) for n in ("poetry", "crime")]
for n in range(120):
    M.Book.objects.create(title=" ".join(r.sample(WORDS, 3)).title(), author=r.choice(authors), genre=r.choice(genres), published=f"2020-01-0{r.randrange(1, 5)}")
books = list(M.Book.objects.select_related("author", "genre"))
KEYS = {"title": lambda b: (b.title, b.pk), "new": lambda b: (-b.published.toordinal(), b.pk), "author": lambda b: (b.author.name, b.title, b.pk)}
ODD = ["abc", "", "-1", "0", "9999", "1e3", "9" * 5000, "\x00", "é", "'--", "%"]
for _ in range(700):
    query = {"q": " ".join(r.choice(WORDS + ["woolf", "%", "b"] * (r.random() < 0.3)) for _ in range(r.randrange(8))), "genre": r.choice(["", "poetry", "none", "x\x00", "po\x00etry"]),
             "order": r.choice([*KEYS, "password", "author__password", "?", ""]), "page": r.choice(["1", "2", "3", *ODD])}
    query = {k: v for k, v in query.items() if r.random() < 0.7}
    with CaptureQueriesContext(connection) as seen:
        html = view(RequestFactory().get("/books/?" + urlencode(query))).content.decode()
    assert len(seen) <= 2
    words, genre = query.get("q", "").split()[:5], query.get("genre", "").replace("\x00", "")
    found = [b for b in books if all(w in b.title.lower() or w in b.author.name.lower() for w in words) and (not genre or b.genre.slug == genre)]
    found.sort(key=KEYS.get(query.get("order"), KEYS["title"]))
    pages, page = max(1, -(-len(found) // 25)), query.get("page")
    number = int(page) if page in "1 2 3 9999 0 -1".split() else 1
    number = pages if number > pages or number < 1 else number
    assert re.findall(r"\[(\d+)\|", html) == [str(b.pk) for b in found[25 * number - 25:25 * number]], query
    link = re.search('href="[?](.*)"', html)
    assert bool(link) == (number < pages)
    if link:
        assert dict(parse_qsl(unescape(link[1]), keep_blank_values=True)) == {**query, "page": str(number + 1)}
check(True, "700 query strings, nonsense included: the right books, the filters kept in the link, two queries")
check("<script>" not in view(RequestFactory().get('/?q="><script>')).content.decode(), "a search text stays text")
check(coding.raises(FieldError, M.Book.objects.order_by, "password") is not None, "order_by refuses an unknown name with an error")
check(bool(M.Book.objects.order_by("author__name")[:1]), "and follows relations")
from django.core.paginator import Paginator  # noqa: E402

last = Paginator(M.Book.objects.order_by("pk"), 25).get_page(9999)
check(coding.raises(EmptyPage, lambda: render(None, "old.html", {"page": last})) is not None, "without the if, the last page raises")
