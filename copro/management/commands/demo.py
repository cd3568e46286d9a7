"""Show the whole site on this machine, from nothing."""

import argparse
import contextlib
import hashlib
import os
import secrets
import signal
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from copro.addresses import is_own_machine, named, parse_bind, readable, require_free
from copro.children import children, require_all, wait_until_it_answers
from copro.home import unapplied_migrations
from copro.management import Sorry
from copro.postgres import locks
from copro.static_files import prepare_static_files

BASE_DIR = Path(__file__).resolve().parents[3]
FOUNDING = "founding content of the demonstration"  # the key under which the database remembers what it holds
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ACCOUNTS = """\
Sign in with one of these; the password of each is co-production
  amina@copro.example   a member
  bryn@copro.example    another member
  olu@copro.example     an organiser
  mo@copro.example      a moderator
  admin@copro.example   the administrator
"""


def add_arguments(parser):
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--data", default=str(BASE_DIR / "var"), metavar="DIR")
    parser.add_argument(
        "--allow-other-machines",
        action="store_true",
        help="Serve an address that others can reach: everybody there can sign in with the known passwords.",
    )


def prepare(arguments):
    """Set the environment of a demonstration, before settings are read. Ends with one sentence where it cannot be."""
    parser = argparse.ArgumentParser(add_help=False)
    add_arguments(parser)
    options = parser.parse_known_args(arguments)[0]
    try:
        host, port = parse_bind(options.bind)
        data = writable_folder(Path(options.data).absolute())
    except Sorry as error:
        sys.exit(f"Sorry: {error}")
    os.environ |= {
        "DEBUG": "",
        "DEMO": "1",
        "DATA_DIR": str(data),
        "SITE_ADDRESS": f"http://{named(host, port)}",
        "ALLOWED_HOSTS": "*" if options.allow_other_machines else "",
        "SECRET_KEY": kept_secret(data),
        "TRUSTED_PROXIES": "",
    }
    os.environ.setdefault("CONTACT_EMAIL", "contact@copro.example")
    os.environ.setdefault("LOG_LEVEL", "WARNING")


def writable_folder(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        message = f"The data folder {folder} cannot be written ({error.strerror}): choose another with --data DIR."
        raise Sorry(message) from None
    return folder


def kept_secret(data):
    """The key that signs the demonstration's sessions, made once and readable by its owner alone."""
    file = data / "secret-key"
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as new:
            new.write(secrets.token_urlsafe(50))
    return file.read_text()


def founding_fingerprint():
    """Changes with the files of the founding content, and with the day: its next event moves on once it is over."""
    digest = hashlib.sha256(timezone.localdate().isoformat().encode())
    for file in sorted((BASE_DIR / "copro" / "founding").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def alone(data, address):
    """Hold the data folder for one demonstration. Raises Sorry with the address of the one that has it already."""
    file = data / "demo.lock"
    lock = locks.try_alone(file)
    if lock is None:
        raise Sorry(
            f"A demonstration of {data} runs already, at http://{file.read_text().strip()}/."
        )
    try:
        file.write_text(address)
        yield
    finally:
        os.close(lock)


class Command(BaseCommand):
    help = "Shows the whole site on this machine with the founding content, on a PostgreSQL of its own."
    requires_system_checks = ()

    def add_arguments(self, parser):
        add_arguments(parser)

    def handle(self, *, bind, allow_other_machines, **options):
        host, port = parse_bind(bind)
        if not is_own_machine(host) and not allow_other_machines:
            message = (
                f"{readable(host, port)} can be reached by other machines, and the passwords of a demonstration are "
                "known to everybody. If you want that, add --allow-other-machines."
            )
            raise Sorry(message)
        sys.stdout.reconfigure(line_buffering=True)  # progress, not silence, also into a file
        for each in STOPPING:
            signal.signal(each, interrupt)
        try:
            with alone(settings.DATA_DIR, readable(host, port)):
                require_free(host, port)
                self.fill()
                self.run_site(host, port)
        except KeyboardInterrupt:
            self.stdout.write("Stopped. Everything is kept for the next time.")

    def fill(self):
        self.stdout.write("Starting the database")
        connection.ensure_connection()
        require_going_on()
        self.stdout.write("Bringing its tables up to date")
        if unapplied_migrations():
            call_command("migrate", verbosity=0, interactive=False)
        require_going_on()
        fingerprint = founding_fingerprint()
        if cache.get(FOUNDING) != fingerprint:
            self.stdout.write("Loading the founding content")
            call_command("load_founding", with_accounts=True, stdout=self.stdout)
            cache.set(FOUNDING, fingerprint, timeout=None)
        self.stdout.write("Collecting styles and scripts")
        prepare_static_files()
        connection.close()
        connection.close_pool()

    def run_site(self, host, port):
        """Run site and worker as children until one ends or this is told to stop. The site is what people wait for."""
        self.stdout.write("Starting the site")
        with children(["serve", "--bind", readable(host, port)]) as site:
            wait_until_it_answers(host, port, site)
            with children(["work"]) as worker:
                self.stdout.write(
                    f"\ncopro is at {settings.SITE_ADDRESS}/\n\n{ACCOUNTS}\nCtrl-C stops it."
                )
                while True:
                    require_going_on()
                    require_all([*site, *worker])
                    time.sleep(0.3)


def interrupt(number, frame):
    """A signal to stop is the same as Ctrl-C, once; further ones do not disturb the stopping."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def require_going_on():
    """Raise KeyboardInterrupt once more where Python lost that of `interrupt`, as it does while it clears memory."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_IGN:
        raise KeyboardInterrupt
