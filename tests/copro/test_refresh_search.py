"""What search reads of pages from before an upgrade, made anew."""

import pytest
from django.core.management import call_command

from network import tasks
from network.models import Contribution, Passage
from tests.factories import make_case_study, make_event, make_recommendations, make_report

pytestmark = pytest.mark.django_db


def test_pages_from_before_an_upgrade_are_refreshed_by_the_worker(
    client, olu, monkeypatch, capsys, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(tasks, "REFRESHED_AT_ONCE", 2)
    for number in range(3):
        make_case_study(olu, title=f"Bread {number}")
    report = make_report(olu)
    make_recommendations(report, "Share marmalade")
    Contribution.objects.update(searchable="", names="")
    assert "Share <mark>marmalade" not in client.get("/search/?q=marmalade&kind=answers").text
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("refresh_search")
        assert Passage.objects.count() == 1
    assert "4 contributions" in capsys.readouterr().out
    assert "Share <mark>marmalade" in client.get("/search/?q=marmalade&kind=answers").text
    assert not Contribution.objects.filter(searchable="").exists()


def test_one_that_fails_keeps_none_of_the_others(olu, monkeypatch, caplog):
    make_event(olu)
    study = make_case_study(olu)
    Contribution.objects.update(searchable="")
    # A row without its child, as a broken import leaves it.
    Contribution.objects.filter(kind="event").update(kind="report")
    tasks.refresh_all.call()
    study.refresh_from_db()
    assert study.searchable
    assert "Search was not refreshed of contribution" in caplog.text
