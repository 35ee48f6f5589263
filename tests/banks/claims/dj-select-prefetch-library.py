"""301 queries become three with the answer's code; a filter on prefetched rows asks the database again."""
from django_app import create_tables, load, setup

setup()

from django.db import connection, models
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext

from bank import answer, check


class Publisher(models.Model):
    class Meta:
        app_label = "shop"


class Author(models.Model):
    class Meta:
        app_label = "shop"


class Member(models.Model):
    class Meta:
        app_label = "shop"


class Book(models.Model):
    publisher = models.ForeignKey(Publisher, models.CASCADE)
    authors = models.ManyToManyField(Author)

    class Meta:
        app_label = "shop"


class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, related_name="loans")
    member = models.ForeignKey(Member, models.CASCADE)
    returned = models.DateField(null=True)

    class Meta:
        app_label = "shop"


create_tables(Publisher, Author, Member, Book, Loan)
publisher, author, member = Publisher.objects.create(), Author.objects.create(), Member.objects.create()
for _ in range(100):
    book = Book.objects.create(publisher=publisher)
    book.authors.add(author)
    Loan.objects.create(book=book, member=member)


def queries(show):
    with CaptureQueriesContext(connection) as seen:
        show()
    return len(seen)


def plainly():
    for book in Book.objects.all():
        book.publisher.pk, list(book.authors.all()), list(book.loans.filter(returned=None))
        str(book.publisher)


def prefetched():
    books = load(answer("dj-select-prefetch-library", "python"), "shop.views", Book=Book, Loan=Loan, Prefetch=Prefetch).books
    shown = [(book.publisher, list(book.authors.all()), [loan.member for loan in book.open_loans]) for book in books]
    assert len(shown) == 100 and all(len(loans) == 1 for _, _, loans in shown)


def filtered():
    for book in Book.objects.prefetch_related("loans"):
        list(book.loans.filter(returned=None))


check(queries(plainly) == 301, "one query for the books and three for each")
check(queries(prefetched) == 3, "three queries remain")
def whole():
    for book in Book.objects.prefetch_related("loans"):
        list(book.loans.all()), book.loans.count()


check(queries(filtered) == 102, "a filter on prefetched loans is a query for each book")
check(queries(whole) == 2, "all() and count() take the prefetched rows")
try:
    list(Book.objects.prefetch_related("loans").iterator())
    check(False, "iterator() with prefetching needs chunk_size")
except ValueError:
    check(True, "iterator() with prefetching needs chunk_size")
