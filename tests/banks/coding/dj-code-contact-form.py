"""The view through the test client: mail, redirect, errors, forged line breaks; random messages with links; an empty POST."""
import logging
import random

import django_app
from bank import answer, check
import coding

django_app.setup(ROOT_URLCONF="site_urls", ALLOWED_HOSTS=["*"], CONTACT_EMAIL="office@shop.example", DEFAULT_FROM_EMAIL="web@shop.example", LOGGING_CONFIG=None,
                 EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
                 TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
                     "contact.html": '<form method="post">{% csrf_token %}{{ form }}<button>Send</button></form>', "thanks.html": "Thanks"})]}}])
from django.core import mail  # noqa: E402
from django.test import Client  # noqa: E402

logging.disable(logging.CRITICAL)
mail.outbox = []
m = django_app.load(answer("dj-code-contact-form", "python"), "site_urls")
client, good = Client(), {"name": "Ada", "email": "ada@example.com", "message": "Do you open on Sunday?"}


def post(**more):
    mail.outbox = []
    return client.post("/contact/", {**good, **more})


response = post()
sent = mail.outbox
check(response.status_code == 302 and response["Location"] == "/contact/thanks/" and client.get("/contact/thanks/").status_code == 200, "a good message leads to the thank-you page")
check((sent[0].subject, sent[0].reply_to, sent[0].to, sent[0].from_email) == ("Message from Ada", ["ada@example.com"], ["office@shop.example"], "web@shop.example"),
      "the mail: subject, reply to the visitor, from our own domain")
client.get("/contact/thanks/")
check(len(mail.outbox) == 1, "reloading the page after it sends nothing")
response = post(email="ada@", name="Ad<a")
check(response.status_code == 200 and not mail.outbox and b"Ad&lt;a" in response.content,
      "an invalid address: the form again, with what was typed")
check(b"Ad&lt;a" in response.content and b"valid email" in response.content, "and the error")
for name in ("Ada\nBcc: x@y.example", "Ada\r\nX: y", "Ada\u2028x"):
    assert post(name=name).status_code == 302 and mail.outbox[0].subject == "Message from " + " ".join(name.split())
check(True, "line breaks in the name are gone from the subject")
del m.ContactForm.clean_name
check(coding.raises(ValueError, lambda: post(name="Ada\nBcc: x@y.example")) is not None, "without clean_name, Django refuses with an exception")
r = random.Random(1)
for _ in range(1500):
    links = r.randrange(5)
    words = [r.choice(["https://a.example/x", "HTTP://b.example", "http://www.d.example"]) for _ in range(links)]
    words += [r.choice(["hello", "http", "the https protocol", "www.c.example", "sunday", "éé"]) for _ in range(r.randrange(6))]
    r.shuffle(words)
    text = r.choice([" ", "\n"]).join(words) + "x" * r.choice([0, 0, 1990])
    assert m.ContactForm({**good, "message": text}).is_valid() == (10 <= len(text) <= 2000 and links <= 2), text
check(True, "1,500 random messages: length, and at most two links; words such as http are none")
for between in (",", ";", "|", "><", ")("):
    for link in ("https://a.example", "HTTP://www.a.example/x"):
        assert not m.ContactForm({**good, "message": "See " + between.join([link] * 3)}).is_valid(), (between, link)
        assert m.ContactForm({**good, "message": "See " + between.join([link] * 2)}).is_valid(), (between, link)
check(True, "links that follow each other without a blank count one by one")
check(b"errorlist" in client.post("/contact/", {}).content and b"errorlist" not in client.get("/contact/").content, "an empty POST shows errors, a GET none")
loose = m.ContactForm(client.post("/contact/", {}).wsgi_request.POST or None)
check(not loose.is_bound and not loose.errors, "with request.POST or None an empty POST shows no errors")
check(b"csrfmiddlewaretoken" in client.get("/contact/").content, "the template's token")
check(not m.ContactForm({**good, "message": " " * 5 + "x" * 9 + " " * 5}).is_valid() and m.ContactForm({**good, "message": " " + "x" * 2000 + "\n"}).is_valid(), "white space at the ends of a message isn't counted")
