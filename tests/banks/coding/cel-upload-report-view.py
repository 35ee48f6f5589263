"""The views and the task on Django and SQLite: order of the steps, owners, reruns, bad files, unexpected errors; Celery's own defaults."""
import json
import sys
import types

import django_app
from bank import answer, check
import coding

django_app.setup(ROOT_URLCONF="urls", LOGIN_URL="/login/", ALLOWED_HOSTS=["testserver"])
from celery import Task, shared_task
from celery.contrib.django.task import DjangoTask
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.test import RequestFactory
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST


class ImportJob(models.Model):
    owner = models.ForeignKey(User, models.CASCADE)
    file = models.TextField()
    state = models.CharField(max_length=20)
    rows = models.IntegerField(default=0)
    error = models.CharField(max_length=500, default="")

    class Meta:
        app_label = "shop"


class Record(models.Model):
    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="records")

    class Meta:
        app_label = "shop"


class BadFile(Exception):
    pass


def import_rows(job):
    events.append(("run", job.pk))
    for n in range(3):
        job.records.create()
    if outcome:
        raise outcome[0]
    return 3


django_app.create_tables(ContentType, Permission, Group, User, ImportJob, Record)
views = types.ModuleType("views")
views.__dict__.update({name: globals()[name] for name in ("login_required", "require_POST", "require_GET", "JsonResponse", "transaction", "reverse", "get_object_or_404", "shared_task", "ImportJob", "BadFile", "import_rows")})
exec(compile(answer("cel-upload-report-view", "python"), "views", "exec"), views.__dict__)
urls = types.ModuleType("urls")
urls.urlpatterns = [path("imports/", views.upload), path("imports/<int:pk>/", views.status, name="import-status")]
sys.modules["urls"] = urls
owner, other = (User.objects.create_user(name) for name in ("owner", "other"))
events, outcome, sent = [], [], []
views.process_import.delay = lambda pk: sent.append((pk, connection.in_atomic_block, ImportJob.objects.filter(pk=pk).exists()))
factory = RequestFactory()


def call(view, request, user, *arguments):
    request.user = user
    return view(request, *arguments)


def upload(user, size=10):
    return call(views.upload, factory.post("/imports/", {"file": SimpleUploadedFile("a.csv", b"x" * size)} if size else {}), user)


reply = upload(owner)
job = ImportJob.objects.get()
check(reply.status_code == 202 and json.loads(reply.content) == {"status_url": f"/imports/{job.pk}/"}, "202 with the URL to poll")
check(sent == [(job.pk, False, True)], "the task is sent once, with the id only, after the commit")
check([upload(owner, size).status_code for size in (0, 20 * 1024 * 1024 + 1)] == [400, 400] and upload(AnonymousUser()).status_code == 302, "a missing or large file: 400; strangers have to log in")
check(call(views.upload, factory.get("/imports/"), owner).status_code == 405, "GET on the upload: 405")


def status(user):
    return json.loads(call(views.status, factory.get("/"), user, job.pk).content)


check(status(owner) == {"state": "pending", "rows": 0, "error": ""}, "the status comes from the row")
check(coding.raises(Http404, status, other) is not None, "another user's job: 404")
views.process_import(job.pk)
check(status(owner) == {"state": "done", "rows": 3, "error": ""} and job.records.count() == 3, "the task imports")
views.process_import(job.pk)
check(events == [("run", job.pk)] and job.records.count() == 3, "a finished job doesn't run again")
ImportJob.objects.update(state="running")
views.process_import(job.pk)
check(job.records.count() == 3 and len(events) == 2, "a job that died while running is redelivered and doubles no rows")
for error, wanted in [(BadFile("line 2" * 200), ("line 2" * 200)[:500]), (RuntimeError("secret"), "internal error")]:
    ImportJob.objects.update(state="pending", error="")
    outcome[:] = [error]
    raised = coding.raises(RuntimeError, views.process_import, job.pk)
    check(status(owner)["state"] == "failed" and status(owner)["error"] == wanted and (raised is None) == isinstance(error, BadFile), f"{type(error).__name__} fails the job")
    check(job.records.count() == 3, "and its rows are rolled back")
check(views.process_import.acks_late is True and Task.reject_on_worker_lost is None and views.process_import.reject_on_worker_lost in (None, False), "acks_late alone doesn't requeue when the worker process is lost")
check(hasattr(DjangoTask, "delay_on_commit"), "Celery has delay_on_commit for Django")
with transaction.atomic():
    sent.clear()
    upload(owner)
    check(sent == [], "inside a surrounding transaction nothing is sent before it commits")
check(len(sent) == 1, "then it is")
