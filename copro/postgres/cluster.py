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
import shutil
import stat
import tempfile
import threading
import time
from pathlib import Path

import psycopg

from . import locks, programs
from .programs import ClusterError

USER = "copro"
FIXED = {
    "listen_addresses": "''",  # no TCP: the socket folder is the only way in
    "max_connections": "100",
    "shared_buffers": "'128MB'",
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
        self.throwaway = throwaway
        self._guard = threading.Lock()
        self._held = None
        self._holder = None

    @property
    def socket_folder(self):
        """A short name in the temp folder: a socket's path may have 107 bytes and no more."""
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"copro-{os.geteuid()}-{name}"

    def lock(self, name):
        return self.data / f"{name}.lock"

    def ensure(self):
        """Start the server unless it runs, keep it for this process, and return the folder of its socket."""
        with self._guard:
            if self._holder != os.getpid() or not self._server_lives():
                self._start()
            return self._host

    def _start(self):
        self._prepare_folder()
        with locks.exclusive(self.lock("starting")):
            if self._holder != os.getpid():
                self._held = locks.take(self.lock("in-use"), shared=True)
                self._holder = os.getpid()
                atexit.register(self.release)
            self._host = self._running_at()
            if self._host is None:
                self._start_server()

    def _prepare_folder(self):
        if locks.fcntl is None:
            message = (
                "The embedded PostgreSQL does not run on this system: set DATABASE_URL instead."
            )
            raise ClusterError(message)
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            os.close(locks.open_lock(self.lock("starting")))
        except OSError as error:
            message = f"The data folder {self.data} cannot be written: {error.strerror}."
            raise ClusterError(message) from None

    def _server_lives(self):
        return not locks.can_take(self.lock("running"), shared=True)

    def _running_at(self):
        """Where the running server listens; None if there is no server. Waits for one that is just going."""
        patience = time.monotonic() + 20
        while self._server_lives():
            with contextlib.suppress(OSError, IndexError, psycopg.OperationalError):
                host = (self.files / "postmaster.pid").read_text().splitlines()[4]
                psycopg.connect(host=host, user=USER, dbname="postgres").close()
                return host
            if time.monotonic() > patience:
                message = f"The PostgreSQL of {self.data} runs but does not answer; see {self.files}/server.log."
                raise ClusterError(message)
            time.sleep(0.05)
        return None

    def _start_server(self):
        self._make_files()
        self._make_socket_folder()
        self._configure()
        (self.files / "postmaster.pid").unlink(missing_ok=True)  # stale: nobody holds running.lock
        running = locks.take(self.lock("running"), shared=False)
        try:
            with self._seen_by_owner(self.files) as (files, keep):
                log = f"{files}/server.log"
                start = ("start", "--wait", "--silent", f"--pgdata={files}", f"--log={log}")
                programs.run("pg_ctl", *start, keep=(running, *keep))
        except ClusterError as error:
            message = f"The embedded PostgreSQL did not start; {self.files / 'server.log'} says why. ({error})"
            raise ClusterError(message) from None
        finally:
            os.close(running)
        self._host = str(self.socket_folder)
        self._make_database()

    @contextlib.contextmanager
    def _seen_by_owner(self, folder):
        """A path to folder that PostgreSQL's owner can use, and the descriptors it needs for that.

        Run as root below a closed folder such as /root, the path is a descriptor's under /proc: the owner works
        in its own folder and no right of a parent folder is opened.
        """
        if programs.reachable(folder):
            yield str(folder), ()
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield f"/proc/self/fd/{descriptor}", (descriptor,)
        finally:
            os.close(descriptor)

    def _make_files(self):
        """Run initdb beside the final place, so that a killed one leaves nothing that looks complete."""
        if self.files.exists():
            self._check_version()
            return
        draft = self.data / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        os.chown(draft, *programs.owner())
        with self._seen_by_owner(draft) as (files, keep):
            options = [
                f"--username={USER}",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--auth=peer",
                "--no-instructions",
            ]
            programs.run("initdb", f"--pgdata={files}", *options, "--no-sync", keep=keep)
        draft.rename(self.files)

    def _check_version(self):
        made_by = (self.files / "PG_VERSION").read_text().strip()
        if made_by != str(programs.major_version()):
            message = (
                f"{self.files} was made by PostgreSQL {made_by} and this copro brings {programs.major_version()}: "
                f"dump it with the copro that made it, move the folder away and load the dump, or set DATABASE_URL."
            )
            raise ClusterError(message)

    def _make_socket_folder(self):
        folder = self.socket_folder
        uid, gid = programs.owner()
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, uid, gid)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != uid or status.st_mode & 0o077:
            message = (
                f"{folder} is not private: remove it, or point TMPDIR to a folder of your own."
            )
            raise ClusterError(message)
        for left in folder.iterdir():
            left.unlink()

    def _configure(self):
        """Write what the server reads at its start. Peer authentication lets in root and the owner alone."""
        values = FIXED | {"unix_socket_directories": f"'{self.socket_folder}'"}
        if self.throwaway:
            values |= HASTY
        lines = [f"{key} = {value}\n" for key, value in values.items()]
        (self.files / "postgresql.auto.conf").write_text("".join(lines))
        (self.files / "pg_hba.conf").write_text(f"local all {USER} peer map=copro\n")
        uids = {os.geteuid(), programs.owner()[0]}
        names = sorted(programs.pwd.getpwuid(uid).pw_name for uid in uids)
        (self.files / "pg_ident.conf").write_text(
            "".join(f"copro {name} {USER}\n" for name in names)
        )

    def _make_database(self):
        with psycopg.connect(
            host=self._host, user=USER, dbname="postgres", autocommit=True
        ) as connection:
            found = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [USER]
            ).fetchone()
            if not found:
                connection.execute(f"CREATE DATABASE {USER}")

    def release(self):
        """Let go. The last one to do so stops the server, and deletes a throwaway cluster."""
        with self._guard:
            if self._holder != os.getpid():
                return
            os.close(self._held)
            self._held = self._holder = None
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
            mode = "immediate" if self.throwaway else "fast"
            with (
                self._seen_by_owner(self.files) as (files, keep),
                contextlib.suppress(ClusterError),
            ):
                programs.run(
                    "pg_ctl", "stop", "--silent", f"--mode={mode}", f"--pgdata={files}", keep=keep
                )
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        if self.throwaway:
            shutil.rmtree(self.data, ignore_errors=True)
