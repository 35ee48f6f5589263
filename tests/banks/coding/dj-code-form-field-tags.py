"""The field against a brute force of the handout, redisplay, changes, and what the inherited has_changed would say."""
import random

import django_app
from bank import answer, check

django_app.setup()
from django import forms  # noqa: E402

m = django_app.load(answer("dj-code-form-field-tags", "python"), "tags")


def form(data, initial=None, title="", **options):
    class ArticleForm(forms.Form):
        title = forms.CharField(required=False, max_length=3)
        tags = m.TagField(**options)

    return ArticleForm({"tags": data, "title": title} if data is not None else None, initial={"tags": initial})


def clean(text):
    found = []
    for part in text.lower().split(","):
        tag = " ".join(word for word in part.split())
        if tag and tag not in found:
            found.append(tag)
    return found


r = random.Random(1)
for _ in range(3000):
    text = "".join(r.choice(["a", "B", "red", " ", ",", "  ", "x" * 9]) for _ in range(r.randrange(12)))
    want, most, longest, required = clean(text), r.randrange(1, 5), r.randrange(3, 20), r.random() < 0.5
    one = form(text, max_tags=most, max_length=longest, required=required)
    good = (bool(want) or not required) and len(want) <= most and all(len(t) <= longest for t in want)
    assert one.is_valid() == good, text
    assert not good or one.cleaned_data["tags"] == want
    initial = [r.choice(["a", "b"]) for _ in range(r.randrange(3))]
    initial = r.choice([want, list(dict.fromkeys(initial)), None])
    assert form(text, initial, required=False).fields["tags"].has_changed(initial, text) == ((initial or []) != want)
check(True, "3,000 random texts: cleaned, refused and changed as the handout says")
check(form(" Red,red ,, Blue ", max_tags=3).is_valid() and form(" , ").errors["tags"] == ["This field is required."]
      and form("a,b,c,d", max_tags=3).errors["tags"] == ["At most 3 tags, please."], "the handout's three forms")
check('value="red, green"' in str(form(None, ["red", "green"])["tags"]), "a list as initial value shows as text")
bad = form("Red ,  b,", title="too long")
check('value="Red ,  b,"' in str(bad["tags"]), "after an error the user sees the text as typed")
check("&lt;b&gt;" in str(form("<b>", max_length=1).errors), "the template escapes the tag in the message")
field, inherited = m.TagField(), lambda initial, data: forms.Field.has_changed(m.TagField(), initial, data)
check(not inherited(["red"], "Red"), "the inherited has_changed is right for a clean list")
check(inherited(None, "") and inherited(("red",), "red") and inherited(["Red"], "red"), "None, a tuple and an unclean list count as changed there")
check(not field.has_changed(None, "") and not field.has_changed(("red",), "red") and not field.has_changed(["Red"], "red"), "and not here")
check(not m.TagField(disabled=True).has_changed(["red"], ""), "a disabled field never counts as changed")
nul = form("re\x00d, b", max_tags=3)
check(not nul.is_valid() and nul.errors["tags"] == ["Null characters are not allowed."], "a NUL character is refused, as by CharField")
check(form("re\\x00d", max_tags=3).is_valid(), "a backslash and x00 is plain text")
