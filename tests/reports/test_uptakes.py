"""How far a recommendation was taken up: who says so, why, and how members tell that they did."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from network import permissions
from reports.models import Uptake
from tests.factories import make_case_study, make_recommendations
from tests.words import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendation(report):
    return make_recommendations(report, "Build it in.")[0]


@pytest.fixture
def address(recommendation):
    return f"/ideas/recommendations/{recommendation.pk}/"


def test_an_organiser_says_how_far_and_why_and_what_was_said_before_is_kept(
    client, olu_client, address, report
):
    assert "Nobody has said so yet." in words(client.get(address))
    olu_client.post(f"{address}uptakes/", {"state": "not-yet", "reason": "We asked around."})
    answer = olu_client.post(f"{address}uptakes/", {"state": "partly", "reason": "Two councils."})

    assert answer.url == address
    said = words(client.get(address))
    assert "Was it taken up? Taken up in part Two councils. Said by Olu Adeyemi ," in said
    assert "Before: not taken up yet" in said
    assert "Taken up in part (recommendation 1)" in words(client.get(report.get_absolute_url()))


def test_a_state_needs_a_reason(olu_client, address, recommendation):
    page = olu_client.post(f"{address}uptakes/", {"state": "taken-up", "reason": ""})

    assert page.status_code == 422
    assert "Say how you know: readers will ask." in page.text
    with pytest.raises(IntegrityError), transaction.atomic():
        Uptake.objects.create(recommendation=recommendation, state="taken-up", reason="")


def test_only_organisers_say_so(
    client, amina_client, mo_client, olu_client, address, amina, bryn, olu, mo
):
    cast = {"visitor": AnonymousUser(), "amina": amina, "bryn": bryn, "olu": olu, "mo": mo}
    assert {name for name, each in cast.items() if permissions.may_set_uptake(each)} == {"olu"}
    for other in (amina_client, mo_client):
        assert (
            other.post(f"{address}uptakes/", {"state": "partly", "reason": "So."}).status_code
            == 403
        )
        assert "Say how far it was taken up" not in words(other.get(address))
    assert client.get(f"{address}uptakes/").url.startswith("/accounts/login/")
    assert "Say how far it was taken up" in words(olu_client.get(address))


def test_a_member_tells_that_they_took_it_up_by_a_claim_of_their_own(
    client, amina_client, bryn_client, amina, address, recommendation
):
    study = make_case_study(amina, title="A time bank")

    page = amina_client.get(f"{address}claims/")
    link = f"{study.get_absolute_url()}claims/new/?about=recommendation-{recommendation.pk}"
    assert f'href="{link}"' in page.text
    chosen = f'<option value="recommendation-{recommendation.pk}" selected>'
    assert chosen in amina_client.get(link).text
    assert "Tell it in a case study first" in words(bryn_client.get(f"{address}claims/"))
    assert client.get(f"{address}claims/").url.startswith("/accounts/login/")


def test_a_recommendation_with_words_about_it_is_not_taken_away(edit, report, recommendation):
    Uptake.objects.create(recommendation=recommendation, state="partly", reason="Two councils.")
    data = {
        "lists-TOTAL_FORMS": 1,
        "lists-INITIAL_FORMS": 0,
        "lists-0-row": recommendation.list_id,
        "lists-0-title": "Recommendations",
        "lists-0-recommendations-TOTAL_FORMS": 1,
        "lists-0-recommendations-INITIAL_FORMS": 0,
        "lists-0-recommendations-0-row": recommendation.pk,
        "lists-0-recommendations-0-text": "Build it in.",
        "lists-0-recommendations-0-DELETE": "on",
        "title": "Right Here, Right Now",
        "save": "",
    }

    assert "cannot be removed" in words(edit(data))
    recommendation.refresh_from_db()


def test_a_recommendation_of_a_draft_has_no_such_pages(olu_client, report, address, olu):
    report.withdraw(by=olu, reason="")

    for page in ("uptakes/", "claims/"):
        assert olu_client.get(f"{address}{page}").status_code == 404
