"""Places, the waiting list, and what is told of them by mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connections
from django.utils import timezone

from events import tasks
from events.models import Booking, BookingClosedError, BookingLetter, BookingTerms, Event
from network.models import ImpreciseDate
from tests.events.booking import book, bookable
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def states(event):
    return [(str(each), each.state) for each in Booking.objects.filter(event=event)]


def send_all(event):
    tasks.send_booking_letters.call(event.pk)
    sent, mail.outbox = mail.outbox, []
    return sent


def test_places_go_to_the_first_and_the_others_wait_in_order():
    event = bookable(places=2)
    for name in ("Ann", "Ben", "Cat", "Dai"):
        book(event, name)
    assert states(event) == [
        ("Ann", "booked"), ("Ben", "booked"), ("Cat", "waiting"), ("Dai", "waiting"),
    ]  # fmt: skip
    assert Booking.objects.get(name="Dai").place_in_line() == 2


@pytest.mark.django_db(transaction=True)
def test_200_people_at_once_for_the_last_20_places():
    event = bookable(places=20)

    def press(number):
        try:
            name = f"Person {number // 2:03}"  # each presses twice
            Booking.objects.book(
                event=event, name=name, email=f"{number // 2}@example.org", by=event.created_by
            )[0].confirm()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as people:
        list(people.map(press, range(400)))

    bookings = Booking.objects.filter(event=event)
    assert bookings.booked().count() == 20
    assert bookings.waiting().count() == 180
    assert bookings.values("email").distinct().count() == bookings.count() == 200
    last_with_place = bookings.booked().latest("pk")
    assert not bookings.waiting().filter(pk__lt=last_with_place.pk).exists()


def test_a_place_given_back_is_offered_to_the_next_with_time_to_take_it():
    event = bookable(places=1)
    ann, ben, cat = (book(event, name) for name in ("Ann", "Ben", "Cat"))
    ann.cancel()
    assert states(event) == [("Ann", "ended"), ("Ben", "offered"), ("Cat", "waiting")]
    ben.refresh_from_db()
    assert timedelta(hours=47) < ben.offered_until - timezone.now() <= timedelta(hours=48)
    assert ben.accept()
    assert not Booking.objects.get(pk=cat.pk).accept()
    assert states(event) == [("Ann", "ended"), ("Ben", "booked"), ("Cat", "waiting")]


def test_near_the_event_there_is_less_time_to_take_a_place():
    event = bookable(places=1, in_days=1)
    ann, ben = book(event, "Ann"), book(event, "Ben")
    ann.cancel()
    ben.refresh_from_db()
    assert ben.offered_until - timezone.now() <= timedelta(hours=13)


def test_an_offer_that_is_not_taken_goes_to_the_next_one():
    event = bookable(places=1)
    ann, _, _ = (book(event, name) for name in ("Ann", "Ben", "Cat"))
    ann.cancel()
    event.bookings.offered().update(offered_until=timezone.now())
    tasks.look_after_bookings.call()
    assert states(event) == [("Ann", "ended"), ("Ben", "ended"), ("Cat", "offered")]
    assert Booking.objects.get(name="Ben").ended == "not-taken"
    tasks.look_after_bookings.call()
    assert Booking.objects.get(name="Cat").state == "offered"


def test_an_offer_cannot_be_taken_after_its_time():
    event = bookable(places=1)
    ann, ben = book(event, "Ann"), book(event, "Ben")
    ann.cancel()
    event.bookings.offered().update(offered_until=timezone.now())
    assert not Booking.objects.get(pk=ben.pk).accept()


def test_more_places_move_the_waiting_list_up():
    event = bookable(places=1)
    for name in ("Ann", "Ben", "Cat", "Dai"):
        book(event, name)
    BookingTerms.objects.update(places=3)
    Booking.objects.look_after(event)
    assert [state for _, state in states(event)] == ["booked", "offered", "offered", "waiting"]


def test_who_waits_comes_before_who_books_later():
    event = bookable(places=1)
    book(event, "Ann"), book(event, "Ben")
    BookingTerms.objects.update(places=2)
    book(event, "Cat")
    assert [state for _, state in states(event)] == ["booked", "offered", "waiting"]


def test_a_guest_who_does_not_confirm_gives_the_place_back():
    event = bookable(places=1)
    ann = book(event, "Ann", confirmed=False)
    book(event, "Ben")
    assert states(event) == [("Ann", "unconfirmed"), ("Ben", "waiting")]
    Booking.objects.filter(pk=ann.pk).update(at=timezone.now() - timedelta(hours=7))
    tasks.look_after_bookings.call()
    assert states(event) == [("Ann", "ended"), ("Ben", "offered")]


def test_a_guest_who_confirms_late_finds_a_place_that_became_free():
    event = bookable(places=1)
    ann, ben = book(event, "Ann"), book(event, "Ben", confirmed=False)
    ann.cancel()
    ben.confirm()
    assert Booking.objects.get(pk=ben.pk).state == "booked"


def test_who_books_twice_keeps_the_first(amina):
    event = bookable(places=5)
    first = book(event, member=amina)
    again, is_new = Booking.objects.book(
        event=event, name="A", email="AMINA@copro.example", member=amina
    )
    assert (again.pk, is_new) == (first.pk, False)


def test_what_a_member_booked_as_a_guest_becomes_theirs(amina):
    event = bookable()
    book(event, "Amina", email=amina.email, confirmed=False)
    adopted, is_new = Booking.objects.book(
        event=event, name="Amina", email=amina.email, member=amina
    )
    assert (adopted.state, adopted.member, is_new) == ("booked", amina, True)


def test_booking_again_after_cancelling_goes_to_the_end(amina):
    event = bookable(places=1)
    book(event, member=amina).cancel()
    book(event, "Ben")
    assert book(event, member=amina).state == "waiting"


@pytest.mark.parametrize(
    ("terms", "state"),
    [
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "closed"),
        ({"opens_on": timezone.localdate() + timedelta(days=2)}, "soon"),
        ({"in_days": -1}, "over"),
    ],
)
def test_booking_is_refused_with_the_reason(terms, state):
    event = bookable(**terms)
    with pytest.raises(BookingClosedError) as refused:
        book(event)
    assert refused.value.state == state
    assert event.booking_terms.state(0) == state


def test_drafts_and_events_without_terms_cannot_be_booked(olu):
    with pytest.raises(BookingClosedError):
        book(make_event())
    with pytest.raises(BookingClosedError) as refused:
        book(bookable(event=make_event(olu, published=False)), by=olu)
    assert refused.value.state == "draft"


def test_an_organiser_may_add_somebody_after_booking_closed(olu):
    event = bookable(closes_on=timezone.localdate() - timedelta(days=1))
    assert book(event, by=olu).state == "booked"


def test_an_event_without_an_exact_day_can_be_booked():
    event = bookable(event=make_event(dated=ImpreciseDate(f"{timezone.localdate().year + 1}")))
    assert book(event).state == "booked"


def test_every_step_is_told_once(amina):
    event = bookable(places=1, joining="Ring the bell.")
    ann, ben = book(event, "Ann"), book(event, "Ben", confirmed=False)
    (to_ann, to_ben) = send_all(event)
    assert to_ann.subject == "You have a place: Write it up in a day"
    assert "Ring the bell." in to_ann.body
    assert to_ann.attachments[0].filename == f"{event.slug}.ics"
    assert "BEGIN:VEVENT" in to_ann.attachments[0].content
    assert to_ben.subject == "Please confirm your booking: Write it up in a day"
    assert "Ring the bell." not in to_ben.body
    ben.confirm()
    (waiting,) = send_all(event)
    assert "number 1 on the waiting list" in waiting.body
    ann.cancel()
    cancelled, offered = send_all(event)
    assert "You cancelled your booking" in cancelled.body
    assert offered.to == ["ben@example.org"]
    assert ben.get_absolute_url() in offered.body
    ben.accept()
    assert send_all(event)[0].subject.startswith("You have a place")
    assert send_all(event) == []


def test_mail_to_a_member_goes_to_the_address_of_the_account_as_it_is_now(amina):
    event = bookable()
    book(event, member=amina)
    amina.email = "new@copro.example"
    amina.save()
    assert send_all(event)[0].to == ["new@copro.example"]


def test_reminders_go_once_to_those_booked():
    event = bookable(places=1, in_days=5, joining="Ring the bell.")
    ann, ben = book(event, "Ann"), book(event, "Ben")
    send_all(event)
    Booking.objects.update(confirmed_at=timezone.now() - timedelta(days=2))
    tasks.remind_those_booked.call()
    tasks.remind_those_booked.call()
    (reminder,) = mail.outbox
    assert (reminder.to, reminder.subject) == ([ann.email], "Soon: Write it up in a day")
    assert "Ring the bell." in reminder.body
    assert not BookingLetter.objects.filter(booking=ben, kind="reminder").exists()


def test_what_people_need_is_forgotten_two_weeks_after_the_event():
    recent, old = bookable(), bookable()
    for event in (recent, old):
        book(event, access_needs="A ramp", diet="Vegan", answers=[(ask(event), "By train")])
    day = timezone.localdate() - timedelta(days=15)
    old.dated = ImpreciseDate(day.isoformat())
    old.save()
    tasks.forget_booking_needs.call()
    assert list(recent.bookings.values_list("access_needs", "diet")) == [("A ramp", "Vegan")]
    assert list(old.bookings.values_list("access_needs", "diet")) == [("", "")]
    assert not old.bookings.get().answers.exists()
    assert recent.bookings.get().answers.get().text == "By train"


def test_who_came_without_an_account_is_forgotten_eight_weeks_later_and_still_counted(
    amina, olu, olu_client
):
    old = bookable(olu)
    for name in ("Gwen Price", "Joan Rees"):
        book(old, name)
    book(old, "Amina Haddad", member=amina)
    for days, names in ((56, {"Gwen Price", "Joan Rees"}), (57, {""})):
        day = timezone.localdate() - timedelta(days=days)
        Event.objects.filter(pk=old.pk).update(dated=day.isoformat())
        tasks.forget_booking_needs.call()
        guests = old.bookings.filter(member=None)
        assert set(guests.values_list("name", flat=True)) == names

    assert set(guests.values_list("email", "words")) == {("", "")}
    assert old.bookings.booked().count() == 3
    assert old.bookings.get(member=amina).email == amina.email
    assert olu_client.get(f"/events/{old.slug}/bookings/").text.count("A guest</bdi>") == 2


def ask(event, text="How do you come?", **fields):
    return event.booking_questions.create(text=text, **fields)


@pytest.mark.parametrize(
    "wrong",
    [
        {"offered_until": timezone.now(), "has_place": False},
        {"ended_at": timezone.now()},
        {"ended": "cancelled"},
    ],
)
def test_impossible_states_are_refused_by_the_database(wrong):
    book(bookable())
    with pytest.raises(IntegrityError):
        Booking.objects.update(**wrong)


def test_an_address_and_a_member_book_once(amina):
    event = bookable()
    book(event, member=amina)
    with pytest.raises(IntegrityError):
        event.bookings.create(name="A", email="amina@Copro.example")


@pytest.mark.parametrize(
    "wrong", [{"places": 0}, {"opens_on": "2030-02-02", "closes_on": "2030-02-01"}]
)
def test_impossible_terms_are_refused_by_the_database(wrong):
    bookable()
    with pytest.raises(IntegrityError):
        BookingTerms.objects.update(**wrong)
