import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from events.models import Appearance, Event, EventSeries, OpenQuestion, Session, WitnessSlot
from network.models import Contribution, ImpreciseDate, Partner
from tests.factories import make_event, make_organisation, make_person

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def titles(events):
    return [event.title for event in events]


def dated(title, edtf, **fields):
    date = ImpreciseDate(edtf) if edtf else None
    return make_event(title=title, dated=date, **fields)


@pytest.mark.parametrize("edtf", ["2026-11-22", "2026-11-23", "2026-11", "2026-23", "2026", "2027"])
def test_event_of_today_or_of_a_period_that_goes_on_is_upcoming(edtf):
    dated("Now or later", edtf)

    assert titles(Event.objects.upcoming(on=TODAY)) == ["Now or later"]
    assert titles(Event.objects.past(on=TODAY)) == []


@pytest.mark.parametrize("edtf", ["2026-11-21", "2026-10", "2026-22", "2025", "2025-24", "2010-07"])
def test_event_of_a_day_or_period_that_has_ended_is_past(edtf):
    dated("Long ago", edtf)

    assert titles(Event.objects.upcoming(on=TODAY)) == []
    assert titles(Event.objects.past(on=TODAY)) == ["Long ago"]


@pytest.mark.parametrize(
    ("day", "season"),
    [("2026-02-01", "2025-24"), ("2026-12-01", "2026-24"), ("2026-03-01", "2026-21")],
)
def test_winter_belongs_to_the_year_in_which_it_begins(day, season):
    dated("This season", season)

    assert Event.objects.upcoming(on=datetime.date.fromisoformat(day)).exists()


def test_event_of_several_days_is_upcoming_until_its_last():
    dated("Long weekend", "2026-11-20", ended=ImpreciseDate("2026-11-22"))

    assert Event.objects.upcoming(on=TODAY).exists()
    assert Event.objects.past(on=TODAY + datetime.timedelta(days=1)).exists()


def test_upcoming_events_come_soonest_first_and_past_ones_newest_first():
    for edtf in ("2026-12-01", "2027-01-01", "2026-11-30", "2026-11-01", "2010", "2026-01"):
        dated(edtf, edtf)

    assert titles(Event.objects.upcoming(on=TODAY)) == ["2026-11-30", "2026-12-01", "2027-01-01"]
    assert titles(Event.objects.past(on=TODAY)) == ["2026-11-01", "2026-01", "2010"]


def test_event_without_a_date_is_unscheduled_until_it_is_written_up():
    event = dated("Some day", None)
    assert titles(Event.objects.unscheduled()) == ["Some day"]
    assert titles(Event.objects.past()) == titles(Event.objects.upcoming()) == []

    event.body = "<p>It was a good day.</p>"
    event.save()
    event.publish_write_up()

    assert titles(Event.objects.past()) == ["Some day"]
    assert titles(Event.objects.unscheduled()) == []


@pytest.mark.parametrize(
    ("edtf", "over"),
    [
        ("2010", True),
        ("2010-07", True),
        ("2011-21", True),
        ("2010-07-20", True),
        ("2126", False),
        (None, False),
    ],
)
def test_event_is_over_when_all_that_its_date_may_mean_has_passed(edtf, over):
    assert dated("When", edtf).is_over is over


def test_event_told_after_its_day_is_published_with_its_write_up():
    event = dated("Launch", "2010-07-20", body="<p>A full room.</p>")

    assert event.is_written_up
    assert not event.awaits_write_up


def test_announcement_is_published_without_what_is_written_for_later():
    event = make_event(body="<p>Prepared: secretword.</p>")

    assert not event.is_written_up
    assert not Contribution.objects.matching("secretword").exists()

    event.publish_write_up()

    assert Contribution.objects.matching("secretword").exists()


def test_search_finds_an_announcement_by_speaker_part_and_venue():
    event = make_event(venue="Old Reading Room", published=False)
    Session.objects.create(event=event, title="Barnraising", summary="<p>hammers</p>")
    Appearance.objects.create(event=event, name_as_printed="Zebedee Quill", said="<p>quietude</p>")
    event.publish()

    for words in ("reading room", "barnraising", "hammers", "zebedee"):
        assert Contribution.objects.matching(words).exists(), words
    assert not Contribution.objects.matching("quietude").exists()


def test_search_finds_witness_answers_insights_and_open_questions_of_a_write_up():
    event = dated("Witnesses", "2026-06-18", body="<p>Notes.</p>", published=False)
    slot = WitnessSlot.objects.create(event=event, heading="Nights", account="<p>lanterns</p>")
    event.questions.create(witness_slot=slot, text="Who slept?", answer="<p>nobody snored</p>")
    event.insights.create(witness_slot=slot, text="Sitting is restful.")
    event.learning_outcomes.create(text="How to begin on Monday", met="partly")
    event.open_questions.add(OpenQuestion.objects.worded("Whose budget?"))
    event.publish()

    for words in ("nights", "lanterns", "slept", "snored", "restful", "monday", "budget"):
        assert Contribution.objects.matching(words).exists(), words


def test_publishing_credits_those_who_appear():
    person = make_person("Emma Main")
    event = make_event(published=False)
    Appearance.objects.create(event=event, person=person, name_as_printed="Emma Main")

    event.publish()

    person.refresh_from_db()
    assert person.is_credited


def test_publishing_a_write_up_credits_those_who_were_added():
    event = dated("Launch", "2010-07-20")
    person = make_person("Emma Main")
    Appearance.objects.create(event=event, person=person, name_as_printed="Emma Main")

    event.publish_write_up()

    person.refresh_from_db()
    assert person.is_credited


def test_withdrawing_takes_credit_only_where_nothing_else_names_somebody(olu):
    person, other = make_person("Emma Main"), make_person("Anna Coote")
    first, second = make_event(title="First", published=False), make_event(title="Second")
    for each in (person, other):
        Appearance.objects.create(event=first, person=each, name_as_printed=each.name)
    Appearance.objects.create(event=second, person=person, name_as_printed="Emma Main")
    first.publish()

    first.withdraw(by=olu, reason="By mistake.")

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.is_credited, other.is_credited) == (True, False)


def test_announcement_needs_a_summary_and_some_text_but_no_byline():
    event = make_event(published=False, summary="", announcement="")

    assert [name for name, _ in event.still_needed()] == ["summary", "announcement"]


def test_write_up_alone_is_enough_once_the_event_has_begun():
    coming = make_event(published=False, announcement="", body="<p>Prepared.</p>")
    over = dated("Launch", "2010-07-20", published=False, announcement="", body="<p>Told.</p>")

    assert [name for name, _ in coming.still_needed()] == ["announcement"]
    assert over.still_needed() == []


def test_card_of_an_event_names_its_hosts():
    event = make_event(published=False)
    nef = make_organisation("New Economics Foundation", short_name="nef")
    for name, capacity in ((nef, "host"), (make_organisation("Involve"), "partner")):
        Partner.objects.create(contribution=event, organisation=name, capacity=capacity)

    event.publish()

    assert event.credit == "nef"


def test_times_are_those_of_the_clock_at_the_venue():
    event = make_event(
        dated=ImpreciseDate("2026-07-20"), starts=datetime.time(10), ends=datetime.time(16, 30)
    )

    assert event.starts_at.isoformat() == "2026-07-20T10:00:00+01:00"
    assert event.ends_at.isoformat() == "2026-07-20T16:30:00+01:00"
    assert dated("When", "2026-07", starts=None).starts_at is None


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"dated": "1066-10-14"}, "dated", "Is 1066 the year you mean?"),
        ({"dated": "2999"}, "dated", "Is 2999 the year you mean?"),
        (
            {"dated": "2026-07-20", "ended": "2026-07-19"},
            "ended",
            "Its last day is before its first.",
        ),
        ({"dated": "2025-07-18", "ended": "2026-07-20"}, "ended", "It lasts more than a year."),
        ({"ended": "2026-07-19"}, "dated", "Say when it begins too."),
        ({"dated": "2026-07", "starts": "10:00"}, "starts", "A time needs an exact day"),
        ({"starts": "10:00"}, "starts", "A time needs an exact day"),
        ({"dated": "2026-03-29", "starts": "01:30"}, "starts", "there is no 01:30"),
        (
            {"dated": "2026-03-28", "ended": "2026-03-29", "ends": "01:30"},
            "ends",
            "there is no 01:30",
        ),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "We do not know this time zone."),
    ],
)
def test_impossible_times_are_told_beside_their_field(fields, field, message):
    for name in ("dated", "ended"):
        if name in fields:
            fields[name] = ImpreciseDate(fields[name])
    for name in ("starts", "ends"):
        if name in fields:
            fields[name] = datetime.time.fromisoformat(fields[name])

    with pytest.raises(ValidationError) as raised:
        Event(title="Odd", slug="odd", **fields).full_clean()

    assert message in raised.value.message_dict[field][0]


def test_the_hour_that_comes_twice_and_a_spring_after_its_march_are_accepted():
    Event(
        title="Fine",
        slug="fine",
        dated=ImpreciseDate("2026-10-25"),
        starts=datetime.time(1, 30),
    ).full_clean()
    Event(
        title="Fine",
        slug="fine",
        dated=ImpreciseDate("2011-03"),
        ended=ImpreciseDate("2011-21"),
    ).full_clean()


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_database_refuses_an_event_that_ends_before_it_starts():
    with refused("event_ends_after_it_starts"), transaction.atomic():
        make_event(starts=datetime.time(12), ends=datetime.time(11))

    make_event(
        starts=datetime.time(12),
        ends=datetime.time(11),
        dated=ImpreciseDate("2026-07-20"),
        ended=ImpreciseDate("2026-07-21"),
    )


def test_database_refuses_a_second_event_at_the_same_stop():
    series = EventSeries.objects.titled("Roadshow")
    make_event(series=series, stop=5)

    with refused("event_stop_once"), transaction.atomic():
        make_event(series=series, stop=5)


def test_database_refuses_a_stop_of_no_series():
    with refused("event_stop_has_series"), transaction.atomic():
        make_event(stop=5)


def test_database_refuses_a_last_day_that_is_no_date():
    make_event()

    with refused("event_ended_is_edtf"), transaction.atomic():
        connection.cursor().execute("UPDATE events_event SET ended = '2010?'")


def test_database_refuses_a_part_on_a_day_before_the_first():
    with refused("session_days_count_from_one"), transaction.atomic():
        Session.objects.create(event=make_event(), title="Tea", day=0)


def test_database_refuses_a_part_that_ends_before_it_starts():
    with refused("session_ends_after_it_starts"), transaction.atomic():
        Session.objects.create(
            event=make_event(), title="Tea", starts=datetime.time(11), ends=datetime.time(10)
        )


def test_database_refuses_a_person_without_the_name_as_printed():
    with refused("appearance_of_a_person_has_a_name"), transaction.atomic():
        Appearance.objects.create(event=make_event(), person=make_person(), role="Chair")


def test_database_refuses_an_appearance_of_nobody():
    with refused("appearance_says_who"), transaction.atomic():
        Appearance.objects.create(event=make_event())


def test_somebody_unnamed_may_appear_for_an_organisation():
    silk = make_organisation("SILK")
    someone = Appearance.objects.create(
        event=make_event(), organisation=silk, organisation_as_printed="SILK"
    )

    assert str(someone) == "Not named"
    assert someone.line == "SILK"


def test_same_question_asked_again_is_one_question():
    first = OpenQuestion.objects.worded("Is there evidence of value for money?")

    assert OpenQuestion.objects.worded("is there evidence of value for money?") == first
    assert OpenQuestion.objects.worded("How does it reach scale?") != first


def test_last_year_of_all_is_refused_and_breaks_nothing():
    event = Event(dated=ImpreciseDate("9999-01-01"), ended=ImpreciseDate("9999-12-31"))

    with pytest.raises(ValidationError, match="Is 9999 the year you mean"):
        event.clean()


@pytest.mark.parametrize(
    ("now", "zone", "is_over", "has_begun"),
    [
        ("2027-07-21T02:00:00+00:00", "America/Los_Angeles", False, True),  # 19:00 on its day there
        ("2027-07-19T14:00:00+00:00", "Pacific/Auckland", False, True),  # 2:00 on its day there
        ("2027-07-20T13:00:00+00:00", "Pacific/Auckland", True, True),  # 1:00 on the day after
        ("2027-07-20T06:00:00+00:00", "America/Los_Angeles", False, False),  # 23:00 the day before
    ],
)
def test_event_is_over_by_the_day_that_it_is_at_its_venue(
    monkeypatch, now, zone, is_over, has_begun
):
    event = Event(dated=ImpreciseDate("2027-07-20"), time_zone=zone)
    moment = datetime.datetime.fromisoformat(now)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    assert (event.is_over, event.has_begun) == (is_over, has_begun)
