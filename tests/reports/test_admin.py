import pytest

from network.models import Contribution
from reports.models import Claim, Definition, Principle, Recommendation
from tests.factories import (
    make_case_study,
    make_claim,
    make_definition,
    make_download,
    make_principle,
    make_recommendations,
    make_report,
    make_report_series,
)
from tests.pages import form_of
from tests.words import words

pytestmark = pytest.mark.django_db
LISTS = (
    "report",
    "reportseries",
    "recommendationlist",
    "recommendation",
    "definition",
    "principle",
    "claim",
)


@pytest.fixture
def report(olu):
    series = make_report_series("Three of a kind")
    return make_report(olu, title="Right Here, Right Now", series=series, place_in_series=3)


@pytest.fixture
def filled(report, amina):
    make_definition(report, text="An equal relationship.")
    make_principle(report, name="People are assets")
    make_download(report, title="Full report")
    [recommendation] = make_recommendations(report, "Build it in.", title="Proposals")
    make_claim(make_case_study(amina), recommendation, passage="It was built in.")
    return report


def save(client, address, **changes):
    """Sends the form of an admin page as it stands, but for `changes`."""
    form = form_of(client.get(address), "")
    return client.post(address, form["fields"] | changes)


@pytest.mark.parametrize("name", LISTS)
def test_administrator_lists_and_finds_everything(admin_client, filled, name):
    assert admin_client.get(f"/admin/reports/{name}/").status_code == 200
    assert admin_client.get(f"/admin/reports/{name}/?q=built").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_others_do_not(olu_client, client, filled, name):
    for other in (olu_client, client):
        assert other.get(f"/admin/reports/{name}/").status_code == 302


def test_report_is_changed_with_all_that_it_says_and_found_again(admin_client, filled):
    address = f"/admin/reports/report/{filled.pk}/change/"
    page = words(admin_client.get(address))
    assert "Proposals" in page

    answer = save(
        admin_client,
        address,
        **{"title": "Right Now", "definitions-0-text": "Shared power.", "topics": "power"},
    )

    assert answer.status_code == 302
    assert Definition.objects.get().text == "Shared power."
    assert Contribution.objects.matching("shared power").get().title == "Right Now"


def test_report_is_not_begun_in_the_admin(admin_client, db):
    assert admin_client.get("/admin/reports/report/add/").status_code == 403


def test_recommendations_are_changed_in_their_list(admin_client, filled):
    listed = filled.recommendation_lists.get()

    answer = save(
        admin_client,
        f"/admin/reports/recommendationlist/{listed.pk}/change/",
        **{"recommendations-0-text": "Weave it in.", "recommendations-0-detail": "<b>Now</b>"},
    )

    assert answer.status_code == 302
    recommendation = Recommendation.objects.get()
    assert recommendation.text == "Weave it in."
    assert recommendation.detail == "<strong>Now</strong>"
    assert Contribution.objects.matching("weave").get().pk == filled.pk


def test_principle_and_claim_are_changed(admin_client, filled):
    principle, claim = Principle.objects.get(), Claim.objects.get()

    for address, change in (
        (f"/admin/reports/principle/{principle.pk}/change/", {"name": "Assets"}),
        (f"/admin/reports/claim/{claim.pk}/change/", {"stance": "challenges"}),
    ):
        assert save(admin_client, address, **change).status_code == 302

    assert Principle.objects.get().name == "Assets"
    assert Claim.objects.get().stance == "challenges"


def test_other_words_of_a_claim_are_looked_for_in_the_text(admin_client, filled):
    Claim.objects.update(has_lost_passage=True)
    address = f"/admin/reports/claim/{Claim.objects.get().pk}/change/"

    for passage, lost, quoted in (
        ("It was built in.", True, False),
        ("People met every Tuesday", False, True),
    ):
        save(admin_client, address, passage=passage)
        claim = Claim.objects.get()
        assert (claim.passage, claim.has_lost_passage, claim.is_quoted) == (passage, lost, quoted)


def test_a_claim_about_two_things_is_refused_in_words(admin_client, filled):
    claim, principle = Claim.objects.get(), Principle.objects.get()

    page = save(
        admin_client, f"/admin/reports/claim/{claim.pk}/change/", principle=str(principle.pk)
    )

    assert "Choose a principle or a recommendation, not both." in words(page)
