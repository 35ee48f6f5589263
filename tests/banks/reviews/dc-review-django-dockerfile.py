"""The start command with its shell as process 1 ignores SIGTERM, in exec form it does not; runserver with DEBUG shows
a stranger the debug page; collectstatic in the build needs some key once the real one is gone from the image."""
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from bank import check, handout

lines = handout("dc-review-django-dockerfile", "dockerfile").replace("\\\n", " ").splitlines()
env = dict(line[4:].split("=", 1) for line in lines if line.startswith("ENV "))
command = next(line[4:] for line in lines if line.startswith("CMD "))
check(not command.startswith("[") and " && " in command, "the start command is in shell form")
check(not any(line.startswith("USER") for line in lines), "no USER")
order = [line.split()[0] + (" pip" if "pip install" in line else "") for line in lines if line]
check(order.index("COPY") < order.index("RUN pip"), "the code is copied before the packages are installed")
check({"SECRET_KEY", "DATABASE_URL", "DEBUG"} == set(env), "two secrets and DEBUG=1 in the image")

with tempfile.TemporaryDirectory() as place:
    admin = [sys.executable, "-m", "django"]
    subprocess.run([*admin, "startproject", "shop", place], check=True)
    with open(f"{place}/shop/settings.py") as f:
        settings = f.read()
    settings = re.sub(r"SECRET_KEY = .*", "import os\nSECRET_KEY = os.environ['SECRET_KEY']", settings)
    settings = settings.replace("DEBUG = True", "DEBUG = os.environ.get('DEBUG') == '1'")
    with open(f"{place}/shop/settings.py", "w") as f:
        f.write(settings + "\nSTATIC_ROOT = BASE_DIR / 'static'\nALLOWED_HOSTS = ['*']\n")
    with open(f"{place}/shop/urls.py", "w") as f:
        f.write("from django.urls import path\nurlpatterns = [path('boom', lambda request: 1 / 0)]\n")
    clean = {k: v for k, v in os.environ.items() if k not in env}

    def manage(args, **more):
        return subprocess.run([sys.executable, f"{place}/manage.py", *args], env=clean | more, capture_output=True).returncode

    static = ["collectstatic", "--noinput"]
    check(manage(static) != 0 and manage(static, SECRET_KEY="only-for-the-build") == 0,
          "without the key collectstatic fails in the build; a dummy value does")

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = command.replace("python", shlex.quote(sys.executable), 2).replace("0.0.0.0:8000", f"127.0.0.1:{port}")
    server = subprocess.Popen(["sh", "-c", start], cwd=place, env=clean | env, start_new_session=True,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pages = []
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/" + ("boom" if pages else "missing"))
        except urllib.error.HTTPError as e:
            pages.append(e.read().decode())
            if len(pages) == 2:
                break
        except OSError:
            time.sleep(0.1)
    os.killpg(server.pid, signal.SIGKILL)
    missing, broken = pages
    check("URLconf" in missing and "boom" in missing, "with DEBUG=1 a 404 shows a stranger the URL patterns")
    check("Traceback" in broken and "STATIC_ROOT" in broken, "and a 500 the traceback and settings")

apart = ["unshare", "--pid", "--fork", "--kill-child"]
if subprocess.run([*apart, "true"], stderr=subprocess.DEVNULL).returncode:
    print("skipped: process 1 (no right to unshare)")
    raise SystemExit(0)
wait = f"{shlex.quote(sys.executable)} -c 'import signal; signal.signal(15, lambda *_: exit(0)); signal.pause()'"
for claim, arguments, ends in (("a shell as process 1 does not pass SIGTERM on", ["sh", "-c", f"true && {wait}"], False),
                               ("the program itself as process 1 ends", shlex.split(wait), True)):
    outer = subprocess.Popen([*apart, *arguments], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    first = int(subprocess.run(["ps", "-o", "pid=", "--ppid", str(outer.pid)], capture_output=True, text=True).stdout)
    os.kill(first, signal.SIGTERM)
    try:
        outer.wait(0.5)
        check(ends, claim)
    except subprocess.TimeoutExpired:
        check(not ends, claim)
        os.kill(first, signal.SIGKILL)
        outer.wait()
