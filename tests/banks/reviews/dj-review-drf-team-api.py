"""The viewset through DRF's test client with two teams: the list, search and export show both, strangers make themselves owner
by POST or promote, a team owner moves a member; other detail routes are refused; queries are counted; tests of one team pass."""
import logging
import sys
import types

import django_app
from bank import check, handout

logging.disable(logging.CRITICAL)
django_app.setup(ROOT_URLCONF="teams.urls", ALLOWED_HOSTS=["*"], apps=["teams"], installed=["rest_framework"], MIDDLEWARE=[])
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from rest_framework import permissions, routers, serializers, viewsets  # noqa: E402
from rest_framework.decorators import action  # noqa: E402
from rest_framework.filters import SearchFilter  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

key = {"on_delete": models.CASCADE}


def model(model_name, **fields):
    return type(model_name, (models.Model,), {"__module__": "teams.models", **fields})


Team = model("Team", name=models.CharField(max_length=9), owner=models.ForeignKey(User, **key))
Member = model("Member", user=models.ForeignKey(User, **key), team=models.ForeignKey(Team, **key), role=models.CharField(
    max_length=9, choices=[("user", "user"), ("admin", "admin")]), is_owner=models.BooleanField(default=False),
    invite_token=models.CharField(max_length=9, default="tok"))
Task = model("Task", assignee=models.ForeignKey(Member, **key), done=models.BooleanField(default=False))
django_app.create_tables(User, Team, Member, Task)
module = django_app.load(handout("dj-review-drf-team-api", "python"), "teams.api", Member=Member, Task=Task, action=action,
                         permissions=permissions, serializers=serializers, viewsets=viewsets, SearchFilter=SearchFilter,
                         Response=Response)
router = routers.DefaultRouter()
router.register("members", module.MemberViewSet)
sys.modules["teams.urls"] = types.ModuleType("teams.urls")
sys.modules["teams.urls"].urlpatterns = router.urls

ann, bob, eve = (User.objects.create(username=n, email=f"{n}@example.org") for n in ("ann", "bob", "eve"))
red, blue = Team.objects.create(name="red", owner=ann), Team.objects.create(name="blue", owner=bob)
first = Member.objects.create(user=ann, team=red, role="user")
second = Member.objects.create(user=bob, team=blue, role="user")


def api(user):
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(user)
    return client


curious = api(eve)      # logged in, member of no team
rows = curious.get("/members/").json()
check([r["team_name"] for r in rows] == ["red", "blue"] and rows[0]["invite_token"] == "tok", "a stranger lists all, with tokens")
check(len(curious.get("/members/?search=bob@").json()) == 1, "and searches by e-mail address")
check(len(curious.get("/members/export/").json()) == 2 and "user__email" in curious.get("/members/export/").json()[0],
      "the export has everyone's address")
where = f"/members/{second.pk}/"
codes = [curious.get(where).status_code, curious.patch(where, {"role": "admin"}).status_code, curious.delete(where).status_code]
check(codes == [403] * 3, "reading, changing and deleting one member is refused: there the object permission runs")
check(curious.post("/members/", {"user": eve.pk, "team": blue.pk, "role": "admin", "is_owner": True}).status_code == 201,
      "but strangers add themselves to a team, as its owner")
for role, call in (("admin", curious.get), ("emperor", curious.post)):
    call(f"/members/{second.pk}/promote/", {"role": role})
    second.refresh_from_db()
    check(second.role == role, f"promote runs without the object permission: role {role} by {call.__name__.upper()}")
check(curious.post("/members/99/promote/").status_code == 500, "an unknown id in promote is a 500")
owner = api(ann)
check(owner.patch(f"/members/{first.pk}/", {"team": blue.pk}).status_code == 200, "an owner moves a member into another's team")
first.refresh_from_db()
check(first.team == blue, "and it is there")

module.MemberViewSet.queryset = Member.objects.all()
counts = []
for _ in range(2):
    with CaptureQueriesContext(connection) as queries:
        curious.get("/members/")
    counts.append(len(queries))
    Member.objects.bulk_create(Member(user=ann, team=red, role="user") for _ in range(10))
check(counts == [1 + 2 * 3, 1 + 2 * 13], f"two queries a member: {counts}")
check(len(curious.get("/members/").json()) == Member.objects.count(), "the list has no pages, unless the settings set them")
first.team = red
first.save()
with CaptureQueriesContext(connection) as queries:
    owner.get(f"/members/{first.pk}/")
check(sum("teams_team" in q["sql"] for q in queries) == 1 and sum("auth_user" in q["sql"] for q in queries) == 1,
      "the check loads the team and its owner")
