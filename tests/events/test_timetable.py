"""The programme on the page of its event: what is at once, who has confirmed, what may be recorded."""

import datetime

import pytest

from events.models import Appearance, Session
from events.models.times import impossible_hours
from events.reading import Slot
from events.timetable import timetable
from network.models import ImpreciseDate
from tests.factories import make_download, make_event

pytestmark = pytest.mark.django_db
SOON = ImpreciseDate("2027-06-10")


def part(event, title, starts=None, ends=None, **fields):
    starts, ends = (each and datetime.time.fromisoformat(each) for each in (starts, ends))
    return Session.objects.create(event=event, title=title, starts=starts, ends=ends, **fields)


def groups(event):
    """The titles on each day, those at the same time joined."""
    slots = [Slot(session) for session in event.sessions.order_by("position", "pk")]
    return [
        [" + ".join(str(each.part) for each in time.parts) for time in day.times]
        for day in timetable(event, slots)
    ]


@pytest.mark.parametrize(
    ("parts", "times"),
    [
        ([("A", "10:00", "11:00"), ("B", "11:00", "12:00")], ["A", "B"]),
        ([("A", "10:00", "11:00"), ("B", "10:00", "11:00")], ["A + B"]),
        ([("A", "10:00", "11:00"), ("B", "10:30", "12:00"), ("C", "11:00", "12:00")], ["A + B", "C"]),
        ([("A", "10:00", None), ("B", "10:00", "11:00"), ("C", None, None)], ["A + B", "C"]),
        ([("A", None, None), ("B", None, None)], ["A", "B"]),
    ],
)  # fmt: skip
def test_parts_that_overlap_stand_together(olu, parts, times):
    event = make_event(olu, dated=SOON)
    for given in parts:
        part(event, *given)

    assert groups(event) == [times]


def test_parts_of_several_days_stand_under_their_day(client, olu):
    event = make_event(olu, dated=SOON, ended=ImpreciseDate("2027-06-11"))
    part(event, "Second", "10:00", "11:00", day=2)
    part(event, "First", "10:00", "11:00", day=1)
    part(event, "Exhibition")

    assert groups(event) == [["First"], ["Second"], ["Exhibition"]]
    page = client.get(event.get_absolute_url()).text
    assert page.index("Thursday 10 June 2027") < page.index("First") < page.index("Friday 11 June")
    assert page.index("Second") < page.index("Without a day") < page.index("Exhibition")


def test_parallel_parts_say_that_they_are_at_the_same_time_and_where(client, olu):
    event = make_event(olu, dated=SOON)
    part(event, "Kitchens", "10:00", "11:00", room="Hall", format="workshop")
    part(event, "Gardens", "10:00", "11:00", room="Yard", format="visit")
    part(event, "Tea", "11:00", format="break")

    page = client.get(event.get_absolute_url()).text

    assert page.count("At the same time:") == page.count("10:00 to 11:00") == 1
    assert "Workshop · <bdi>Hall</bdi>" in page
    assert page.index("Visit or walk") < page.index("Break")


def test_slides_stand_at_who_showed_them_and_once_to_download(client, olu):
    event = make_event(olu, dated=SOON)
    file = make_download(event, title="What the stairs said")
    tea = part(event, "Tea", slides=file)
    Appearance.objects.create(event=event, session=tea, name_as_printed="Ann", slides=file)

    page = client.get(event.get_absolute_url()).text

    assert page.count("Slides: <bdi>What the stairs said</bdi>") == 2
    assert page.count("(PDF, 9\xa0bytes)") == 2
    assert page.count('class="download"') == 1
    file.contribution = None  # taken away
    file.save()
    assert "What the stairs said" not in client.get(event.get_absolute_url()).text


def test_page_says_that_part_is_not_recorded_and_never_who(client, bryn_client, olu_client, olu):
    event = make_event(olu, dated=SOON)
    Appearance.objects.create(event=event, name_as_printed="Ann")
    assert "recorded" not in client.get(event.get_absolute_url()).text
    Appearance.objects.create(event=event, name_as_printed="Bo", no_recording=True)

    pages = [each.get(event.get_absolute_url()).text for each in (client, bryn_client)]

    for page in pages:
        assert "Part of this is not recorded or photographed, at somebody’s wish." in page
    event.dated = ImpreciseDate("2010-07-20")
    event.save()
    assert "Part of this was not recorded" in client.get(event.get_absolute_url()).text


def test_organisers_see_who_has_not_confirmed_until_somebody_noted_it(client, olu_client, olu):
    event = make_event(olu, dated=SOON)
    ann = Appearance.objects.create(event=event, name_as_printed="Ann", session=part(event, "Tea"))

    page = olu_client.get(event.get_absolute_url()).text

    assert page.count("Not confirmed</span>") == 2  # in the programme and among the people
    assert "Not confirmed: Ann. Note under “Consent”" in page
    assert "Not confirmed" not in client.get(event.get_absolute_url()).text
    ann.consent_from = "Ann"
    ann.save()
    page = olu_client.get(event.get_absolute_url()).text
    assert "Not confirmed" not in page
    assert "Everybody who takes part has agreed to" in page


def test_unnamed_people_are_to_be_confirmed_unless_they_agreed_to_stay_so(client, olu):
    event = make_event(olu, dated=SOON)
    Appearance.objects.create(event=event, role="Keynote speaker")
    carer = Appearance.objects.create(event=event, role="A carer", consent_from="She herself")
    address = event.get_absolute_url()

    page = client.get(address).text

    assert page.count("<bdi>To be confirmed</bdi>") == page.count("<bdi>Not named</bdi>") == 1
    carer.event.dated = ImpreciseDate("2010-07-20")
    carer.event.save()
    assert client.get(address).text.count("<bdi>Not named</bdi>") == 2


def test_organisers_see_which_parts_an_event_that_was_moved_leaves_outside(olu_client, olu):
    event = make_event(olu, dated=SOON, starts=datetime.time(13), ends=datetime.time(17))
    part(event, "Morning tea", "10:00", "11:00")

    page = olu_client.get(event.get_absolute_url()).text

    assert "Parts outside the hours of the event: Morning tea" in page


@pytest.mark.parametrize(
    ("day", "starts", "words"),
    [
        (1, "09:00", "The event begins at 10:00."),
        (2, "09:00", None),
        (2, "02:00", None),
        (3, "18:00", "The event ends at 17:00."),
        (2, "01:30", "On 28 March 2027 the clocks go forward and there is no 01:30."),
        (4, "11:00", "The event lasts 3 days."),
        (None, "01:30", None),
    ],
)
def test_hours_of_an_event_of_several_days_are_asked_day_by_day(olu, day, starts, words):
    event = make_event(
        olu,
        dated=ImpreciseDate("2027-03-27"),
        ended=ImpreciseDate("2027-03-29"),
        starts=datetime.time(10),
        ends=datetime.time(17),
    )
    row = Session(event=event, title="Tea", day=day, starts=datetime.time.fromisoformat(starts))

    told = " ".join(impossible_hours(row, event).values())

    assert told.startswith(words) if words else told == ""
