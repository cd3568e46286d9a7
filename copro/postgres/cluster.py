"""One embedded PostgreSQL cluster: made, started, shared by processes, and stopped by the last of them.

Beside the data lie three lock files:

- `starting.lock`: held alone, briefly, by whoever starts or stops the server;
- `in-use.lock`: shared by every process that uses it; the server stops when the last lets go;
- `running.lock`: held alone by the server, which inherits it, so that its life is known without trusting a
  process number.

The kernel drops all of them however a process dies, so nothing stale can be left behind.
"""

import atexit
import contextlib
import hashlib
import os
import pwd
import shutil
import stat
import tempfile
import threading
import time
from pathlib import Path

import psycopg
from psycopg import conninfo, pq

from . import locks, programs
from .programs import ClusterError

USER = "copro"
LONGEST_FOLDER = 90  # bytes, before the socket's own name
FIXED = {
    "listen_addresses": "''",  # no TCP: the socket folder is the only way in
    "max_connections": "100",
    "shared_buffers": "'128MB'",
    # Pages are many short queries at once, of what lies in memory or on a disk without a head: several
    # processes for one of them take longer, and any page of a table is as near as the next.
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "log_min_messages": "'warning'",
    "log_timezone": "'UTC'",
    "timezone": "'UTC'",
    "cluster_name": "'copro'",
}
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "'2GB'",
}


class Cluster:
    """A cluster below `data`. `throwaway` ones trade safety for speed and are deleted when they stop."""

    def __init__(self, data, throwaway=False):
        self.data = Path(data).absolute()
        self.files = self.data / "postgres"
        self.log = self.files / "server.log"
        self.throwaway = throwaway
        self._guard = threading.Lock()
        self._held = -1  # the descriptor of in-use.lock
        self._holder: int | None = None  # the process that holds it
        self._host = ""

    @property
    def socket_folder(self):
        """A short name in the temp folder, as the path of a socket may have 107 bytes and no more."""
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"copro-{os.geteuid()}-{name}"
        return folder if len(os.fsencode(folder)) < LONGEST_FOLDER else Path("/tmp") / folder.name  # noqa: S108

    def lock(self, name):
        return self.data / f"{name}.lock"

    def ensure(self):
        """Start the server unless it runs, keep it for this process, and return the folder of its socket."""
        with self._guard:
            if self._holder != os.getpid() or not self._server_answers():
                self._start()
            return self._host

    def _start(self):
        self._prepare_folder()
        try:
            with locks.exclusive(self.lock("starting")):
                if self._holder != os.getpid():
                    self._held = locks.take(self.lock("in-use"), shared=True)
                    self._holder = os.getpid()
                    atexit.register(self.release)
                self._host = self._running_at() or self._start_server()
        except OSError as error:
            raise ClusterError(f"The database in {self.data} cannot be used: {error}.") from error

    def _prepare_folder(self):
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            os.close(locks.open_lock(self.lock("starting")))
        except OSError as error:
            why = error.strerror
            raise ClusterError(f"The data folder {self.data} cannot be written: {why}.") from None

    def _server_lives(self):
        return not locks.can_take(self.lock("running"), shared=True)

    def _server_answers(self):
        """The processes of a killed one hold its lock for a moment longer than it takes connections."""
        address = conninfo.make_conninfo(host=self._host)
        return self._server_lives() and pq.PGconn.ping(address.encode()) == pq.Ping.OK

    def _running_at(self):
        """Where the running server listens; None if there is no server. Waits for one that is just going."""
        patience = time.monotonic() + 20
        while self._server_lives():
            with contextlib.suppress(OSError, IndexError, psycopg.OperationalError):
                host = (self.files / "postmaster.pid").read_text().splitlines()[4]
                psycopg.connect(host=host, user=USER, dbname="postgres").close()
                return host
            if time.monotonic() > patience:
                raise ClusterError(f"PostgreSQL runs but does not answer; {self.log} may say why.")
            time.sleep(0.05)
        return None

    def _start_server(self):
        """Make what is missing, start, and return the folder of the socket."""
        owner = programs.owner_of(self.files)
        self._make_files(owner)
        self._make_socket_folder(owner)
        self._configure(owner)
        (self.files / "postmaster.pid").unlink(missing_ok=True)  # stale: nobody holds running.lock
        running = locks.take(self.lock("running"), shared=False)
        try:
            with seen_by(owner, self.files) as (files, keep):
                start = ["start", "--wait", "--silent", f"--pgdata={files}"]
                start.append(f"--log={files}/{self.log.name}")
                programs.run(owner, "pg_ctl", *start, keep=(running, *keep))
        except ClusterError as error:
            raise ClusterError(
                f"PostgreSQL did not start; {self.log} says why. ({error})"
            ) from None
        finally:
            os.close(running)
        self._make_database()
        return str(self.socket_folder)

    def _make_files(self, owner):
        """Run initdb beside the final place, so that a killed one leaves nothing that looks complete."""
        if self.files.exists():
            self._check_version()
            return
        draft = self.data / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        os.chown(draft, owner.uid, owner.gid)
        with seen_by(owner, draft) as (files, keep):
            options = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=peer", "--no-instructions"]
            if self.throwaway:
                options.append("--no-sync")
            options += [f"--username={USER}", f"--pgdata={files}"]
            programs.run(owner, "initdb", *options, keep=keep)
        draft.rename(self.files)

    def _check_version(self):
        made_by = (self.files / "PG_VERSION").read_text().strip()
        ours = programs.major_version()
        if made_by != str(ours):
            raise ClusterError(
                f"{self.files} was made by PostgreSQL {made_by} and this copro brings {ours}: dump it with the copro "
                "that made it, move the folder away and load the dump, or set DATABASE_URL."
            )

    def _make_socket_folder(self, owner):
        folder = self.socket_folder
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, owner.uid, owner.gid)
        status = folder.lstat()
        private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
        if not private or status.st_uid != owner.uid:
            raise ClusterError(
                f"{folder} is not private: remove it, or set TMPDIR to a folder of your own."
            )
        for left in folder.iterdir():
            left.unlink()

    def _configure(self, owner):
        """Write what the server reads at its start. Peer authentication lets in its owner, us and root."""
        values = FIXED | {"unix_socket_directories": f"'{self.socket_folder}'"}
        if self.throwaway:
            values |= HASTY
        lines = [f"{key} = {value}\n" for key, value in values.items()]
        (self.files / "postgresql.auto.conf").write_text("".join(lines))
        (self.files / "pg_hba.conf").write_text(f"local all {USER} peer map=copro\n")
        names = sorted({owner.name, pwd.getpwuid(os.geteuid()).pw_name, "root"})
        lines = [f"copro {name} {USER}\n" for name in names]
        (self.files / "pg_ident.conf").write_text("".join(lines))

    def _make_database(self):
        address = conninfo.make_conninfo(host=str(self.socket_folder), user=USER, dbname="postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            asked = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(asked, [USER]).fetchone():
                connection.execute(f"CREATE DATABASE {USER}")

    def release(self):
        """Let go. The last one to do so stops the server, and deletes a throwaway cluster."""
        with self._guard:
            if self._holder != os.getpid():
                return
            os.close(self._held)
            self._held, self._holder = -1, None
        self.stop_if_unused()

    def stop_if_unused(self):
        """Stop the server, and delete a throwaway cluster, unless a living process uses it."""
        if not self.data.exists():
            return
        with locks.exclusive(self.lock("starting")):
            if locks.can_take(self.lock("in-use"), shared=False):
                self._stop_server()

    def _stop_server(self):
        if self._server_lives():
            owner = programs.owner_of(self.files)
            mode = "immediate" if self.throwaway else "fast"
            with seen_by(owner, self.files) as (files, keep), contextlib.suppress(ClusterError):
                stop = ["stop", "--silent", f"--mode={mode}", f"--pgdata={files}"]
                programs.run(owner, "pg_ctl", *stop, keep=keep)
        if not self._server_lives():
            shutil.rmtree(self.socket_folder, ignore_errors=True)
            if self.throwaway:
                shutil.rmtree(self.data, ignore_errors=True)


@contextlib.contextmanager
def seen_by(owner, folder):
    """A path to folder that its owner can use, and the descriptors that must be inherited for it.

    Run as root below a closed folder such as /root, the path is that of a descriptor under /proc: the owner works in
    a folder of its own, and no right of a parent folder is opened.
    """
    if owner.reaches(folder):
        yield str(folder), ()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}", (descriptor,)
    finally:
        os.close(descriptor)
