"""A past event as the beginning of another one."""

import datetime

import pytest
from django.utils import timezone

from events.models import Appearance, Event, EventSeries, Session
from network.models import ImpreciseDate, Partner, Quote
from network.models.withheld_names import withhold_person, withhold_printed
from tests.factories import make_event, make_organisation, make_person, make_photo, make_topic

pytestmark = pytest.mark.django_db
SOON = (timezone.localdate() + datetime.timedelta(weeks=30)).isoformat()


@pytest.fixture
def past(olu):
    event = make_event(
        olu,
        title="Leeds",
        dated=ImpreciseDate("2010-07-20"),
        ended=ImpreciseDate("2010-07-21"),
        starts=datetime.time(10),
        ends=datetime.time(16),
        body="<p>We sat in a ring.</p>",
        heard="<p>More.</p>",
        series=EventSeries.objects.titled("Roadshow"),
        stop=4,
        topics=[make_topic("care")],
    )
    Partner.objects.create(contribution=event, organisation=make_organisation("nef"))
    part = Session.objects.create(
        event=event, title="Tea", format="break", day=2, starts=datetime.time(11)
    )
    Appearance.objects.create(
        event=event,
        session=part,
        person=make_person("Ann Lee"),
        name_as_printed="Ann Lee",
        role="Cook",
        said="<p>Soup.</p>",
        consent_from="Ann",
        no_recording=True,
    )
    Quote.objects.create(contribution=event, text="I came for lunch.")
    make_photo(contribution=event)
    return event


def copied(client, past, dated):
    response = client.post(f"/events/{past.slug}/copy/", {"dated": dated})
    assert response.status_code == 302, response.text
    return Event.objects.exclude(pk=past.pk).get()


def test_copy_is_a_draft_with_the_same_programme_on_another_day(olu, olu_client, past):
    made = copied(olu_client, past, SOON)

    (part,) = made.sessions.all()
    assert (made.title, made.created_by, made.is_published) == ("Leeds", olu, False)
    assert made.dated == ImpreciseDate(SOON)
    assert made.ended.day - made.dated.day == datetime.timedelta(days=1)
    assert (made.starts, part.title, part.starts) == (
        datetime.time(10),
        "Tea",
        datetime.time(11),
    )
    assert (part.format, part.day) == ("break", 2)
    assert [str(topic) for topic in made.topics.all()] == ["care"]
    assert [str(each.organisation) for each in made.partners.all()] == ["nef"]


def test_people_come_as_to_be_confirmed_without_what_they_said_and_agreed_to(olu_client, past):
    made = copied(olu_client, past, SOON)

    ann = made.appearances.get()
    assert (ann.name_as_printed, ann.role) == ("Ann Lee", "To be confirmed")
    assert (ann.said, ann.consent_from) == ("", "")
    assert ann.no_recording  # nobody has to ask for it again
    assert ann.session.event_id == made.pk


def test_write_up_photos_and_quotes_stay_where_they_are(olu_client, past):
    made = copied(olu_client, past, SOON)

    assert (made.body, made.heard, made.written_up_at) == ("", "", None)
    assert not made.photos.exists()
    assert not made.quotes.exists()
    assert past.photos.exists()


def test_copy_of_a_stop_is_the_next_stop(olu_client, past):
    made = copied(olu_client, past, SOON)

    assert (made.series, made.stop) == (past.series, 5)


def test_copy_without_a_date_has_no_times(olu_client, past):
    made = copied(olu_client, past, "")

    assert (made.dated, made.ended, made.starts) == (None, None, None)


def test_the_same_day_of_the_week_is_offered(olu_client, past):
    form = olu_client.get(f"/events/{past.slug}/copy/").context["form"]

    offered = ImpreciseDate.from_written(form["dated"].value())
    assert offered.day.weekday() == past.dated.day.weekday()
    assert offered.day >= timezone.localdate() + datetime.timedelta(weeks=1)


@pytest.mark.parametrize("dated", ["2010-07-20", "soon", "9999-01-01", "9999-12-31"])
def test_odd_day_is_told_and_nothing_is_made(olu_client, past, dated):
    response = olu_client.post(f"/events/{past.slug}/copy/", {"dated": dated})

    assert "field-error" in response.text
    assert Event.objects.count() == 1


def test_whose_name_is_withheld_does_not_come_along(olu_client, past):
    withhold_person(past.appearances.get().person)
    Appearance.objects.create(event=past, name_as_printed="Bo Lind")
    withhold_printed("Bo Lind", past)

    assert not copied(olu_client, past, SOON).appearances.exists()


def test_only_organisers_copy(client, amina_client, mo_client, past):
    address = f"/events/{past.slug}/copy/"
    assert client.get(address).status_code == 302
    assert amina_client.get(address).status_code == 403
    assert mo_client.post(address, {"dated": SOON}).status_code == 403
