"""Events that are cancelled or postponed, and take place after all."""

import datetime
from html import unescape

import icalendar
import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Booking, BookingLetter, BookingTerms, ChangeOfPlan, Event, PlanReversal
from events.tasks import look_after_bookings, remind_those_booked
from network.models import ImpreciseDate, Revision
from tests.factories import make_event, make_topic
from tests.writing import as_sent

pytestmark = pytest.mark.django_db
DAY = (timezone.localdate() + datetime.timedelta(weeks=10)).isoformat()
LATER = (timezone.localdate() + datetime.timedelta(weeks=20)).isoformat()
LATEST = (timezone.localdate() + datetime.timedelta(weeks=30)).isoformat()
WHY = "The hall is flooded."


@pytest.fixture
def event(olu):
    return make_event(olu, dated=ImpreciseDate(DAY), starts=datetime.time(10, 30))


@pytest.fixture
def booked(event, amina):
    BookingTerms.objects.create(event=event, places=1)
    Booking.objects.book(event=event, name="Amina", email=amina.email, member=amina)
    Booking.objects.book(event=event, name="Gwen", email="gwen@example.org", by=amina)
    BookingLetter.objects.update(sent_at=timezone.now())
    return event


def call_off(client, event, **fields):
    data = {"what": "cancelled", "reason": WHY} | fields
    return client.post(f"/events/{event.slug}/change-of-plan/", data, follow=True)


def page(client, event):
    response = client.get(f"/events/{event.slug}/")
    assert response.status_code == 200
    return response.text


def calendar_of(client, event):
    (found,) = icalendar.Calendar.from_ical(
        client.get(f"/events/{event.slug}/event.ics").content
    ).walk("VEVENT")
    return found


def test_cancelled_event_says_so_first_with_the_reason(client, olu_client, event):
    call_off(olu_client, event)

    shown = page(client, event)

    assert f"<title>Cancelled: {event}" in shown
    assert shown.index("This event is cancelled") < shown.index("When and where")
    assert WHY in shown
    assert "Add to my calendar" not in shown
    assert "https://schema.org/EventCancelled" in shown
    assert "takes place after all" not in shown


def test_lists_mark_a_cancelled_event(client, olu_client, event):
    call_off(olu_client, event)

    assert 'badge-danger">Cancelled</span>' in client.get("/events/").text


def test_cards_of_search_and_topics_say_so_without_a_query_more(client, olu_client, event, queries):
    event.topics.add(make_topic("prevention"))
    event.refresh_index()
    pages = ["/search/?q=workshop", "/topics/prevention/"]
    before = [queries(client, page) for page in pages]
    assert all("badge-danger" not in client.get(page).text for page in pages)

    call_off(olu_client, event)

    assert all('badge-danger">Cancelled</span>' in client.get(page).text for page in pages)
    assert [queries(client, page) for page in pages] == before


def test_card_of_one_with_a_new_date_says_nothing(client, olu_client, event):
    call_off(olu_client, event, what="postponed", dated=LATER)

    assert "Postponed</span>" not in client.get("/search/?q=workshop").text


def test_home_page_does_not_lead_with_a_cancelled_event(client, olu_client, event):
    call_off(olu_client, event)

    assert list(Event.objects.published().upcoming().taking_place()) == []


def test_calendars_cancel_it_under_the_same_uid_with_a_higher_sequence(client, olu_client, event):
    Event.objects.filter(pk=event.pk).update(
        created_at=event.created_at - datetime.timedelta(hours=2),
        updated_at=event.created_at - datetime.timedelta(hours=1),
    )
    before = calendar_of(client, event)

    call_off(olu_client, event)
    after = calendar_of(client, event)

    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["SUMMARY"].startswith("Cancelled: ")
    assert WHY in after["DESCRIPTION"]


def test_everybody_who_booked_or_waits_is_told_once_why(
    olu_client, booked, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_off(olu_client, booked)
        call_off(olu_client, booked)

    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "amina@copro.example",
        "gwen@example.org",
    ]
    letter = mail.outbox[0]
    assert letter.subject == f"Cancelled: {booked}"
    assert WHY in letter.body
    assert "STATUS:CANCELLED" in letter.attachments[0].content


def test_page_to_cancel_counts_who_will_be_told(olu_client, booked):
    shown = olu_client.get(f"/events/{booked.slug}/change-of-plan/").text

    assert "All 2 people who booked or wait for a place are told by mail" in shown


def test_cancelled_event_takes_no_bookings_and_reminds_nobody(olu_client, booked):
    call_off(olu_client, booked)
    Event.objects.filter(pk=booked.pk).update(
        dated=(timezone.localdate() + datetime.timedelta(days=3)).isoformat()
    )
    event = Event.objects.get(pk=booked.pk)
    assert event.booking_terms.state(0) not in (BookingTerms.State.OPEN, BookingTerms.State.FULL)

    Booking.objects.update(confirmed_at=timezone.now() - datetime.timedelta(days=9))
    remind_those_booked.enqueue()

    assert not any(letter.subject.startswith("Soon") for letter in mail.outbox)


def test_postponed_event_has_no_date_and_stays_among_those_to_come(client, olu_client, event):
    call_off(olu_client, event, what="postponed")

    event.refresh_from_db()
    shown = page(client, event)
    found = calendar_of(client, event)

    assert (event.dated, event.starts) == (None, None)
    assert "This event is postponed" in shown
    assert "There is no new date yet" in shown
    assert "Not known yet" in shown
    assert "https://schema.org/EventPostponed" in shown
    assert list(Event.objects.published().unscheduled()) == [event]
    assert found["STATUS"] == "CANCELLED"
    assert found.start.date() == datetime.date.fromisoformat(DAY)
    assert b"STATUS:CANCELLED" in client.get("/events/calendar.ics").content


def test_postponed_event_with_a_new_date_stands_there(client, olu_client, booked):
    call_off(olu_client, booked, what="postponed", dated=LATER, starts="11:00", ends="15:00")

    shown = page(client, booked)
    found = calendar_of(client, booked)

    assert "This event is on another day" in shown
    assert "11:00 to 15:00" in shown
    assert "https://schema.org/EventRescheduled" in shown
    assert f'"previousStartDate": "{DAY}"' in shown or f'"previousStartDate":"{DAY}"' in shown
    assert found["STATUS"] == "CONFIRMED"
    assert found.start.date() == datetime.date.fromisoformat(LATER)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": ""}, "field-error"),
        ({"what": "moved"}, "field-error"),
        ({"what": ""}, "field-error"),
        ({"what": "postponed", "dated": "2010-07-20"}, "That day is over."),
        ({"what": "postponed", "dated": "soon"}, "We cannot read this as a date."),
        ({"what": "postponed", "dated": "9999"}, "the year you mean?"),
        ({"what": "postponed", "dated": DAY}, "the day on which it was to be"),
        ({"what": "postponed", "starts": "10:00"}, "A time needs an exact day"),
        (
            {"what": "postponed", "dated": LATER, "starts": "10:00", "ends": "09:00"},
            "It ends before it starts.",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(olu_client, event, fields, words):
    response = call_off(olu_client, event, **fields)

    assert response.status_code == 422
    assert words in response.text
    assert not ChangeOfPlan.objects.exists()


def test_new_date_of_a_postponed_event_is_mailed_once_by_itself(olu_client, booked):
    call_off(olu_client, booked, what="postponed")
    look_after_bookings.enqueue()
    mail.outbox.clear()

    address = f"/events/{booked.slug}/edit/"
    sent = as_sent(olu_client.get(address)) | {"dated": LATER, "starts": "11:00"}
    saved = olu_client.post(address, sent, follow=True).text
    assert "Everybody who booked is told it by mail within five minutes" in saved
    for _ in range(2):
        look_after_bookings.enqueue()

    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "amina@copro.example",
        "gwen@example.org",
    ]
    letter = mail.outbox[0]
    assert letter.subject == f"New date: {booked}"
    assert "give your place back" in letter.body
    assert str(ImpreciseDate(LATER)) in letter.body
    assert "STATUS:CONFIRMED" in letter.attachments[0].content

    mail.outbox.clear()
    Event.objects.filter(pk=booked.pk).update(dated=LATEST)
    look_after_bookings.enqueue()
    assert len(mail.outbox) == 2


def test_new_date_that_came_with_the_postponement_is_told_once(olu_client, booked):
    call_off(olu_client, booked, what="postponed", dated=LATER)
    for _ in range(2):
        look_after_bookings.enqueue()
    assert [letter.subject for letter in mail.outbox] == [f"Postponed: {booked}"] * 2


def test_it_takes_place_after_all_on_its_old_day(
    client, olu, olu_client, booked, django_capture_on_commit_callbacks
):
    call_off(olu_client, booked, what="postponed")
    with django_capture_on_commit_callbacks(execute=True):
        olu_client.post(f"/events/{booked.slug}/change-of-plan/reversal/")

    kept = PlanReversal.objects.get()
    booked = Event.objects.get(pk=booked.pk)
    assert (booked.dated, booked.starts) == (ImpreciseDate(DAY), datetime.time(10, 30))
    assert "postponed" not in page(client, booked)
    assert (kept.what, kept.reason, kept.changed_by, kept.by) == ("postponed", WHY, olu, olu)
    assert any(letter.subject.startswith("It takes place") for letter in mail.outbox)


def test_one_that_has_a_new_date_can_be_called_off_again(olu_client, event):
    call_off(olu_client, event, what="postponed", dated=LATER)
    call_off(olu_client, event, reason="Nobody can come.")

    plan = ChangeOfPlan.objects.get()
    assert (plan.what, plan.dated, plan.reason) == (
        "cancelled",
        ImpreciseDate(LATER),
        "Nobody can come.",
    )
    assert PlanReversal.objects.get().reason == WHY


def test_an_event_that_is_over_is_not_cancelled(olu_client, olu):
    event = make_event(olu, dated=ImpreciseDate("2010-07-20"))

    assert "It is over." in call_off(olu_client, event).text
    assert not ChangeOfPlan.objects.exists()


def test_revision_keeps_the_day_that_was(olu_client, event):
    Revision.objects.note_before(event)

    call_off(olu_client, event, what="postponed")

    assert Revision.objects.filter(contribution=event).count() == 2


def test_only_organisers_change_plans(client, amina_client, bryn_client, mo_client, event):
    for address in ("change-of-plan", "change-of-plan/reversal"):
        address = f"/events/{event.slug}/{address}/"
        assert client.post(address).status_code == 302
        for member in (amina_client, bryn_client, mo_client):
            assert member.post(address, {"what": "cancelled", "reason": "x"}).status_code == 403
    assert not ChangeOfPlan.objects.exists()


def test_draft_is_not_cancelled(olu, olu_client):
    event = make_event(olu, published=False)

    assert olu_client.get(f"/events/{event.slug}/change-of-plan/").status_code == 403


def test_database_refuses_a_change_of_plan_without_a_reason(event):
    with transaction.atomic(), pytest.raises(IntegrityError, match="change_of_plan_has_reason"):
        ChangeOfPlan.objects.create(event=event, what="cancelled", reason="")


def test_page_costs_no_query_more_for_being_called_off(
    client, olu_client, event, django_assert_num_queries
):
    with django_assert_num_queries(7):
        client.get(f"/events/{event.slug}/")
    call_off(olu_client, event, what="postponed")

    with django_assert_num_queries(7):
        client.get(f"/events/{event.slug}/")


# Hours that leave parts of the programme outside


def test_shortened_hours_say_which_parts_they_leave_outside_and_lose_nothing(olu_client, event):
    lunch = event.sessions.create(title="Lunch", starts="13:00", ends="14:00")
    event.sessions.create(title="Three kitchens", starts="11:00", ends="12:00")
    address = f"/events/{event.slug}/edit/"
    sent = as_sent(olu_client.get(address)) | {"ends": "13:30"}

    page = unescape(olu_client.post(address, sent, follow=True).text)

    assert (
        "This part of the programme stands outside the hours of the event now: “Lunch” (13:00 to 14:00)"
        in page
    )
    assert "Three kitchens” (" not in page
    assert event.sessions.filter(pk=lunch.pk).exists()
    assert "Outside these hours stand parts of the programme: “Lunch”" in unescape(
        olu_client.get(address).text
    )
    programme = f"/events/{event.slug}/edit/programme/"
    sent = as_sent(olu_client.get(programme))
    assert "The event ends at 13:30." in olu_client.post(programme, sent).text
    moved = sent | {"sessions-1-starts": "12:00", "sessions-1-ends": "13:00"}
    assert olu_client.post(programme, moved).status_code == 302
    assert "Outside these hours" not in unescape(olu_client.get(address).text)


def test_postponing_to_other_hours_says_which_parts_they_leave_outside(olu_client, event):
    event.sessions.create(title="Lunch", starts="13:00", ends="14:00")
    page = call_off(olu_client, event, what="postponed", dated=LATER, starts="17:00", ends="20:00")
    assert "outside the hours of the event now: “Lunch”" in unescape(page.text)


def test_event_of_several_days_is_postponed_by_as_many(olu_client, olu):
    ended = datetime.date.fromisoformat(DAY) + datetime.timedelta(days=2)
    event = make_event(
        olu,
        dated=ImpreciseDate(DAY),
        ended=ImpreciseDate(ended.isoformat()),
        starts=datetime.time(14),
        ends=datetime.time(12),
    )
    call_off(olu_client, event, what="postponed", dated=LATER, starts="14:00", ends="12:00")
    event = Event.objects.get(pk=event.pk)
    days = event.ended.first_day - event.dated.first_day
    assert (event.dated, days) == (ImpreciseDate(LATER), datetime.timedelta(days=2))


def test_it_does_not_take_place_after_all_on_a_day_that_has_gone_by(
    client, olu_client, booked, django_capture_on_commit_callbacks
):
    call_off(olu_client, booked, what="postponed")
    past = (timezone.localdate() - datetime.timedelta(days=3)).isoformat()
    ChangeOfPlan.objects.update(dated=past)
    reversal = f"/events/{booked.slug}/change-of-plan/reversal/"
    with django_capture_on_commit_callbacks(execute=True):
        assert "Set the new date instead" in olu_client.post(reversal, follow=True).text
    assert Event.objects.get().is_called_off
    # One that was cancelled and did take place is put right, and nobody invited to it now.
    ChangeOfPlan.objects.update(what="cancelled")
    Event.objects.update(dated=past)
    with django_capture_on_commit_callbacks(execute=True):
        olu_client.post(reversal)
    assert not Event.objects.get().is_called_off
    assert {letter.subject for letter in mail.outbox} == {f"Postponed: {booked}"}
