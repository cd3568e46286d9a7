import pytest
from django.db import IntegrityError, connection, transaction

from reports.models import Recommendation, RecommendationList
from tests.factories import make_article, make_case_study, make_claim, make_recommendations
from tests.words import words

pytestmark = pytest.mark.django_db


def test_each_recommendation_has_a_stable_anchor_and_a_link_to_it(client, report):
    make_recommendations(report, "Build it in.", "Prevent.")
    make_recommendations(report, "Open opportunities.", title="As the press has it", position=2)

    page = client.get(report.get_absolute_url()).text

    for anchor in ("recommendation-1", "recommendation-2", "recommendation-b1"):
        assert page.count(f'id="{anchor}"') == 1
        assert f'href="#{anchor}"' in page


def test_a_list_names_the_published_source_it_is_taken_from(client, report, amina):
    release = make_article(amina, title="It must go mainstream")
    draft = make_article(amina, title="Not out yet", published=False)
    make_recommendations(report, "Retrain.", title="As printed", source=release)
    make_recommendations(report, "Buy outcomes.", position=2, source=draft)

    page = words(client.get(report.get_absolute_url()))

    assert "As listed in It must go mainstream ." in page
    assert "Not out yet" not in page


def test_claims_for_and_against_stand_beside_their_recommendation(client, report, amina, bryn):
    [first, second] = make_recommendations(report, "Build it in.", "Prevent.")
    make_claim(
        make_case_study(amina, title="A time bank"),
        first,
        passage="Nobody asked for a form.",
        kind_of_evidence="testimony",
    )
    make_claim(make_case_study(bryn, title="A closed centre"), first, stance="challenges")
    make_claim(make_case_study(bryn, title="Unfinished", published=False), first)

    page = client.get(report.get_absolute_url())

    said = words(page)
    assert "From practice: 1 supports it , 1 challenges it" in said
    assert "Supports Testimony A time bank Nobody asked for a form." in said
    assert "Challenges Author's claim A closed centre" in said
    assert "Unfinished" not in said
    assert said.count("Nothing here speaks to this yet.") == 1


def test_more_claims_than_fit_have_a_page(client, report, amina):
    [recommendation] = make_recommendations(report, "Build it in.")
    study = make_case_study(amina)
    for number in range(12):
        make_claim(study, recommendation, passage=f"Passage {number}.")

    page = client.get(report.get_absolute_url()).text

    assert page.count("claim-passage") == 10
    assert f'<a href="/ideas/recommendations/{recommendation.pk}/">All 12</a>' in page


def test_numbers_of_a_list_can_change_places_and_stay_apart(report):
    first, second = make_recommendations(report, "One.", "Two.")
    with transaction.atomic():
        Recommendation.objects.filter(pk=first.pk).update(number=2)
        Recommendation.objects.filter(pk=second.pk).update(number=1)

    Recommendation.objects.filter(pk=first.pk).update(number=1)
    with pytest.raises(IntegrityError, match="recommendation_number_once"):
        connection.check_constraints()


def test_lists_of_a_report_have_places_of_their_own(report):
    RecommendationList.objects.create(report=report, position=1)
    RecommendationList.objects.create(report=report, position=1)

    with pytest.raises(IntegrityError, match="recommendation_list_position_once"):
        connection.check_constraints()


@pytest.mark.parametrize("position", [0, 27])
def test_a_list_has_a_place_for_which_there_is_a_letter(report, position):
    with (
        pytest.raises(IntegrityError, match="recommendation_list_has_a_letter"),
        transaction.atomic(),
    ):
        RecommendationList.objects.create(report=report, position=position)
