"""Booking an event: what guests and members see, change and cancel."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events.models import Booking, ChangeOfPlan
from events.models.bookings import SIGNER
from network.models import ImpreciseDate
from tests.events.booking import book, bookable
from tests.factories import make_event
from tests.pages import submit

pytestmark = pytest.mark.django_db
GUEST = {"name": "Gwen Price", "email": "gwen@example.org"}


def address(event):
    return f"/events/{event.slug}/booking/"


def press(client, event, capture, **fields):
    with capture(execute=True):
        return client.post(address(event), fields, follow=True)


def test_a_guest_books_confirms_changes_and_cancels_without_an_account(
    client, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    event = bookable(places=3, joining="Ring the bell.")
    sent = press(client, event, capture, **GUEST, access_needs="A ramp", diet="No nuts")
    assert "Now look at your mail" in sent.text
    (letter,) = mail.outbox
    booking = Booking.objects.get()
    link = booking.get_absolute_url()
    assert link in letter.body
    assert booking.state == "unconfirmed"

    opened = client.get(link)
    assert Booking.objects.get().state == "unconfirmed"  # reading confirms nothing
    assert "Ring the bell." not in opened.text
    confirmed = submit(client, opened, "confirmation")
    assert 'role="status" tabindex="-1" autofocus' in confirmed.text  # so that it is read out
    assert "You have a place" in confirmed.text
    assert "Ring the bell." in confirmed.text
    assert "A ramp" in confirmed.text

    changed = submit(client, confirmed, "change", {"access_needs": "A quiet room"})
    assert "Your changes are saved." in changed.text
    assert Booking.objects.get().access_needs == "A quiet room"
    asked = client.get(f"{link}cancellation/")
    gone = submit(client, asked, "cancellation")
    assert "This booking has ended" in gone.text
    assert Booking.objects.get().access_needs == ""


def test_a_member_books_at_once_and_finds_it_at_the_event_and_on_their_pages(
    amina_client, amina, django_capture_on_commit_callbacks
):
    event = bookable(places=3, joining="Ring the bell.")
    page = amina_client.get(address(event))
    assert "3 places left" in page.text
    assert 'value="Amina Haddad"' in page.text
    with django_capture_on_commit_callbacks(execute=True):
        booked = submit(amina_client, page, "")
    assert "You have a place" in booked.text
    assert mail.outbox[0].to == [amina.email]
    shown = amina_client.get(event.get_absolute_url()).text
    assert "You have a place" in shown
    assert "Ring the bell." in shown
    assert "You have a place" in amina_client.get("/you/").text


def test_joining_details_are_for_those_who_have_a_place(client, bryn_client, bryn):
    event = bookable(places=1, joining="Ring the bell.")
    book(event)
    book(event, member=bryn)
    for shown in (
        client.get(event.get_absolute_url()),
        client.get(address(event)),
        bryn_client.get(event.get_absolute_url()),
        bryn_client.get(address(event)),
    ):
        assert "Ring the bell." not in shown.text
    assert "number 1 on the waiting list" in bryn_client.get(address(event)).text


def test_the_answer_is_the_same_whoever_has_that_address(
    client, amina, django_capture_on_commit_callbacks
):
    event = bookable()
    book(event, member=amina)
    book(event, "Gwen Price", email="gwen@example.org")
    pages = set()
    for email in ("gwen@example.org", amina.email, "nobody@example.org"):
        sent = press(client, event, django_capture_on_commit_callbacks, **GUEST | {"email": email})
        pages.add(sent.text)
    assert len(pages) == 1
    assert Booking.objects.count() == 3
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert subjects["gwen@example.org"].startswith("You have a place")
    assert subjects["nobody@example.org"].startswith("Please confirm")


def test_an_address_gets_only_so_many_mails_a_day(client, django_capture_on_commit_callbacks):
    event = bookable()
    for _ in range(9):
        press(client, event, django_capture_on_commit_callbacks, **GUEST)
        Booking.objects.get().letters.all().delete()
    assert len(mail.outbox) == 6


def test_a_network_that_books_too_often_is_told_to_wait_and_keeps_what_it_typed(
    client, monkeypatch
):
    monkeypatch.setattr("events.views.bookings.BOOKINGS_AN_HOUR", 1)
    event = bookable()
    client.post(address(event), GUEST)
    refused = client.post(address(event), GUEST | {"email": "other@example.org"})
    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert 'value="other@example.org"' in refused.text
    assert Booking.objects.count() == 1


def test_a_machine_that_fills_in_everything_books_nothing(client):
    event = bookable()
    refused = client.post(address(event), GUEST | {"fax": "1"})
    assert refused.status_code == 422
    assert "it is there to catch machines" in refused.text
    assert not Booking.objects.exists()


def test_an_error_keeps_what_was_typed(client):
    event = bookable()
    event.booking_questions.create(text="How do you come?", is_required=True)
    refused = client.post(
        address(event), {"name": "Gwen", "email": "gwen@", "access_needs": "A ramp"}
    )
    assert refused.status_code == 422
    assert "A ramp" in refused.text
    assert "gwen@" in refused.text
    assert "How do you come?" in refused.text


@pytest.mark.parametrize(
    ("kind", "choices", "answer", "is_right"),
    [
        ("text", "", "By train", True),
        ("choice", "Tea\nCoffee", "Tea", True),
        ("choice", "Tea\nCoffee", "Gin", False),
        ("yes-no", "", "Yes", True),
        ("yes-no", "", "", False),
    ],
)
def test_questions_are_answered_in_their_kind(amina_client, kind, choices, answer, is_right):
    event = bookable()
    question = event.booking_questions.create(
        text="What?", kind=kind, choices=choices, is_required=True
    )
    sent = amina_client.post(
        address(event), {"name": "Amina", f"question-{question.pk}": answer}, follow=True
    )
    assert Booking.objects.exists() == is_right
    if is_right:
        assert Booking.objects.get().answers.get().text == answer
        assert answer in sent.text


def test_online_or_in_person_is_asked_where_both_are_possible(amina_client):
    event = bookable(where="both")
    assert amina_client.post(address(event), {"name": "Amina"}).status_code == 422
    amina_client.post(address(event), {"name": "Amina", "attendance": "online"})
    assert Booking.objects.get().attendance == "online"


@pytest.mark.parametrize(
    ("terms", "says", "status"),
    [
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "Booking is closed", 200),
        ({"opens_on": timezone.localdate() + timedelta(days=2)}, "Booking is not open yet", 200),
        ({"in_days": -2}, "It is too late to book", 200),
    ],
)
def test_a_page_says_why_it_cannot_be_booked(client, amina_client, terms, says, status):
    event = bookable(**terms)
    shown = client.get(address(event))
    assert (shown.status_code, says in shown.text) == (status, True)
    refused = amina_client.post(address(event), {"name": "Amina"})
    assert (refused.status_code, says in refused.text) == (409, True)


def test_an_event_without_terms_says_so_and_a_draft_is_nowhere(client, olu, olu_client):
    event = make_event()
    assert "takes no bookings here" in client.get(address(event)).text
    draft = bookable(event=make_event(olu, title="A draft", published=False))
    assert client.get(address(draft)).status_code == 404
    assert "Booking opens when it is published" in olu_client.get(address(draft)).text


def test_guests_are_asked_to_sign_in_where_only_members_book(client):
    event = bookable(takes_guests=False)
    shown = client.get(address(event))
    assert "Sign in to book" in shown.text
    assert f"next={address(event)}" in shown.text
    client.post(address(event), GUEST)
    assert not Booking.objects.exists()


def test_only_those_who_agreed_are_named_and_only_to_those_who_have_a_place(
    amina_client, amina, bryn_client, bryn
):
    event = bookable(places=3, shows_attendees=True)
    book(event, member=amina)
    book(event, "Ann Shown", is_listed=True)
    book(event, "Ben Hidden")
    book(event, member=bryn)
    shown = amina_client.get(address(event)).text
    assert "Ann Shown" in shown
    assert "Ben Hidden" not in shown
    assert "Ann Shown" not in bryn_client.get(address(event)).text


def test_no_link_of_a_private_page_repeats_its_address(client):
    booking = book(bookable())
    page = client.get(f"/bookings/{booking.token}/").text
    assert 'href="/takedowns/new/"' in page
    assert "/takedowns/new/?page=" not in page


@pytest.mark.parametrize("token", ["1.forged", "nonsense", SIGNER.sign("999999")])
def test_a_link_that_is_not_ours_opens_nothing(client, token):
    book(bookable())
    refused = client.get(f"/bookings/{token}/")
    assert refused.status_code == 404
    assert "This link leads nowhere" in refused.text
    assert refused["Referrer-Policy"] == "no-referrer"


def test_a_place_that_was_not_taken_in_time_says_so(client):
    event = bookable(places=1)
    ann, ben = book(event, "Ann"), book(event, "Ben")
    ann.cancel()
    Booking.objects.filter(pk=ben.pk).update(offered_until=timezone.now())
    late = client.post(f"{ben.get_absolute_url()}acceptance/", follow=True)
    assert "The time to take this place was over" in late.text


def test_nothing_changes_once_the_event_has_begun(client):
    event = bookable()
    booking = book(event)
    event.dated = ImpreciseDate("2020-01-01")
    event.save()
    link = booking.get_absolute_url()
    assert client.post(f"{link}change/", {"name": "Other"}).status_code == 409
    client.post(f"{link}cancellation/")
    assert Booking.objects.get().state == "booked"


@pytest.mark.parametrize("state", ["open", "full"])
def test_the_event_page_says_how_it_stands(client, state):
    event = bookable(places=2)
    book(event)
    if state == "full":
        book(event, "Ben")
    shown = client.get(event.get_absolute_url()).text
    assert ("Open: 1 place left" in shown) == (state == "open")
    assert ("Full: there is a waiting list" in shown) == (state == "full")


def test_booking_costs_a_visitor_no_query_and_a_member_one(client, amina_client, queries):
    plain = make_event(title="Without bookings")
    event = bookable(event=make_event(title="With bookings"), places=5)
    for number in range(7):
        book(event, f"Person {number}")
    assert queries(client, event.get_absolute_url()) == queries(client, plain.get_absolute_url())
    assert (
        queries(amina_client, event.get_absolute_url())
        == queries(amina_client, plain.get_absolute_url()) + 1
    )


def test_an_event_that_is_called_off_says_why_and_takes_no_bookings(client, olu, amina_client):
    event = bookable(joining="Ring the bell.")
    booking = book(event)
    ChangeOfPlan.objects.make(
        event=event, what="cancelled", by=olu, reason="The river is in the hall."
    )
    refused = amina_client.post(address(event), {"name": "Amina"})
    assert refused.status_code == 409
    assert "The event is cancelled." in refused.text
    assert "The river is in the hall." in refused.text
    mine = client.get(booking.get_absolute_url()).text
    assert "The river is in the hall." in mine
    assert "Ring the bell." not in mine
