"""What organisers see and do about bookings: terms, lists, messages, and who is here."""

import csv
import io

import pytest
from django.core import mail

from events.models import Booking, BookingMessage, BookingQuestion, BookingTerms
from network.permissions import may_see_bookings
from tests.events.booking import book, bookable
from tests.factories import make_event
from tests.pages import submit
from tests.writing import rows

pytestmark = pytest.mark.django_db
PAGES = ["", "terms/", "new/", "message/"]


def at(event, page=""):
    return f"/events/{event.slug}/bookings/{page}"


def test_only_organisers_see_bookings(
    visitor, amina_client, bryn_client, olu_client, mo_client, admin_client, amina, olu, mo
):
    event = bookable()
    booking = book(event, member=amina)
    addresses = [at(event, page) for page in PAGES]
    addresses += [f"/events/{event.slug}/bookings.csv", f"/events/{event.slug}/check-in/"]
    addresses.append(at(event, f"{booking.pk}/removal/"))
    for address in addresses:
        assert visitor.get(address).status_code == 302
        for client in (amina_client, bryn_client, mo_client):
            assert client.get(address).status_code == 403
        for client in (olu_client, admin_client):
            assert client.get(address).status_code == 200
    assert mo_client.post(f"/events/{event.slug}/check-in/{booking.pk}/arrival/").status_code == 403
    assert may_see_bookings(olu, event)
    assert not may_see_bookings(mo, event)


def test_an_organiser_begins_to_take_bookings(olu_client):
    event = make_event()
    begun = olu_client.get(at(event), follow=True)
    assert "Take bookings" in begun.text
    sent = as_sent_terms(begun) | {"places": "20", "joining": "Ring the bell."}
    sent |= rows(
        "questions",
        {"text": "How do you come?", "kind": "choice", "choices": "By train\n\nBy bus"},
    )
    saved = olu_client.post(at(event, "terms/"), sent, follow=True)
    assert "Booking is set up." in saved.text
    assert "Nobody has booked yet." in saved.text
    terms = BookingTerms.objects.get()
    assert (terms.places, terms.joining) == (20, "Ring the bell.")
    assert BookingQuestion.objects.get().offered() == ["By train", "By bus"]


def as_sent_terms(response):
    names = ("places", "where", "opens_on", "closes_on", "takes_guests", "asks_diet", "joining")
    fields = response.context["form"]
    return {name: fields[name].value() for name in names if fields[name].value() not in (None, "")}


def test_a_question_row_is_added_without_javascript_and_nothing_typed_is_lost(olu_client):
    event = bookable()
    sent = {"where": "in-person", "joining": "Half a thought", "add": "questions"}
    sent |= rows("questions", {"text": "How do you come?", "kind": "text"})
    again = olu_client.post(at(event, "terms/"), sent)
    assert again.status_code == 200
    assert "Half a thought" in again.text
    assert "How do you come?" in again.text
    assert "questions-1-text" in again.text
    assert not BookingQuestion.objects.exists()


def test_a_question_with_choices_needs_two_of_them(olu_client):
    event = bookable()
    sent = {"where": "in-person"} | rows(
        "questions", {"text": "Tea?", "kind": "choice", "choices": "Tea"}
    )
    refused = olu_client.post(at(event, "terms/"), sent)
    assert refused.status_code == 422
    assert "Write two answers at least" in refused.text


def test_places_do_not_shrink_below_those_taken(olu_client):
    event = bookable(places=3)
    for name in ("Ann", "Ben", "Cat"):
        book(event, name)
    refused = olu_client.post(
        at(event, "terms/"), {"where": "in-person", "places": "2", **rows("questions")}
    )
    assert refused.status_code == 422
    assert "3 places are taken or offered already. Keep at least 3" in refused.text
    assert BookingTerms.objects.get().places == 3


def test_more_places_are_offered_to_those_who_wait(olu_client, django_capture_on_commit_callbacks):
    event = bookable(places=1)
    book(event, "Ann")
    book(event, "Ben")
    with django_capture_on_commit_callbacks(execute=True):
        olu_client.post(
            at(event, "terms/"), {"where": "in-person", "places": "2", **rows("questions")}
        )
    assert Booking.objects.get(name="Ben").state == "offered"
    assert any(letter.subject.startswith("There is a place") for letter in mail.outbox)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ann", "Ben", "Cat"]),
        ("?state=booked", ["Ann"]),
        ("?state=waiting", ["Ben"]),
        ("?state=unconfirmed", ["Cat"]),
        ("?state=ended", ["Dai"]),
        ("?q=ann", ["Ann"]),
        ("?state=nonsense", ["Ann", "Ben", "Cat"]),
    ],
)
def test_bookings_are_listed_and_narrowed(olu_client, query, names):
    event = bookable(places=1)
    book(event, "Dai").cancel()
    book(event, "Ann")
    book(event, "Ben")
    book(event, "Cat", confirmed=False)
    page = olu_client.get(at(event) + query).context["page"]
    assert [str(booking) for booking in page] == names


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(olu_client, queries, count):
    event = bookable()
    question = event.booking_questions.create(text="How do you come?")
    for number in range(count):
        book(event, f"Person {number}", answers=[(question, "By train")])
    assert queries(olu_client, at(event)) == 8
    assert queries(olu_client, f"/events/{event.slug}/check-in/") == 6


def test_the_csv_holds_everything_and_no_formula(olu_client):
    event = bookable()
    question = event.booking_questions.create(text="How do you come?")
    book(
        event,
        "=HYPERLINK(1)",
        email="a@example.org",
        access_needs="A ramp",
        answers=[(question, "+1")],
    )
    response = olu_client.get(f"/events/{event.slug}/bookings.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(text))
    assert heading[-1] == "How do you come?"
    assert row[:5] == ["'=HYPERLINK(1)", "a@example.org", "booked", "", "A ramp"]
    assert row[-1] == "'+1"
    assert response["Cache-Control"] == "private, no-store"


def test_an_organiser_books_for_somebody(olu_client, django_capture_on_commit_callbacks):
    event = bookable(places=1)
    form = {"name": "Ann", "email": "ann@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        added = olu_client.post(at(event, "new/"), form, follow=True)
    assert "Ann has a place" in added.text
    assert "Olu Adeyemi booked it for you" in mail.outbox[0].body
    twice = olu_client.post(at(event, "new/"), form)
    assert (twice.status_code, "There is a booking with this address" in twice.text) == (422, True)
    full = olu_client.post(
        at(event, "new/"), {"name": "Ben", "email": "b@example.org"}, follow=True
    )
    assert "on the waiting list" in full.text


def test_an_organiser_cancels_for_somebody_with_a_word(
    olu_client, django_capture_on_commit_callbacks
):
    event = bookable()
    booking = book(event, "Ann")
    page = olu_client.get(at(event, f"{booking.pk}/removal/"))
    with django_capture_on_commit_callbacks(execute=True):
        submit(olu_client, page, "", {"words": "The room is too small, sorry."})
    assert Booking.objects.get().ended == "organiser"
    assert "The room is too small, sorry." in mail.outbox[-1].body
    assert olu_client.get(at(event, f"{booking.pk}/removal/")).status_code == 404


def test_a_message_is_shown_with_its_count_before_it_goes_to_each_once(
    olu_client, django_capture_on_commit_callbacks
):
    event = bookable(places=2)
    for name in ("Ann", "Ben", "Cat"):
        book(event, name)
    Booking.objects.get(name="Cat").letters.all().delete()
    words = {"to": ["booked", "waiting"], "subject": "The {room}", "body": "It is upstairs."}
    preview = olu_client.post(at(event, "message/"), words | {"preview": ""})
    assert "Send this to 3 people?" in preview.text
    assert "It is upstairs." in preview.text
    assert not BookingMessage.objects.exists()
    mail.outbox.clear()
    for _ in range(2):  # an impatient second press
        with django_capture_on_commit_callbacks(execute=True):
            sent = olu_client.post(at(event, "message/"), words | {"send": ""}, follow=True)
    assert "This message was sent already." in sent.text
    messages = [letter for letter in mail.outbox if letter.subject == "The {room}"]
    assert sorted(letter.to[0] for letter in messages) == [
        "ann@example.org", "ben@example.org", "cat@example.org",
    ]  # fmt: skip
    assert all("It is upstairs." in letter.body for letter in messages)


def test_a_message_that_would_reach_nobody_or_is_changed_again_keeps_its_words(olu_client):
    event = bookable()
    words = {"to": ["waiting"], "subject": "Hello", "body": "Half a thought"}
    nobody = olu_client.post(at(event, "message/"), words)
    assert (nobody.status_code, "Half a thought" in nobody.text) == (422, True)
    book(event)
    changed = olu_client.post(at(event, "message/"), words | {"to": ["booked"], "change": ""})
    assert (changed.status_code, "Half a thought" in changed.text) == (200, True)


def test_messages_are_limited_to_ten_a_day(olu_client):
    event = bookable()
    book(event)
    for number in range(11):
        words = {"to": ["booked"], "subject": f"Number {number}", "body": "Hello", "send": ""}
        last = olu_client.post(at(event, "message/"), words)
    assert last.status_code == 422
    assert BookingMessage.objects.count() == 10


def test_people_are_checked_in_by_name_and_it_can_be_undone(olu_client):
    event = bookable(places=2)
    ann = book(event, "Ann")
    book(event, "Ben")
    book(event, "Cat")
    address = f"/events/{event.slug}/check-in/"
    found = olu_client.get(f"{address}?q=ann")
    assert [str(each) for each in found.context["expected"]] == ["Ann"]
    assert "Cat" not in olu_client.get(address).text  # who waits has no place
    here = submit(olu_client, found, f"{ann.pk}/arrival/")
    assert "Ann is here." in here.text
    assert "<strong>1</strong> of 2 are here" in here.text
    came_at = Booking.objects.get(name="Ann").came_at
    olu_client.post(f"{address}{ann.pk}/arrival/")
    assert Booking.objects.get(name="Ann").came_at == came_at
    undone = submit(olu_client, here, f"{ann.pk}/arrival/deletion/")
    assert "<strong>0</strong> of 2 are here" in undone.text


def test_operators_find_bookings_in_the_administration(admin_client):
    event = bookable()
    booking = book(event, "Ann", access_needs="A ramp")
    assert "Ann" in admin_client.get("/admin/events/booking/").text
    shown = admin_client.get(f"/admin/events/booking/{booking.pk}/change/").text
    assert "A ramp" not in shown  # that is for organisers
    assert admin_client.get(f"/admin/events/bookingterms/{event.pk}/change/").status_code == 200


def test_organisers_see_and_find_the_address_of_an_account_as_it_is_now(olu_client, amina):
    event = bookable()
    book(event, member=amina)
    amina.email = "new@copro.example"
    amina.save()
    there = f"/events/{event.slug}/bookings"
    assert "new@copro.example" in olu_client.get(f"{there}/?q=new@copro").text
    assert b"new@copro.example" in olu_client.get(f"{there}.csv").getvalue()


def test_file_is_saved_under_the_address_of_the_event_in_any_script(olu_client):
    event = bookable()
    event.slug = "cŵn-a-phobl"
    event.save()
    answer = olu_client.get(f"/events/{event.slug}/bookings.csv")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
