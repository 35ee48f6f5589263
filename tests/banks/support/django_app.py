"""Sets Django up without a project: settings, an app for models that a harness defines, their tables."""
import sys
import types

import django
from django.apps import AppConfig
from django.conf import settings


def setup(database=None, apps=("shop",), installed=(), **more):
    """Configures Django; each app in `apps` is an empty module of that name."""
    configs = []
    for name in apps:
        module = types.ModuleType(name)
        module.__path__ = []
        module.__file__ = f"{name}/__init__.py"
        config = type("Config", (AppConfig,), {"name": name, "label": name, "path": "."})
        config.__module__ = f"{name}.apps"
        module.Config = config
        sys.modules[name] = module
        sys.modules[f"{name}.apps"] = types.ModuleType(f"{name}.apps")
        sys.modules[f"{name}.apps"].Config = config
        configs.append(f"{name}.apps.Config")
    settings.configure(
        DATABASES={"default": database or {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", *installed, *configs],
        SECRET_KEY="for harnesses", USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", **more)
    django.setup()


def create_tables(*models):
    """Creates the tables of these models, in this order."""
    from django.db import connection

    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)


def load(code, name, **stubs):
    """Runs code as the module of that name, with stubs for what it imports or takes for granted."""
    module = types.ModuleType(name)
    module.__package__ = name.rpartition(".")[0]
    vars(module).update(stubs)
    sys.modules[name] = module
    exec(compile(code, name, "exec"), vars(module))
    return module
