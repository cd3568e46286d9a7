"""Whatever is sent to an address of the events app gets an answer: never a fault of ours."""

from html.parser import HTMLParser

import pytest
from django.core.cache import cache

from events.models import Appearance, EventSeries, LearningOutcome, OpenQuestion, Session
from events.models.bookings import SIGNER
from network.models import ImpreciseDate
from tests.factories import make_event
from tests.writing import rows

from .booking import book, bookable
from .live import asked, board_at

pytestmark = pytest.mark.django_db
ANSWERS = {200, 302, 303, 400, 403, 404, 405, 409, 410, 413, 422, 429}
HUGE = "9" * 40
LONE_SURROGATE = b"\xed\xa0\x80"
BUTTONS = {"add", "again", "autosave", "later", "publish", "send", "change"}
# What controls that a page does not show now would send.
BESIDES = ("standing", "place", "direction", "question", "fax", "q", "words", "reason", "text")
ALWAYS = (HUGE, "²", LONE_SURROGATE, "-1")


class Controls(HTMLParser):
    """The names of all controls on a page, templates of rows aside."""

    def __init__(self, page):
        super().__init__()
        self.names = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name", "")
        if tag in ("input", "select", "textarea", "button") and "__prefix__" not in name:
            self.names.setdefault(name, given.get("value") or "")

    def sent(self, value):
        """Every control with this value; the counts of rows as they are."""
        names = self.names.keys() - {"", "csrfmiddlewaretoken"} - BUTTONS
        counts = {name: self.names[name] for name in names if name.endswith("_FORMS")}
        return dict.fromkeys([*names, *BESIDES], value) | counts


def test_a_name_that_nobody_can_see_is_asked_for_again(olu_client):
    sent = {"title": "\u200b\u2060", "partner_names": "Riverside Trust\n\u200b"}
    page = olu_client.post("/events/series/new/", sent)
    assert "Please look at this again" in page.text
    assert not EventSeries.objects.exists()
    olu_client.post("/events/series/new/", sent | {"title": "Roadshow"})
    assert [each.name for each in EventSeries.objects.get().partners.all()] == ["Riverside Trust"]


@pytest.fixture
def addresses(olu):
    """Every address that takes a form, below an event at which there is one of everything."""
    series = EventSeries.objects.titled("Roadshow")
    event = bookable(
        event=make_event(olu, series=series, stop=1, dated=ImpreciseDate("2027-03-28")),
        places=5,
        where="both",
    )
    event.booking_questions.create(text="How?", kind="choice", choices="a\nb", is_required=True)
    Appearance.objects.create(
        event=event,
        name_as_printed="Ann",
        session=Session.objects.create(event=event, title="Tea"),
    )
    outcome = LearningOutcome.objects.create(event=event, text="Aim")
    booking, question = book(event, "Dai"), asked(board_at(event))
    past = make_event(olu, title="Past", dated=ImpreciseDate("2010-07-20"))
    here, link = event.get_absolute_url(), f"/bookings/{SIGNER.sign(booking.pk)}/"
    board = event.question_board.get_absolute_url()
    register = OpenQuestion.objects.worded("Is there evidence?").get_absolute_url()
    written = ("", "programme/", "appearances/", "write-up/", "questions/", "commitments/")
    return [
        "/events/new/",
        *(f"{here}edit/{page}" for page in written),
        *(f"{here}{page}/" for page in ("copy", "change-of-plan", "booking", "commitments")),
        *(f"{here}bookings/{page}/" for page in ("terms", "new", "message")),
        *(f"{here}bookings/{pk}/removal/" for pk in (booking.pk, HUGE)),
        *(f"{here}check-in/{pk}/arrival/" for pk in (booking.pk, HUGE)),
        f"{here}check-in/{booking.pk}/arrival/deletion/",
        *(f"{link}{page}/" for page in ("change", "confirmation", "acceptance", "cancellation")),
        *(f"{board}{page}" for page in ("", "questions/", "support/")),
        *(f"{here}live/{page}/" for page in ("opening", "outcomes", "insights", "write-up")),
        *(
            f"{here}live/questions/{question.pk}/{page}/"
            for page in ("standing", "place", "answer")
        ),
        *(f"{here}live/{page}/" for page in (f"outcomes/{outcome.pk}", f"questions/{HUGE}/answer")),
        *(f"/events/series/{page}/" for page in ("new", f"{series.slug}/edit")),
        *(f"{register}{page}/" for page in ("answers/new", "closing", "reopening")),
        *(f"{past.get_absolute_url()}write-up/{page}" for page in ("", "withdrawal/", "refusal/")),
        f"{here}live/closing/",
        f"{here}change-of-plan/reversal/",
    ]


@pytest.mark.parametrize("value", ALWAYS, ids=["huge", "superscript", "surrogate", "negative"])
def test_every_form_answers_odd_values(olu_client, addresses, value):
    for address in addresses:
        cache.clear()  # no limit on attempts hides an answer
        page = olu_client.get(address)
        controls = Controls(page.text if page.status_code == 200 else "")
        for besides in ({}, {"autosave": "1"}):
            answer = olu_client.post(address, controls.sent(value) | besides)
            assert answer.status_code in ANSWERS, (address, besides)


@pytest.mark.parametrize("count", [HUGE, "²", "-5", "10000", "many"])
def test_odd_counts_of_rows_are_answered_and_keep_what_is_stored(olu, olu_client, count):
    event = bookable(olu)
    Session.objects.create(event=event, title="Tea")
    event.booking_questions.create(text="How?")
    for page, name in (("edit/programme/", "sessions"), ("bookings/terms/", "questions")):
        for besides in ({}, {"add": name}):
            sent = {"where": "in-person", f"{name}-INITIAL_FORMS": "0"} | besides
            answer = olu_client.post(
                f"{event.get_absolute_url()}{page}", sent | {f"{name}-TOTAL_FORMS": count}
            )
            assert answer.status_code in ANSWERS
    assert event.sessions.get().title == "Tea"
    assert event.booking_questions.get().text == "How?"


def test_more_rows_than_fit_are_told_and_come_back(olu, olu_client):
    event = make_event(olu)
    many = rows("sessions", *({"title": f"Part {number}"} for number in range(70)))

    page = olu_client.post(f"{event.get_absolute_url()}edit/programme/", many)

    assert "No more than 60 fit here." in page.text
    assert 'value="Part 69"' in page.text
    assert not event.sessions.exists()


def test_stop_of_a_series_that_is_made_with_it_is_within_bounds(olu, olu_client):
    event = make_event(olu)
    address = event.get_edit_url()

    page = olu_client.post(address, {"title": "A", "new_series": "Tour", "stop": "70000"})

    assert "Write 100 or less." in page.text
    assert not EventSeries.objects.exists()
