import pytest
from django.db import IntegrityError, transaction

from reports.models import Report
from tests.factories import make_report, make_report_series
from tests.reports.forms import published_by, whole
from tests.words import words

pytestmark = pytest.mark.django_db


def test_place_in_the_series_is_told_with_earlier_and_later_ones(client, olu):
    series = make_report_series("Three of a kind", planned_reports=3)
    make_report(olu, title="What it is", series=series, place_in_series=1)
    third = make_report(olu, title="What it needs", series=series, place_in_series=3)
    make_report(olu, title="A draft", series=series, place_in_series=2, published=False)

    page = client.get(third.get_absolute_url())

    assert "3 of 3 in Three of a kind" in words(page)
    assert 'href="/reports/what-it-is/"' in page.text
    assert "A draft" not in page.text


def test_series_shows_its_reports_in_order(client, olu):
    series = make_report_series("Three of a kind", planned_reports=3, summary="In eight months.")
    for place, title in ((3, "The third"), (1, "The first"), (2, "The second")):
        make_report(olu, title=title, series=series, place_in_series=place)
    make_report(olu, title="Without a place", series=series)
    make_report(olu, title="A draft", series=series, place_in_series=4, published=False)

    page = words(client.get(series.get_absolute_url()))

    titles = ["The first", "The second", "The third", "Without a place"]
    assert sorted(titles, key=page.index) == titles
    assert "4 of 3" not in page
    assert "In eight months." in page
    assert "A draft" not in page


def test_series_without_published_reports_says_so(client):
    series = make_report_series()

    assert "No report of this series is published yet." in words(
        client.get(series.get_absolute_url())
    )


@pytest.mark.parametrize("count", [1, 30])
def test_series_takes_the_same_queries_however_long_it_is(
    client, amina_client, queries, olu, count
):
    series = make_report_series()
    for place in range(count):
        make_report(olu, title=f"Part {place}", series=series, place_in_series=place)

    assert queries(client, series.get_absolute_url()) == 2
    assert queries(amina_client, series.get_absolute_url()) == 4


def test_unknown_series_is_not_found(client):
    assert client.get("/reports/series/nothing/").status_code == 404


def test_two_reports_cannot_have_one_place(olu):
    series = make_report_series()
    make_report(olu, title="One", series=series, place_in_series=1)

    with pytest.raises(IntegrityError, match="report_place_once"), transaction.atomic():
        make_report(olu, title="Two", series=series, place_in_series=1)


def test_a_place_needs_a_series(olu):
    with pytest.raises(IntegrityError, match="report_place_has_series"), transaction.atomic():
        make_report(olu, place_in_series=1)


def test_the_list_of_reports_leads_to_their_series(client, amina_client, olu):
    series = make_report_series("Three of a kind", planned_reports=3)
    make_report(olu, title="One", series=series, place_in_series=1)
    make_report(olu, title="A draft", series=series, published=False)
    make_report_series("Of drafts alone")

    page = client.get("/reports/")

    assert "Series: Three of a kind 1 of 3 reports" in words(page)
    assert f'href="{series.get_absolute_url()}"' in page.text
    assert "Of drafts alone" not in page.text
    assert "Three of a kind" not in client.get("/articles/").text


def test_a_place_in_a_series_that_is_taken_is_said(edit, olu):
    series = make_report_series()
    make_report(olu, title="Another", series=series, place_in_series=3)

    page = edit(whole(series=series.pk, place_in_series=3) | published_by("nef"))

    assert "Another report is number 3 of this series already." in words(page)
    assert page.text.count("is number 3 of this series") == 2


def test_a_place_without_a_series_is_said(edit):
    page = edit(whole(place_in_series=3) | published_by("nef"))

    assert "Say in which series it has this place." in words(page)


def test_a_report_keeps_its_own_place(edit, report):
    series = make_report_series()
    Report.objects.filter(pk=report.pk).update(series=series, place_in_series=3)

    answer = edit(whole(series=series.pk, place_in_series=3) | published_by("nef"))

    assert answer.status_code == 302


def test_a_new_series_begins_with_a_report(edit, report):
    edit(whole(new_series="Three of a kind", place_in_series=1) | published_by("nef"))

    report.refresh_from_db()
    assert report.series.get_absolute_url() == "/reports/series/three-of-a-kind/"
    assert report.place_in_series == 1


def test_one_series_is_chosen_not_two(edit, report):
    series = make_report_series()

    page = edit(whole(series=series.pk, new_series="Another") | published_by("nef"))

    assert "Choose a series or begin a new one, not both." in words(page)
