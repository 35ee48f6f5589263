"""What of the Dockerfile runs without Docker: collectstatic with and without the dummy key, the start command and SIGTERM, what .dockerignore keeps out."""
import fnmatch
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from bank import answer, check

ID = "dc-write-django-dockerfile"
lines = [line.strip() for line in re.sub(r"\\\n\s*", "", answer(ID, "dockerfile")).splitlines() if line.strip()]
build, final = [part.split("\n") for part in "\n".join(lines).split("FROM ")[1:]]
check("gcc" in "".join(build) and "gcc" not in "".join(final) and "libpq5" in "".join(final) and build[0].split()[0] == final[0].split()[0], "the compiler is only in the first stage; both have the same Python")
check(build.index("COPY requirements.txt .") < next(n for n, line in enumerate(build) if "pip install" in line) and "COPY . ." not in build, "requirements come before the code")
kinds = [line.split()[0] for line in final]
check(kinds.index("USER") > kinds.index("RUN") and re.search(r"^USER \d+$", "\n".join(final), re.M) is not None and "--chown" not in "".join(final), "a numeric user; the code belongs to root")
check(not any("SECRET" in line for line in final if line.startswith(("ENV", "ARG"))), "no key in ENV or ARG")
static = next(line for line in final if "collectstatic" in line).removeprefix("RUN ")
command = json.loads(final[-1].removeprefix("CMD "))
check(isinstance(command, list), "the start command is in exec form")

patterns = answer(ID, "text").split()
out = lambda path: any(fnmatch.fnmatch(part, p.removeprefix("**/")) for p in patterns for part in (path.split("/") if p.startswith("**/") else path.split("/")[:1]))  # noqa: E731
check(all(map(out, (".env", ".env.local", "media/a.jpg", ".git/config", "shop/__pycache__/x.pyc", "__pycache__/x.pyc"))) and not any(map(out, ("manage.py", "shop/wsgi.py", "requirements.txt"))),
      ".dockerignore keeps secrets and uploads out, and the code in")
with tempfile.TemporaryDirectory() as place:
    subprocess.run([sys.executable, "-m", "django", "startproject", "shop", place], check=True)
    with open(f"{place}/shop/settings.py") as file:
        settings = re.sub(r"SECRET_KEY = .*", "import os\nSECRET_KEY, _ = os.environ['SECRET_KEY'], os.environ['DATABASE_URL']", file.read())
    with open(f"{place}/shop/settings.py", "w") as file:
        file.write(settings.replace("DEBUG = True", "DEBUG = False") + "\nSTATIC_ROOT = BASE_DIR / 'static'\nALLOWED_HOSTS = ['*']\n")
    with open(f"{place}/shop/urls.py", "w") as file:
        file.write("from django.http import HttpResponse\nfrom django.urls import path\nurlpatterns = [path('', lambda request: HttpResponse('shop'))]\n")
    env = {k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "DATABASE_URL")}
    run = static.replace("python", shlex.quote(sys.executable), 1)
    bare = run[run.index(shlex.quote(sys.executable)):]
    check(subprocess.run(["sh", "-c", bare], cwd=place, env=env, capture_output=True).returncode != 0 and subprocess.run(["sh", "-c", run], cwd=place, env=env, capture_output=True).returncode == 0,
          "collectstatic fails without the variables and runs with the dummies of that line")

    def serve(*more):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        arguments = [one.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for one in command[1:]]
        server = subprocess.Popen([sys.executable, "-m", "gunicorn", *arguments, *more], cwd=place, text=True, stderr=subprocess.PIPE,
                                  env={**env, "SECRET_KEY": "x", "DATABASE_URL": "x", "HOME": "/dev/null/none", "XDG_RUNTIME_DIR": ""})
        got = None
        for _ in range(200):
            try:
                got = urllib.request.urlopen(f"http://127.0.0.1:{port}/").read()
                break
            except OSError:
                time.sleep(0.05)
        start = time.monotonic()
        server.send_signal(signal.SIGTERM)
        said = server.communicate(timeout=20)[1]
        return got, server.returncode, time.monotonic() - start, said

    got, code, took, said = serve()
    check(got == b"shop" and code == 0 and took < 9, "it serves, and SIGTERM ends it cleanly, long before docker stop would kill it")
    check("Control server error" in said and "Control server error" not in serve("--no-control-socket")[3], "without a home Gunicorn logs an error about its control socket, and none with the option")
