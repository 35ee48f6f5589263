"""The filter over the whole range of sizes and on odd values; the link against a query built by hand; escaping."""
import random
from html import escape
from urllib.parse import urlencode

import django_app
from bank import answer, blocks, check, question
import coding

django_app.setup(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
    "context_processors": ["django.template.context_processors.request"], "libraries": {"table": "shop.templatetags.table"}}}], ALLOWED_HOSTS=["*"])
table = django_app.load(answer("dj-code-template-tag", "python"), "shop.templatetags.table")
from django.template import engines  # noqa: E402
from django.test import RequestFactory  # noqa: E402

show = lambda source, url="/", **values: engines["django"].from_string("{% load table %}" + source).render(values, RequestFactory().get(url))  # noqa: E731
for line in blocks(question("dj-code-template-tag")["handout"], "text")[0].splitlines()[:4]:
    source, want = line.split("->")
    assert show(source.strip()) == want.strip().replace("(empty)", ""), line
link = lambda url: show('{% sort_link "name" "Name" %}', url)  # noqa: E731
check(link("/files/?q=tea&tag=a&tag=b&page=3") == '<a href="?q=tea&amp;tag=a&amp;tag=b&amp;sort=name">Name </a>'
      and link("/?sort=name") == '<a href="?sort=-name">Name \u2191</a>' and link("/?sort=-name") == '<a href="?sort=name">Name \u2193</a>',
      "the handout's examples")
UNITS = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3, "TB": 1024**4}
r = random.Random(1)
for n in range(4000):
    size = r.choice([int(2 ** (r.random() * 49)), 2 ** r.randrange(50) + r.randrange(-60, 60)])
    if size < 0:
        continue
    number, unit = table.readable_size(size).split()
    assert float(number) < 1024 or unit == "TB"
    assert abs(float(number) * UNITS[unit] - size) <= UNITS[unit] * 0.0501 + (unit == "B") * 0, size
    assert unit == "B" or float(number) >= 1
check(True, "4,000 sizes: never 1024 of a unit, right to the last digit shown")
odd = [None, "", "x", "nan", "inf", -1, 10**400, [], "1e999", b"x", object()]
check(all(table.readable_size(value) == "" for value in odd), "odd values give something harmless")
check(table.readable_size(1023.6) == "1.0 KB", "1023.6 bytes are 1.0 KB")
for _ in range(500):
    pairs = [(r.choice(["q", "tag", "page", "sort", "x"]), r.choice(["a", '"><script>', "name", "-name", "a b&c", "é"])) for _ in range(r.randrange(5))]
    sorts = [value for key, value in pairs if key == "sort"]
    kept, seen, new = [], set(), "-name" if sorts and sorts[-1] == "name" else "name"
    for key in dict.fromkeys(key for key, _ in pairs if key != "page"):
        kept += [(key, new)] if key == "sort" else [(k, v) for k, v in pairs if k == key]
    kept += [] if sorts else [("sort", new)]
    assert escape(urlencode(kept)) in link("/?" + urlencode(pairs)), pairs
check(True, "500 random queries: other parameters kept, the page dropped, the direction toggled")
check("<script>" not in link('/?q="><script>') and "&lt;b&gt;" in show('{% sort_link "name" label %}', label="<b>"), "query and label stay data")
from django.http import QueryDict  # noqa: E402
check(not set('"<>') & set(QueryDict(urlencode({"q": '"><script>'})).urlencode()), "urlencode has encoded quotes and angle brackets already")
from django.utils.safestring import mark_safe  # noqa: E402
check("<b>" in mark_safe(f"<a href=\"?x\">{'<b>'}</a>"), "mark_safe with an f-string lets a label through")
check(coding.raises(AttributeError, RequestFactory().get("/").GET.__setitem__, "a", "b") is not None, "a QueryDict is immutable")
check(show("{{ 1536|filesizeformat }}").startswith("1.5") and "sort=x" in show('{% querystring sort="x" %}'), "Django brings filesizeformat and querystring")
