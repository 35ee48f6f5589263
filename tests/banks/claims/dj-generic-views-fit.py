"""The answer's CreateView sets project and author on the server; a constraint over project and title isn't checked by its form."""
from django_app import create_tables, load, setup

setup(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], MIDDLEWARE=[], TEMPLATES=[{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"shop/task_form.html": "{{ form.errors }}"})]}}])

from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.forms import ModelForm
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.test import RequestFactory
from django.views.generic import CreateView

from bank import answer, check


class Project(models.Model):
    members = models.ManyToManyField(User)

    class Meta:
        app_label = "shop"

    def get_absolute_url(self):
        return f"/projects/{self.pk}/"


class Task(models.Model):
    project = models.ForeignKey(Project, models.CASCADE)
    author = models.ForeignKey(User, models.CASCADE)
    title = models.CharField(max_length=20)
    due = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "shop"
        constraints = [models.UniqueConstraint(fields=["project", "title"], name="one_title")]


urlpatterns = []
call_command("migrate", verbosity=0)
create_tables(Project, Task)
view = load(answer("dj-generic-views-fit", "python"), "shop.views", LoginRequiredMixin=LoginRequiredMixin, CreateView=CreateView,
            Task=Task, Project=Project, get_object_or_404=get_object_or_404).TaskCreate.as_view()
ann, bob = User.objects.create_user("ann"), User.objects.create_user("bob")
mine = Project.objects.create()
mine.members.add(ann)


def post(user, title="write", **more):
    request = RequestFactory().post("/", {"title": title, **more})
    request.user = user
    with transaction.atomic():
        return view(request, project_pk=mine.pk)


seen = post(ann, author=bob.pk)
task = Task.objects.get()
check((seen.status_code, seen.url) == (302, f"/projects/{mine.pk}/") and (task.project, task.author) == (mine, ann),
      "project and author come from URL and login, whatever is sent")
check(post(AnonymousUser()).url.startswith("/accounts/login/"), "nobody gets in without a login")
try:
    post(bob, "steal")
    check(False, "another team's project is a 404")
except Http404:
    check(True, "another team's project is a 404")
try:
    post(ann)
    check(False, "the same title again fails only in the database")
except IntegrityError:
    check(True, "the same title again fails only in the database")


class TaskForm(ModelForm):
    class Meta:
        model = Task
        fields = ["title"]


check(TaskForm({"title": "write"}, instance=Task(project=mine, author=ann)).is_valid(),
      "even an instance with its project beforehand does not make the form check the constraint")
