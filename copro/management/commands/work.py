"""Work the queue."""

import logging
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, connections
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string

from copro.management.commands.serve import stop_with_parent
from copro.working import Clock, Worker

logger = logging.getLogger(__name__)
PAUSE = 2  # seconds between two attempts to reach the database


class Command(BaseCommand):
    help = "Runs the tasks of the queue, tries failed ones again, and keeps the schedule. Several may run at once."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="End when the queue is empty.")
        parser.add_argument(
            "--with-parent", action="store_true", help="Stop when standard input ends."
        )

    def handle(self, *, batch, with_parent, **options):
        for path in settings.TASK_SCHEDULE:
            import_string(path)  # a wrong name is told now and not by a task that never comes
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        if with_parent:
            stop_with_parent()
        clock = Clock(worker.worker_id)
        clock.start()
        clock.known_alive.wait()
        try:
            run(worker)
        finally:
            clock.stopped.set()


def run(worker):
    """Run until told to stop; wait for a database that is away."""
    while worker.running:
        try:
            worker.run()
        except OperationalError:
            logger.exception("The database is away; the worker waits for it")
            connections.close_all()
            time.sleep(PAUSE)
        else:
            return
