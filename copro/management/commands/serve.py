"""Serve the site."""

import logging
import os
import signal
import sys
import threading

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from copro.addresses import parse_bind, require_free
from copro.home import unapplied_migrations
from copro.management import Sorry
from copro.static_files import prepare_static_files

KILL_AFTER = 5  # seconds that a worker has for its last answers
LARGEST_HEADERS = 128 * 1024  # bytes


class Command(BaseCommand):
    help = "Serves the site with granian, once its tables are up to date and its static files are compressed."

    def add_arguments(self, parser):
        parser.add_argument("--bind", default=os.environ.get("BIND") or "127.0.0.1:8000")
        parser.add_argument("--workers", type=int, default=settings.WEB_WORKERS)
        parser.add_argument(
            "--with-parent", action="store_true", help="Stop when standard input ends."
        )

    def handle(self, *, bind, workers, with_parent, **options):
        host, port = parse_bind(bind)
        require_free(host, port)
        unapplied = unapplied_migrations()
        if unapplied:
            raise Sorry(
                f"{len(unapplied)} migrations are not applied: run `manage.py migrate` first."
            )
        prepare_static_files()
        for connection in connections.all():
            connection.close()
            connection.close_pool()
        if with_parent:
            stop_with_parent()
        server(host, port, workers).serve()


def server(host, port, workers):
    """granian, with no more threads a process than the process has connections to the database."""
    return Granian(
        "copro.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        workers_kill_timeout=KILL_AFTER,
        respawn_failed_workers=True,
        blocking_threads=min(settings.DATABASE_POOL["max_size"], 2 * (os.cpu_count() or 1) + 1),
        http1_settings=HTTP1Settings(max_buffer_size=LARGEST_HEADERS),
        log_level=logging.getLevelName(logging.getLogger().getEffectiveLevel()).lower(),
        log_access=settings.ACCESS_LOG,
        log_dictconfig={
            "loggers": dict.fromkeys(("_granian", "granian.access"), {"propagate": True})
        },
    )


def stop_with_parent():
    """Whoever started this holds the other end of standard input: when it ends, however it died, so does this."""

    def wait():
        while os.read(sys.stdin.fileno(), 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
