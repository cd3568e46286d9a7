import pytest

from events.models import Appearance, Event, EventSeries, OpenQuestion, Session, WitnessSlot
from network.models import Contribution
from tests.factories import make_event
from tests.pages import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(olu):
    series = EventSeries.objects.titled("Roadshow")
    event = make_event(olu, series=series, stop=1)
    Session.objects.create(event=event, title="Tea")
    WitnessSlot.objects.create(event=event, heading="Nights")
    Appearance.objects.create(event=event, name_as_printed="Emma Main")
    return event


def test_administrator_finds_events_series_and_questions(admin_client, event):
    OpenQuestion.objects.worded("Is there evidence?")

    for address, words in (
        ("/admin/events/event/?q=workshop", "A workshop in Cardiff"),
        ("/admin/events/eventseries/?q=road", "Roadshow"),
        ("/admin/events/openquestion/?q=evidence", "Is there evidence?"),
    ):
        assert words in admin_client.get(address).content.decode(), address


def test_administrator_changes_an_event_with_its_parts_on_one_page(admin_client, event):
    address = f"/admin/events/event/{event.pk}/change/"
    form = form_of(admin_client.get(address), "")
    chosen = {"format": "talk", "series": event.series.pk, "appearances-0-capacity": "host"}

    response = admin_client.post(
        address,
        form["fields"] | chosen | {"title": "Moved to Leeds", "sessions-0-title": "Barnraising"},
    )

    assert response.status_code == 302, response.context["errors"]
    event.refresh_from_db()
    assert event.title == "Moved to Leeds"
    assert Contribution.objects.matching("barnraising").exists()


def test_parts_of_other_events_are_not_offered(admin_client, event, olu):
    other = make_event(olu, title="Other")
    Session.objects.create(event=other, title="Elsewhere")

    page = admin_client.get(f"/admin/events/event/{event.pk}/change/").content.decode()

    assert "Elsewhere" not in page


def test_absurd_date_is_told_in_the_admin_too(admin_client, event):
    address = f"/admin/events/event/{event.pk}/change/"
    form = form_of(admin_client.get(address), "")

    response = admin_client.post(address, form["fields"] | {"dated": "1066"})

    assert "Is 1066 the year you mean?" in response.content.decode()


def test_event_made_in_the_admin_is_a_draft_with_an_address(admin_client, admin):
    form = form_of(admin_client.get("/admin/events/event/add/"), "")

    response = admin_client.post(
        "/admin/events/event/add/", form["fields"] | {"title": "New day", "format": "talk"}
    )

    assert response.status_code == 302, response.context["errors"]
    event = Event.objects.get()
    assert (event.slug, event.created_by, event.is_published) == ("new-day", admin, False)


def test_organisers_have_no_admin(olu_client, event):
    assert olu_client.get(f"/admin/events/event/{event.pk}/change/").status_code == 302
