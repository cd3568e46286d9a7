"""What organisers are told an event lacks, and asked for by mail; a write-up that is taken back alone."""

import datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Appearance, ChangeOfPlan, Event, Session, WriteUpWithdrawal
from events.tasks import ask_for_write_ups
from network.models import ImpreciseDate, Quote
from tests.factories import make_event, make_member, make_photo, name_on
from tests.network.test_digests import Refusing

pytestmark = pytest.mark.django_db


def days_ago(number):
    return ImpreciseDate((timezone.localdate() - datetime.timedelta(days=number)).isoformat())


def page(client, event):
    response = client.get(f"/events/{event.slug}/")
    assert response.status_code == 200
    return response.text


@pytest.fixture
def written(olu):
    return make_event(olu, dated=ImpreciseDate("2010-07-20"), body="<p>We sat in a ring.</p>")


def test_organisers_see_what_an_event_to_come_lacks(olu, olu_client, client, amina_client):
    event = make_event(olu)

    shown = page(olu_client, event)

    assert "Still missing: 6 of 8" in shown
    assert f'<a href="/events/{event.slug}/edit/programme/">A programme</a>' in shown
    assert shown.index("A programme") < shown.index("An announcement in words")
    assert "Still missing" not in page(client, event)
    assert "Still missing" not in page(amina_client, event)


def test_what_is_there_is_not_missing(olu, olu_client):
    event = make_event(olu, venue="Town Hall", starts=datetime.time(10))
    Session.objects.create(event=event, title="Tea")
    Appearance.objects.create(event=event, name_as_printed="Ann")

    assert "Still missing: 3 of 9" in page(olu_client, event)


def test_after_the_event_the_write_up_and_what_belongs_to_it_is_asked_for(olu_client, written):
    make_photo("", contribution=written)
    Quote.objects.create(contribution=written, text="I came for lunch.")
    written.learning_outcomes.create(text="How to begin")

    shown = page(olu_client, written)

    for words in ("Every photo described", "Who agreed to be quoted", "whether it did"):
        assert words in shown
    assert "A venue" not in shown


def test_who_announced_it_is_asked_after_3_and_14_days_each_once(olu):
    make_event(olu, title="Three", dated=days_ago(3))
    make_event(olu, title="Fourteen", dated=days_ago(14))
    for number in (1, 2, 9, 30):
        make_event(olu, title=f"{number} days", dated=days_ago(number))

    ask_for_write_ups.enqueue()
    ask_for_write_ups.enqueue()

    assert sorted(letter.subject for letter in mail.outbox) == [
        "How was “Fourteen”?",
        "How was “Three”?",
    ]
    assert mail.outbox[0].to == [olu.email]
    assert "/edit/write-up/" in mail.outbox[0].body


def test_an_address_that_is_refused_keeps_nobody_else_from_being_asked(olu, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{Refusing.__module__}.Refusing"}}
    gone = make_member(email="gone@copro.example")
    shared = make_event(gone, dated=days_ago(3))
    name_on(shared, olu.person, confirmed_at=timezone.now())

    ask_for_write_ups.enqueue()

    assert [letter.to for letter in mail.outbox] == [[olu.email]]


def test_nobody_is_asked_for_what_is_written_declined_cancelled_or_a_draft(olu):
    make_event(olu, dated=days_ago(3), body="<p>Told.</p>")
    make_event(olu, dated=days_ago(3), published=False)
    make_event(olu, dated=days_ago(3)).decline_write_up()
    cancelled = make_event(olu, dated=days_ago(3))
    ChangeOfPlan.objects.create(event=cancelled, what="cancelled", reason="Snow.")

    ask_for_write_ups.enqueue()

    assert mail.outbox == []


def test_organiser_says_that_there_will_be_no_write_up(client, olu, olu_client):
    event = make_event(olu, dated=days_ago(5))
    assert "There will be no write-up" in page(olu_client, event)

    olu_client.post(f"/events/{event.slug}/write-up/refusal/")

    assert "there is no write-up of it" in page(client, event)
    assert "is to come" not in page(client, event)


def test_write_up_is_taken_back_alone_with_the_reason(client, olu, olu_client, written):
    address = f"/events/{written.slug}/write-up/withdrawal/"
    assert address in page(olu_client, written)

    assert "field-error" in olu_client.post(address, {"reason": " "}).text
    olu_client.post(address, {"reason": "Ann did not agree."})

    kept = WriteUpWithdrawal.objects.get()
    shown = page(client, written)
    assert (kept.by, kept.reason) == (olu, "Ann did not agree.")
    assert "We sat in a ring." not in shown
    assert "Bring a question." in shown
    assert "Ann did not agree." not in shown
    assert "Ann did not agree." in page(olu_client, written)
    assert written.get_absolute_url() not in client.get("/search/?q=sat+in+a+ring").text


def test_a_second_one_to_take_it_back_changes_nothing(olu, written):
    WriteUpWithdrawal.objects.make(event=written, by=olu, reason="First.")

    assert WriteUpWithdrawal.objects.make(event=written, by=olu, reason="Second.") is None


def test_only_organisers_take_back_or_decline(client, amina_client, mo_client, written):
    for last in ("withdrawal", "refusal"):
        address = f"/events/{written.slug}/write-up/{last}/"
        assert client.post(address).status_code == 302
        for member in (amina_client, mo_client):
            assert member.post(address, {"reason": "x"}).status_code == 403


def test_database_refuses_a_withdrawal_without_a_reason(written):
    with transaction.atomic(), pytest.raises(IntegrityError, match="has_reason"):
        WriteUpWithdrawal.objects.create(event=written, reason="", was_written_up_at=timezone.now())


def test_nobody_is_asked_for_the_write_up_of_an_event_of_which_only_the_month_is_known(olu):
    today = timezone.localdate()
    event = make_event(olu, dated=ImpreciseDate(f"{today:%Y-%m}"))
    began = [today.replace(day=1)]
    assert not Event.objects.without_write_up(ended=began).exists()
    event.dated = days_ago(3)
    event.save()
    assert Event.objects.without_write_up(ended=[today - datetime.timedelta(days=3)]).exists()
