"""The worker: another attempt after a failure, the rescue of what a killed worker left, and the schedule."""

from datetime import timedelta

import pytest
from django.db import connection
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from copro import working
from copro.settings import TASK_SCHEDULE

ran = []


@task()
def note(word):
    ran.append(word)


@task()
def stumble():
    raise RuntimeError("for the test")


@task()
def tick():
    ran.append("tick")


@pytest.fixture(autouse=True)
def queue(transactional_db, settings):
    """Tasks wait in the database, as on the real site. The worker closes its connection, so nothing is rolled back."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.TASK_SCHEDULE = {}
    ran.clear()


@pytest.fixture
def worker():
    return working.Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="this worker",
    )


def make_due():
    """Let the pause before the next attempt be over."""
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))


def abandon(worker_id, attempts=1):
    """A task that a worker took and never finished."""
    note.enqueue("rescued")
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=[worker_id] * attempts)
    return DBTaskResult.objects.get()


def test_a_task_runs_once(worker):
    note.enqueue("hello")
    worker.run()
    worker.run()
    assert ran == ["hello"]


def test_a_failed_task_is_tried_again_later_and_given_up_after_five_attempts(worker, settings):
    stumble.enqueue()
    pauses = []
    for _ in range(settings.TASK_ATTEMPTS):
        worker.run()
        found = DBTaskResult.objects.get()
        pauses.append(found.run_after - timezone.now())
        make_due()
    assert found.status == TaskResultStatus.FAILED
    assert len(found.worker_ids) == 5
    assert "for the test" in found.traceback
    assert [round(pause.total_seconds()) for pause in pauses[:4]] == [30, 120, 480, 1920]
    worker.run()
    assert len(DBTaskResult.objects.get().worker_ids) == 5


def test_a_task_of_a_dead_worker_runs_again(worker):
    abandon("a dead worker")
    working.rescue_abandoned("this worker")
    make_due()
    worker.run()
    assert ran == ["rescued"]


def test_a_task_of_a_living_worker_is_left_to_it():
    abandon("a living worker")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext('a living worker'))", [working.ALIVE])
        working.rescue_abandoned("this worker")
    other.close()
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_a_task_that_killed_its_worker_five_times_is_given_up():
    abandon("a dead worker", attempts=5)
    working.rescue_abandoned("this worker")
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_what_is_due_is_enqueued_once_in_its_time(settings):
    settings.TASK_SCHEDULE = {"tests.copro.test_working.tick": 5}
    working.enqueue_what_is_due()
    working.enqueue_what_is_due()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=6))
    working.enqueue_what_is_due()
    assert DBTaskResult.objects.count() == 2


def test_only_one_clock_enqueues_at_a_time(settings):
    settings.TASK_SCHEDULE = {"tests.copro.test_working.tick": 5}
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, 0)", [working.TICKING])
        working.enqueue_what_is_due()
    other.close()
    assert DBTaskResult.objects.count() == 0


def test_old_results_are_removed_and_waiting_tasks_are_not(worker):
    note.enqueue("old")
    worker.run()
    long_ago = timezone.now() - timedelta(days=15)
    DBTaskResult.objects.update(finished_at=long_ago, enqueued_at=long_ago)
    note.enqueue("waiting")
    working.remove_old_results()
    assert DBTaskResult.objects.get().args_kwargs["args"] == ["waiting"]


def test_every_task_of_the_schedule_exists():
    for path in TASK_SCHEDULE:
        assert hasattr(import_string(path), "enqueue")
