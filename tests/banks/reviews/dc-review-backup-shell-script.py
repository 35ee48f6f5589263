"""The script in a sandbox, with stubs for pg_dump, curl and rm: a failed dump, a failed upload, a missing config, a folder
that cannot be made and a stale lock all end with exit 0 (or worse); pipefail and a checked variable stop it."""
import glob
import gzip
import os
import subprocess
import tempfile
import time

from bank import check, handout

code = handout("dc-review-backup-shell-script", "sh")
check(code.count("/tmp/backup.lock") == 3 and code.count("/etc/backup.conf") == 1, "the paths that the sandbox moves")
STUBS = {"pg_dump": 'echo "CREATE TABLE x"; env > "$BOX/env"; exit ${DUMP:-0}',
         "curl": 'env | grep PGPASSWORD >> "$BOX/curl"; echo "$@" >> "$BOX/curl"; exit ${UPLOAD:-0}',
         "rm": 'echo "$PWD: $@" >> "$BOX/rm"; for a in "$@"; do case "$a" in "$BOX"/*) /bin/rm -rf "$a";; esac; done'}


class Box:
    def __init__(self, conf='BACKUP_DIR="$BOX/srv"; export PGPASSWORD=pw'):
        self.path = tempfile.mkdtemp()
        for name in ("bin", "home/work", "cwd"):
            os.makedirs(f"{self.path}/{name}")
        for name, text in STUBS.items():
            with open(f"{self.path}/bin/{name}", "w") as f:
                f.write("#!/bin/sh\n" + text + "\n")
            os.chmod(f"{self.path}/bin/{name}", 0o755)
        if conf:
            with open(f"{self.path}/backup.conf", "w") as f:
                f.write(conf + "\n")

    def old(self, name, days):
        os.makedirs(os.path.dirname(f"{self.path}/{name}"), exist_ok=True)
        with open(f"{self.path}/{name}", "w") as f:
            f.write("x")
        os.utime(f"{self.path}/{name}", (time.time() - days * 86400 + 600,) * 2)

    def run(self, text=code, **env):
        text = text.replace("/tmp/backup.lock", "$BOX/backup.lock").replace("/etc/backup.conf", "$BOX/backup.conf")
        return subprocess.run(["bash", "-c", text], cwd=f"{self.path}/cwd", capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env={"PATH": f"{self.path}/bin:{os.environ['PATH']}", "HOME": f"{self.path}/home", "BOX": self.path} | env)

    def said(self, name):
        return open(f"{self.path}/{name}").read() if os.path.exists(f"{self.path}/{name}") else ""


def green(done):
    return done.returncode == 0 and done.stdout.endswith("done\n")


box = Box()
check(green(box.run()) and "PGPASSWORD=pw" in box.said("curl"), "a good night; curl gets the password of the database, too")
dump = glob.glob(f"{box.path}/srv/shop-*.sql.gz")[0]
box.old("srv/eight.gz", 8)     # a dump ends some minutes after its run began
box.old("srv/nine.gz", 9)
good = gzip.open(dump).read()
check(green(box.run(DUMP="1")) and gzip.open(dump).read() == good, "a dump that breaks off is green, and a valid archive")
empty = STUBS["pg_dump"].replace('echo "CREATE TABLE x"; ', "")
with open(f"{box.path}/bin/pg_dump", "w") as f:
    f.write("#!/bin/sh\n" + empty + "\n")
check(green(box.run(DUMP="1")) and gzip.open(dump).read() == b"", "a second run on the day overwrites the first, with nothing")
check(box.said("curl").count("-T") == 3, "and du -k finds that large enough to upload")
check("eight" not in box.said("rm") and "nine" in box.said("rm"), "a dump goes in the ninth night after it, whatever came since")
check(green(box.run(UPLOAD="7")), "a failed upload is green")
with open(f"{box.path}/backup.lock", "w"):
    pass
done = box.run()
check((done.returncode, done.stdout) == (0, "already running\n"), "a lock that a crash left: no backup, exit 0")

box = Box(conf=None)
box.old("home/work/thesis.txt", 30)
check(green(box.run()) and f"{box.path}/home: -f ./work/thesis.txt" in box.said("rm"),
      "without the config file, old files in the home directory are deleted, with those in its folders")
check(f"{box.path}/home: -rf /tmp/" in box.said("rm"), "and everything in /tmp")
box = Box(conf='BACKUP_DIR="$BOX/backup.conf/no"')
box.old("cwd/other.txt", 30)
check(green(box.run()) and f"{box.path}/cwd: -f ./other.txt" in box.said("rm"), "if cd fails, it deletes where it stands")

strict = code.replace("#!/bin/bash\n", "set -euo pipefail\n")
check(Box().run(strict, DUMP="1").returncode != 0, "with pipefail and -e a failed dump fails")
box = Box(conf="export PGPASSWORD=pw")
check(box.run(strict).returncode != 0 and not box.said("rm"), "with -u an empty variable stops it before anything is deleted")
