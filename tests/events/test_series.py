import pytest

from events.maps import PLACES
from events.models import EventSeries
from network.models import ImpreciseDate, Partner
from network.models.places import Region
from tests.factories import make_event, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(db):
    return EventSeries.objects.titled(
        "Roadshow", planned_stops=5, summary="Five events.", body="<p>One group all day.</p>"
    )


def page(client, series):
    response = client.get(f"/events/series/{series.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_series_shows_its_text_its_stops_in_order_and_how_far_it_is(client, series):
    make_event(title="Leeds", series=series, stop=2)
    make_event(
        title="London", series=series, stop=5, dated=ImpreciseDate("2011-21"), body="<p>Day.</p>"
    )
    make_event(title="Draft", series=series, stop=3, published=False)

    shown = page(client, series)

    assert "One group all day." in shown
    assert shown.index("Stop 1 has no page yet.") < shown.index("Leeds")
    assert shown.index("Leeds") < shown.index("Stops 3 to 4 have no page yet.")
    assert shown.index("Stops 3 to 4") < shown.index("London")
    assert "1 of 5" in shown
    assert "spring 2011" in shown
    assert "Draft" not in shown


def test_series_names_its_partners_and_those_of_its_stops_once(client, series):
    nef, nesta = make_organisation("nef"), make_organisation("NESTA")
    series.partners.add(nef)
    for number in (1, 2):
        stop = make_event(series=series, stop=number)
        Partner.objects.create(contribution=stop, organisation=nesta)
        Partner.objects.create(contribution=stop, organisation=nef)

    shown = page(client, series)

    assert shown.count(f'href="{nef.get_absolute_url()}"') == 1
    assert shown.count(f'href="{nesta.get_absolute_url()}"') == 1


def test_events_without_a_number_stand_below_the_stops(client, series):
    make_event(title="Extra evening", series=series)

    shown = page(client, series)

    assert shown.index("Stops 1 to 5 have") < shown.index("Extra evening")


def test_series_without_stops_says_what_will_be_here(client):
    shown = page(client, EventSeries.objects.titled("Empty"))

    assert "The stops will stand here" in shown
    assert "none yet" in shown


def test_organiser_is_led_to_a_missing_stop(client, olu_client, series):
    address = "/events/new/?series=roadshow&amp;stop=4"

    assert address in page(olu_client, series)
    assert address not in page(client, series)


def test_unknown_series_is_not_found(client):
    assert client.get("/events/series/nowhere/").status_code == 404


def test_series_page_can_only_be_read(client, series):
    assert client.post("/events/series/roadshow/").status_code == 405


@pytest.mark.parametrize("count", [1, 30])
def test_series_costs_the_same_for_1_and_30_stops(
    client, amina_client, series, count, django_assert_num_queries
):
    for number in range(count):
        event = make_event(series=series, stop=number + 1, body="<p>x</p>")
        Partner.objects.create(
            contribution=event, organisation=make_organisation(f"Partner {number}")
        )

    with django_assert_num_queries(3):
        client.get("/events/series/roadshow/")
    with django_assert_num_queries(5):
        amina_client.get("/events/series/roadshow/")


def test_organiser_writes_and_changes_a_series(olu_client):
    nef = make_organisation("New Economics Foundation", short_name="nef")
    given = {"title": "Roadshow", "planned_stops": "5", "partner_names": "nef\nInvolve\n\nnef"}

    response = olu_client.post("/events/series/new/", given)

    series = EventSeries.objects.get()
    assert response.url == "/events/series/roadshow/"
    assert [str(partner) for partner in series.partners.all()] == ["Involve", "nef"]
    assert nef in series.partners.all()

    olu_client.post("/events/series/roadshow/edit/", given | {"partner_names": "", "title": "Tour"})

    series.refresh_from_db()
    assert str(series) == "Tour"
    assert series.slug == "roadshow"
    assert not series.partners.exists()


@pytest.mark.parametrize("stops", ["0", "101", "-1", "five"])
def test_absurd_number_of_stops_is_told(olu_client, stops):
    response = olu_client.post("/events/series/new/", {"title": "Tour", "planned_stops": stops})

    assert response.status_code == 422
    assert "field-error" in response.content.decode()
    assert not EventSeries.objects.exists()


def test_only_organisers_write_series(client, amina_client, mo_client, admin_client, series):
    for address in ("/events/series/new/", "/events/series/roadshow/edit/"):
        assert client.get(address).status_code == 302
        assert amina_client.get(address).status_code == 403
        assert mo_client.post(address, {"title": "Mine"}).status_code == 403
        assert admin_client.get(address).status_code == 200


def test_map_leads_to_each_stop_and_says_which_have_no_place_on_it(client, series):
    leeds = make_event(title="Leeds", series=series, stop=2, region="yorkshire")
    make_event(title="Somewhere", series=series, stop=3, region="")

    shown = page(client, series)

    assert f'<a href="{leeds.get_absolute_url()}">\n      <title>Stop 2: Leeds (Yorkshire' in shown
    assert "1 stop has no region of the UK yet" in shown


def test_stops_of_one_region_share_a_mark_that_leads_into_the_list(client, series):
    first = make_event(title="Leeds", series=series, stop=1, region="yorkshire")
    make_event(title="Hull", series=series, stop=2, region="yorkshire")

    shown = page(client, series)

    assert f'<a href="#stop-{first.pk}">' in shown
    assert f'<li id="stop-{first.pk}">' in shown
    assert "Stop 1: Leeds; Stop 2: Hull (Yorkshire" in shown
    assert shown.count('<circle cx="164"') == 1


def test_series_without_places_has_no_map(client, series):
    make_event(series=series, stop=1, region="")

    assert "uk-map" not in page(client, series)


def test_every_region_of_the_uk_has_a_place_on_the_map():
    assert set(Region) - set(PLACES) == {Region.UK, Region.ELSEWHERE}
    assert len(set(PLACES.values())) == len(PLACES)
