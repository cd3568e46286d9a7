"""Bookings where something else happens too: other days, other addresses, other hands."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.utils import timezone

from events import tasks
from events.models import Booking, BookingLetter, ChangeOfPlan, Event
from network.models import ImpreciseDate
from tests.events.booking import book, bookable
from tests.events.test_bookings import ask, send_all

pytestmark = pytest.mark.django_db


def call_off(event, by, what="cancelled", **new):
    return ChangeOfPlan.objects.make(event=event, by=by, what=what, reason="A flood", **new)


def in_days(days):
    return ImpreciseDate((timezone.localdate() + timedelta(days=days)).isoformat())


def move(event, dated):
    event.refresh_from_db()
    event.dated = dated
    event.save()


def reminded(event):
    Booking.objects.update(confirmed_at=timezone.now() - timedelta(days=2))
    mail.outbox = []
    tasks.remind_those_booked.call()
    return [letter.subject for letter in mail.outbox]


def test_nothing_is_forgotten_while_only_the_year_or_month_of_the_event_is_known():
    today = timezone.localdate()
    for dated in (f"{today:%Y}", f"{today:%Y-%m}"):
        event = bookable()
        move(event, ImpreciseDate(dated))
        book(event, access_needs="A ramp", answers=[(ask(event), "By train")])
    tasks.forget_booking_needs.call()
    kept = Booking.objects.values_list("name", "access_needs", "answers__text")
    assert set(kept) == {("Gwen Price", "A ramp", "By train")}


def test_what_people_need_at_an_event_without_a_date_is_forgotten_after_its_write_up():
    event = bookable()
    book(event, access_needs="A ramp")
    for days, kept in ((5, ("Gwen Price", "A ramp")), (20, ("Gwen Price", "")), (60, ("", ""))):
        told = timezone.now() - timedelta(days=days)
        Event.objects.filter(pk=event.pk).update(dated="", written_up_at=told)
        tasks.forget_booking_needs.call()
        assert event.bookings.values_list("name", "access_needs").get() == kept


def test_what_a_stranger_typed_for_an_address_gives_way_to_whose_it_is(
    amina, amina_client, olu_client
):
    event = bookable(shows_attendees=True)
    question = ask(event)
    strange = {"is_listed": True, "access_needs": "Nonsense", "answers": [(question, "By whale")]}
    for email in (amina.email, "joan@example.org"):
        book(event, "A joker", email=email, confirmed=False, **strange)
    fields = {"name": "Amina", "access_needs": "A ramp", f"question-{question.pk}": "By train"}
    page = amina_client.post(f"/events/{event.slug}/booking/", fields, follow=True)
    assert "You have a place." in page.text
    by_hand = {"name": "Joan", "email": "joan@example.org"}
    assert olu_client.post(f"/events/{event.slug}/bookings/new/", by_hand).status_code == 302
    columns = ("name", "access_needs", "is_listed", "answers__text", "ended_at")
    assert list(event.bookings.order_by("pk").values_list(*columns)) == [
        ("Amina", "A ramp", False, "By train", None),
        ("Joan", "", False, None, None),
    ]


def test_a_member_whose_new_address_booked_as_a_guest_finds_their_own(amina, amina_client):
    event = bookable()
    book(event, "Guest", email="new@copro.example")
    book(event, "Amina", member=amina)
    amina.email = "new@copro.example"
    amina.save()
    own, is_new = Booking.objects.book(event=event, name="A", email=amina.email, member=amina)
    assert (own.name, is_new) == ("Amina", False)


def test_nobody_gets_a_place_by_confirming_too_late(client, olu):
    begun, cancelled, taken_back = bookable(olu), bookable(olu), bookable(olu)
    guests = [book(event, confirmed=False) for event in (begun, cancelled, taken_back)]
    move(begun, in_days(-1))
    call_off(cancelled, olu)
    taken_back.withdraw(by=olu, reason="Too early")
    for booking in guests:
        send_all(booking.event)
        link = booking.get_absolute_url()
        assert "Yes, book for me" not in client.get(link).text
        page = client.post(f"{link}confirmation/", follow=True)
        assert "This booking was not confirmed" in page.text
        assert "You have a place" not in page.text
        assert send_all(booking.event) == []


def test_a_guest_confirms_for_a_postponed_event_and_is_told_that_it_is(client, olu):
    event = bookable(olu)
    booking = book(event, confirmed=False)
    call_off(event, olu, "postponed")
    send_all(event)
    client.post(f"{booking.get_absolute_url()}confirmation/")
    (letter,) = send_all(event)
    assert "Write it up in a day\nPostponed\n" in letter.body
    assert ">Postponed</p>" in letter.alternatives[0].content


def test_who_still_waits_when_it_begins_reads_that_no_place_became_free(client):
    event = bookable(places=1)
    book(event)
    waiting = book(event, "Ben")
    move(event, in_days(-1))
    page = client.get(waiting.get_absolute_url()).text
    assert "No place became free for you" in page
    assert "on the waiting list. When" not in page


def test_changes_that_arrive_after_a_cancellation_keep_nothing():
    booking = book(bookable(), access_needs="A ramp")
    elsewhere = Booking.objects.get(pk=booking.pk)
    elsewhere.cancel()
    booking.change(access_needs="A ramp and a bed", name="Gwen")
    assert Booking.objects.values_list("access_needs", "name").get() == ("", "Gwen Price")


def test_reminders_that_come_too_late_are_not_sent(olu):
    def late(event):
        booking = book(event)
        send_all(event)
        BookingLetter.objects.create(booking=booking, kind="reminder", about="reminder of the day")
        return booking

    given_back, over, off, taken_back = (bookable(olu, in_days=1) for _ in range(4))
    late(given_back).cancel()
    late(over), late(off), late(taken_back)
    move(over, in_days(-1))
    call_off(off, olu)
    taken_back.withdraw(by=olu, reason="Too early")
    for event in (given_back, over, off, taken_back):
        assert not [letter for letter in send_all(event) if letter.subject.startswith("Soon")]


def test_an_event_on_another_day_is_reminded_of_again(olu):
    event = bookable(olu, in_days=5)
    book(event)
    send_all(event)
    soon = ["Soon: Write it up in a day"]
    assert (reminded(event), reminded(event)) == (soon, [])
    call_off(event, olu, "postponed", dated=in_days(40))
    move(event, in_days(6))
    send_all(event)
    assert (reminded(event), reminded(event)) == (soon, [])


def test_bookings_without_a_date_stay_on_ones_pages_and_in_ones_calendar(amina, amina_client, olu):
    put_off, cancelled = bookable(olu), bookable(olu)
    for event in (put_off, cancelled):
        book(event, member=amina)
    call_off(put_off, olu, "postponed")
    call_off(cancelled, olu)
    page = amina_client.post("/you/bookings/calendar/", follow=True)
    for event in (put_off, cancelled):
        assert f'href="{event.get_absolute_url()}"' in page.text
    assert ">Postponed</span>" in page.text
    assert ">Cancelled</span>" in page.text
    path = page.context["address"].removeprefix("http://127.0.0.1:8000")
    assert amina_client.get(path).text.count("STATUS:CANCELLED") == 2


def test_who_booked_an_event_that_is_taken_back_reads_so_and_not_how_to_join(
    client, olu, olu_client
):
    event = bookable(olu, joining="Ring the bell.")
    link = book(event).get_absolute_url()
    assert "Ring the bell." in client.get(link).text
    asked = olu_client.get(f"/events/{event.slug}/withdrawal/").text
    assert "1 person has booked, and nobody tells them of this." in asked
    assert f"/events/{event.slug}/change-of-plan/" in asked
    event.withdraw(by=olu, reason="Too early")
    page = client.get(link).text
    assert "The event is not on the site at the moment" in page
    assert "Ring the bell." not in page


def test_administration_deletes_a_booking_without_repeating_who_it_was(admin_client):
    event = bookable()
    booking = book(event, answers=[(ask(event), "With a wheelchair")])
    deletion = f"/admin/events/booking/{booking.pk}/delete/"
    assert "wheelchair" not in admin_client.get(deletion).text
    assert admin_client.post(deletion, {"post": "yes"}).status_code == 302
    assert not Booking.objects.exists()
    assert LogEntry.objects.values_list("object_repr", "object_id").get() == (
        "A guest",
        str(booking.pk),
    )


def test_offers_run_out_only_while_somebody_knows_whether_the_event_takes_place(olu):
    put_off, cancelled = bookable(olu, places=1), bookable(olu, places=1)
    for event, what in ((put_off, "postponed"), (cancelled, "cancelled")):
        first, second = book(event, "Ann"), book(event, "Ben")
        book(event, "Cat")
        first.cancel()
        call_off(event, olu, what)
        Booking.objects.filter(pk=second.pk).update(offered_until=timezone.now())
        send_all(event)
    tasks.look_after_bookings.call()
    assert mail.outbox == []
    move(put_off, in_days(60))
    ChangeOfPlan.objects.get(event=cancelled).undo(by=olu)
    tasks.look_after_bookings.call()
    for event in (put_off, cancelled):
        offered = event.bookings.get(name="Ben")
        assert offered.accept(), event.title
        assert event.bookings.get(name="Cat").state == "waiting"


@pytest.mark.parametrize("state", ["waiting", "offered", "unconfirmed"])
def test_who_comes_without_a_place_is_found_by_name_and_may_be_given_one(olu_client, state):
    event = bookable(places=1)
    if state == "unconfirmed":
        guest = book(event, "Ben", confirmed=False)
    else:
        first, guest = book(event, "Ann"), book(event, "Ben")
        if state == "offered":
            first.cancel()
    assert Booking.objects.get(pk=guest.pk).state == state
    address = f"/events/{event.slug}/check-in/"
    assert "Ben" not in olu_client.get(address).text
    found = olu_client.get(f"{address}?q=ben").text
    assert "Without a place" in found
    assert "Add somebody</a></p>" not in found
    olu_client.post(f"{address}{guest.pk}/arrival/")
    guest.refresh_from_db()
    assert guest.is_booked
    assert guest.came_at


def test_whose_address_nobody_confirmed_is_forgotten_a_day_later():
    typed, waiting = bookable(), bookable()
    lapsed = book(typed, confirmed=False)
    book(waiting, confirmed=False)
    for hours, name in ((7, "Gwen Price"), (30, "")):
        lapsed.at = timezone.now() - timedelta(hours=hours)
        lapsed.save()
        tasks.look_after_bookings.call()
        typed.bookings.update(ended_at=timezone.now() - timedelta(hours=hours - 6))
        tasks.forget_booking_needs.call()
        assert typed.bookings.get().name == name
    assert typed.bookings.get().email == ""
    assert waiting.bookings.get().name == "Gwen Price"


def test_what_an_organiser_said_to_a_member_is_forgotten_with_what_they_need(amina, olu):
    event = bookable()
    book(event, member=amina).cancel(by=olu, words="The lift is broken, and you need it.")
    move(event, in_days(-20))
    tasks.forget_booking_needs.call()
    assert event.bookings.get().words == ""


def test_no_mail_to_an_address_that_nobody_confirmed_repeats_what_was_typed(olu):
    event = bookable(olu)
    booking = book(event, "You won at https://evil.example", confirmed=False)
    call_off(event, olu, "postponed", dated=in_days(60))
    Booking.objects.update(at=timezone.now() - timedelta(hours=7))
    first = send_all(event)
    Booking.objects.look_after(event)
    letters = first + send_all(event)
    assert len(letters) == 3
    for letter in letters:
        assert letter.to == [booking.email]
        assert "evil.example" not in letter.body + letter.alternatives[0].content


def test_a_link_to_a_booking_whose_terms_an_operator_deleted_says_that_it_is_gone(
    client, admin_client
):
    event = bookable()
    booking = book(event)
    deletion = f"/admin/events/bookingterms/{event.pk}/delete/"
    assert admin_client.post(deletion, {"post": "yes"}).status_code == 302
    assert client.get(booking.get_absolute_url()).status_code == 404
    assert send_all(event) == []


def test_an_offer_is_not_taken_at_an_event_that_is_cancelled(client, olu):
    event = bookable(olu, places=1)
    first, offered = book(event, "Ann"), book(event, "Ben")
    first.cancel()
    call_off(event, olu)
    send_all(event)
    link = offered.get_absolute_url()
    assert "Take the place" not in client.get(link).text
    page = client.post(f"{link}acceptance/", follow=True)
    assert "A place was offered to you" in page.text
    assert "You have a place" not in page.text
    assert send_all(event) == []


def test_what_people_need_at_an_event_that_was_put_off_for_good_is_forgotten(olu):
    event = bookable(olu)
    book(event, access_needs="A ramp")
    call_off(event, olu, "postponed")
    for days, kept in ((300, "A ramp"), (390, "")):
        ChangeOfPlan.objects.update(at=timezone.now() - timedelta(days=days))
        tasks.forget_booking_needs.call()
        assert event.bookings.get().access_needs == kept
