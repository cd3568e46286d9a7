"""The worker behind `manage.py work`: django-tasks-db's, and what it lacks.

django-tasks-db takes tasks from PostgreSQL and runs them. Here are added: another attempt after a failure, the rescue
of tasks whose worker was killed, and a schedule. Tasks may therefore run twice, and must bear it.
"""

import logging
import threading
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(
    seconds=30
)  # before the second attempt; each further one waits four times as long
ALIVE, TICKING = 20_611, 20_612  # classes of advisory locks: one a living worker, one for the clock
TICK = 5  # seconds


class Worker(db_worker.Worker):
    """Tries a failed task again, later and later, up to TASK_ATTEMPTS times."""

    def run_task(self, db_task_result):
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            try_again(db_task_result)


def try_again(task):
    """Make a failed or abandoned task ready for its next attempt; one that had all of them stays failed."""
    attempts = len(task.worker_ids)
    if attempts >= settings.TASK_ATTEMPTS:
        logger.error(
            "Task %s (%s) failed %d times and is given up", task.id, task.task_path, attempts
        )
        DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.FAILED)
        return
    pause = FIRST_PAUSE * 4 ** (attempts - 1)
    logger.warning("Task %s (%s) is tried again in %s", task.id, task.task_path, pause)
    DBTaskResult.objects.filter(pk=task.pk).update(
        status=TaskResultStatus.READY, run_after=timezone.now() + pause, finished_at=None
    )


def rescue_abandoned(rescuer):
    """Take back the tasks of dead workers. A living one holds its advisory lock, which ends with its connection.

    `rescuer` is the identifier of the worker that asks, whose own lock is no hindrance to itself.
    """
    for pk in DBTaskResult.objects.running().values_list("pk", flat=True):
        with transaction.atomic():
            task = (
                DBTaskResult.objects.running()
                .select_for_update(skip_locked=True)
                .filter(pk=pk)
                .first()
            )
            if task and task.worker_ids[-1] != rescuer and is_dead(task.worker_ids[-1]):
                try_again(task)


def is_dead(worker_id):
    return ask("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", ALIVE, worker_id)


def enqueue_what_is_due():
    """Enqueue each task of TASK_SCHEDULE whose last run was enqueued long enough ago. One worker at a time does it."""
    with transaction.atomic():
        if not ask("SELECT pg_try_advisory_xact_lock(%s, 0)", TICKING):
            return
        for path, minutes in settings.TASK_SCHEDULE.items():
            since = timezone.now() - timedelta(minutes=minutes)
            if not DBTaskResult.objects.filter(task_path=path, enqueued_at__gt=since).exists():
                import_string(path).enqueue()


def remove_old_results():
    before = timezone.now() - timedelta(days=settings.TASK_RESULTS_KEPT)
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def ask(sql, *values):
    """The first column of the first row."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


class Clock(threading.Thread):
    """Ticks beside the worker on a connection of its own, which also tells other workers that this one lives."""

    def __init__(self, worker_id):
        super().__init__(name="clock", daemon=True)
        self.worker_id = worker_id
        self.known_alive = threading.Event()
        self.stopped = threading.Event()

    def run(self):
        ticks = 0
        while not self.stopped.is_set():
            try:
                self.tick(cleans=ticks % 720 == 0)
            except DatabaseError:
                logger.exception("The clock missed a tick")
                if not connection.is_usable():
                    connection.close()
                    self.known_alive.clear()
            ticks += 1
            self.stopped.wait(TICK)

    def tick(self, cleans):
        if not self.known_alive.is_set():
            if not ask("SELECT pg_try_advisory_lock(%s, hashtext(%s))", ALIVE, self.worker_id):
                return
            self.known_alive.set()
        rescue_abandoned(self.worker_id)
        enqueue_what_is_due()
        if cleans:
            remove_old_results()
