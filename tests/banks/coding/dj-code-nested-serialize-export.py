"""The export of random projects against a JSON built by hand, in three queries; the serializer without its queryset; depth."""
import json
import random

import django_app
from bank import answer, check

django_app.setup(apps=("shop",), installed=["rest_framework"])
from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from rest_framework import serializers  # noqa: E402
from rest_framework.test import APIRequestFactory, force_authenticate  # noqa: E402

M = django_app.load('''
class Project(models.Model):
    name = models.CharField(max_length=9)
    members = models.ManyToManyField(User)


class Milestone(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=9)
    due = models.DateField()


class Task(models.Model):
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=9)
    done = models.BooleanField()
    assignee = models.ForeignKey(User, models.SET_NULL, null=True)


class Comment(models.Model):
    task = models.ForeignKey(Task, models.CASCADE, related_name="comments")
''', "shop.models", models=models, User=User)
django_app.create_tables(ContentType, Permission, Group, User, M.Project, M.Milestone, M.Task, M.Comment)
api = django_app.load(answer("dj-code-nested-serialize-export", "python"), "shop.api")
users = [User.objects.create_user(name, password="x") for name in ("ada", "bob")]


def export(user):
    request = APIRequestFactory().get("/export/")
    force_authenticate(request, user)
    with CaptureQueriesContext(connection) as seen:
        response = api.ProjectExport.as_view()(request).render()
    return response.status_code, json.loads(response.content), len(seen)


r = random.Random(1)
for _ in range(40):
    M.Project.objects.all().delete()
    want = []
    for n in range(r.randrange(5)):
        project = M.Project.objects.create(name=str(n))
        members = r.sample(users, r.randrange(3))
        project.members.set(members)
        milestones = []
        for k in range(r.randrange(4)):
            due = f"2025-05-0{r.randrange(1, 4)}"
            stone = M.Milestone.objects.create(project=project, name=str(k), due=due)
            tasks = []
            for _ in range(r.choice([0, 1, 3, 8])):
                who, number = r.choice([*users, None]), r.randrange(3)
                task = M.Task.objects.create(milestone=stone, title="t", done=r.random() < 0.5, assignee=who)
                M.Comment.objects.bulk_create(M.Comment(task=task) for _ in range(number))
                tasks.append({"id": task.pk, "title": "t", "done": task.done, "assignee": who and who.username, "comments": number})
            done = sum(t["done"] for t in tasks)
            progress = max((p for p in range(101) if p * len(tasks) <= 100 * done)) if tasks else None
            milestones.append({"id": stone.pk, "name": str(k), "due": due, "progress": progress, "tasks": tasks})
        if users[0] in members:
            want.append({"id": project.pk, "name": str(n), "milestones": sorted(milestones, key=lambda m: (m["due"], m["id"]))})
    status, got, queries = export(users[0])
    assert got == want and queries == (3 if any(m["tasks"] for p in want for m in p["milestones"]) else queries) <= 3
check(True, "40 random exports: shape, order and progress as by hand, never more than three queries")
check(export(None)[0] in (401, 403), "nobody anonymous gets an export")
task = M.Task.objects.create(milestone=M.Milestone.objects.create(project=M.Project.objects.create(name="x"), name="x", due="2025-05-01"), title="t", done=False)
shown = api.TaskSerializer(M.Task.objects.get(pk=task.pk)).data
check("comments" not in shown, "with another queryset the key is left out, without an error")
check(shown["assignee"] is None, "without an assignee default=None gives null")
bare = type("Bare", (serializers.ModelSerializer,), {"assignee": serializers.CharField(source="assignee.username", read_only=True), "Meta": api.TaskSerializer.Meta,
                                                     "comments": api.TaskSerializer._declared_fields["comments"]})
check("assignee" not in bare(task).data, "and without it the key is dropped")
deep = type("Deep", (serializers.ModelSerializer,), {"Meta": type("Meta", (), {"model": M.Task, "fields": ["assignee"], "depth": 2})})
task.assignee = users[0]
check("password" in deep(task).data["assignee"], "depth publishes the user's password hash")
check(round(100 * 199 / 200) == 100, "rounded, 199 of 200 would be 100 percent")
wide = type("Wide", (serializers.ModelSerializer,), {"Meta": type("Meta", (), {"model": M.Project, "fields": ["id", "name", "milestones"], "depth": 2})})
shown = wide(M.Project.objects.get(milestones=task.milestone_id)).data["milestones"]
check(len(shown) == 1 and "tasks" not in shown[0], "depth gives milestones without tasks, as it follows no reverse relation")
