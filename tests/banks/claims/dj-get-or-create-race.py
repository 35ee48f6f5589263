"""What belongs to the lookup of get_or_create, and what a lookup without regard to case needs beside it."""
from django_app import create_tables, load, setup

setup()

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower

from bank import answer, check


class Plain(models.Model):
    name = models.CharField(max_length=20)
    color = models.CharField(max_length=20)

    class Meta:
        app_label = "shop"


class Tag(models.Model):
    name = models.CharField(max_length=20)
    color = models.CharField(max_length=20)

    class Meta:
        app_label = "shop"
        constraints = [models.UniqueConstraint(Lower("name"), name="one_name")]


create_tables(Plain, Tag)
CALL = 'name = "urgent"\n' + answer("dj-get-or-create-race", "python")
Plain.objects.create(name="urgent", color="red")
Plain.objects.get_or_create(name="urgent", color="gray")
check(Plain.objects.count() == 2, "with the color in the lookup a second tag arises")
try:
    Plain.objects.get_or_create(name="urgent")
    check(False, "the next call raises")
except Plain.MultipleObjectsReturned:
    check(True, "the next call raises MultipleObjectsReturned")
mended = load(CALL, "shop.views", Tag=Tag)
check(mended.created and mended.tag.color == "gray", "the answer's call creates with the default")
Tag.objects.update(color="red")
mended = load(CALL, "shop.views", Tag=Tag)
check(not mended.created and mended.tag.color == "red" and Tag.objects.count() == 1, "and finds the tag whatever its color")
try:
    with transaction.atomic():
        Tag.objects.create(name="URGENT")
    check(False, "the constraint refuses another case")
except IntegrityError:
    check(True, "the constraint on Lower(name) refuses another case")
tag, created = Tag.objects.get_or_create(name__iexact="URGENT", defaults={"name": "URGENT", "color": "gray"})
check(not created and tag.name == "urgent", "the lookup on name__iexact finds it")
tag, created = Tag.objects.get_or_create(name__iexact="New", defaults={"name": "New", "color": "gray"})
check(created and tag.name == "New", "with the name in defaults it creates")
tag, created = Tag.objects.get_or_create(name__iexact="Later", defaults={"color": "gray"})
check(created and tag.name == "", "without it the new tag has no name")
