"""A private PostgreSQL server in a temporary directory, for claims that only the real one can show."""
import contextlib
import glob
import os
import pwd
import shutil
import subprocess
import tempfile


def _programs():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    path = found[-1] if found else shutil.which("initdb")
    return os.path.dirname(path) if path else None


@contextlib.contextmanager
def server(*options):
    """Yields the arguments for psycopg.connect; where no server is installed, says so and ends the harness."""
    programs = _programs()
    if programs is None:
        print("skipped: no PostgreSQL server")
        raise SystemExit(77)
    place = tempfile.mkdtemp(prefix="banks-pg-")
    as_user = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def run(program, *arguments):
        subprocess.run([f"{programs}/{program}", "-D", f"{place}/data", *arguments],
                       check=True, stdout=subprocess.DEVNULL, cwd=place, **as_user)

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        settings = [f"-c {one}" for one in ("listen_addresses=''", f"unix_socket_directories='{place}'",
                                            "fsync=off", "shared_buffers=16MB", *options)]
        run("pg_ctl", "-w", "-s", "-l", f"{place}/log", "-o", " ".join(settings), "start")
        try:
            yield {"host": place, "user": "postgres", "dbname": "postgres"}
        finally:
            run("pg_ctl", "-w", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def waits(connect, try_this, timeout_ms=150):
    """Whether a statement has to wait for what another connection holds just now."""
    import psycopg

    with psycopg.connect(**connect, autocommit=True) as other:
        other.execute(f"SET lock_timeout = {timeout_ms}")
        try:
            other.execute(try_this)
            return False
        except psycopg.errors.LockNotAvailable:
            return True
