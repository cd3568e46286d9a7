import pytest
from django.db import IntegrityError, transaction

from reports.models import Claim
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_principle,
    make_recommendations,
    make_report,
)
from tests.words import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(amina):
    return make_case_study(amina, title="A time bank")


def address(study):
    return f"{study.get_absolute_url()}claims/new/"


def answers(target, **changes):
    return {
        "target": target,
        "stance": "supports",
        "kind_of_evidence": "testimony",
        "passage": "Everybody could do something.",
    } | changes


def test_an_author_links_a_case_study_to_a_principle(amina_client, client, study, principle, amina):
    answer = amina_client.post(address(study), answers(f"principle-{principle.pk}"))

    assert answer.status_code == 302
    assert answer.url == f"{study.get_absolute_url()}#principles-at-work"
    claim = Claim.objects.get()
    assert (claim.contribution_id, claim.principle, claim.recommendation) == (
        study.pk,
        principle,
        None,
    )
    assert claim.made_by == amina.person
    said = words(client.get(study.get_absolute_url()))
    assert "Principles at work Supports Testimony About this claim : People are assets" in said
    assert "Everybody could do something." in said


def test_an_author_links_a_case_study_to_a_recommendation(amina_client, client, study, report):
    [recommendation] = make_recommendations(report, "Build it in.")

    amina_client.post(
        address(study), answers(f"recommendation-{recommendation.pk}", stance="challenges")
    )

    page = client.get(study.get_absolute_url())
    assert "Challenges Testimony About this claim" in words(page)
    assert 'href="/reports/right-here-right-now/#recommendation-1"' in page.text


def test_the_form_offers_what_published_reports_say(amina_client, study, principle, report, olu):
    make_recommendations(report, "Build it in.", title="Proposals")
    draft = make_report(olu, title="Not out yet", published=False)
    make_principle(draft, name="A secret principle")
    make_recommendations(draft, "A secret recommendation.")

    page = amina_client.get(address(study)).text

    assert f'<option value="principle-{principle.pk}">People are assets</option>' in page
    assert 'label="Right Here, Right Now: Proposals"' in page
    assert "secret" not in page


def test_nothing_of_a_draft_can_be_a_target(amina_client, study, principle, olu):
    hidden = make_principle(make_report(olu, title="Not out yet", published=False))

    page = amina_client.post(address(study), answers(f"principle-{hidden.pk}"))

    assert page.status_code == 422
    assert "This is not here any more: its report was withdrawn or changed" in words(page)
    assert not Claim.objects.exists()


def test_without_published_reports_there_is_nothing_to_link_to(amina_client, study):
    page = amina_client.get(address(study))

    assert "No report has named a principle" in words(page)
    assert 'name="target"' not in page.text


@pytest.mark.parametrize(
    "change",
    [
        {"target": ""},
        {"target": "principle-0"},
        {"target": "member-1"},
        {"target": "🙂"},
        {"stance": "hates"},
        {"kind_of_evidence": ""},
        {"passage": "x" * 1001},
        {"passage": "x" * 1_000_000},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(amina_client, study, principle, change):
    data = answers(f"principle-{principle.pk}") | {"passage": "Kept words."} | change

    page = amina_client.post(address(study), data)

    assert page.status_code == 422
    assert "Please look at this again" in page.text
    assert data["passage"] in page.text
    assert not Claim.objects.exists()


def test_odd_text_is_kept_as_it_is(amina_client, client, study, principle):
    passage = "\N{RIGHT-TO-LEFT OVERRIDE}<script>alert(1)</script> 🙂 مرحبا Siân"

    amina_client.post(address(study), answers(f"principle-{principle.pk}", passage=passage))

    assert Claim.objects.get().passage == passage
    assert "<script>alert" not in client.get(study.get_absolute_url()).text


def test_nul_is_refused(amina_client, study, principle):
    data = answers(f"principle-{principle.pk}", passage="a\x00b")

    assert amina_client.post(address(study), data).status_code == 400


def test_the_same_claim_is_not_noted_twice(amina_client, study, principle):
    data = answers(f"principle-{principle.pk}")
    amina_client.post(address(study), data)

    page = amina_client.post(address(study), data)

    assert "This has been noted already." in page.text
    assert Claim.objects.count() == 1


def test_only_its_authors_link_a_case_study(
    client, bryn_client, olu_client, mo_client, study, principle
):
    data = answers(f"principle-{principle.pk}")

    for other in (bryn_client, olu_client, mo_client):
        assert other.get(address(study)).status_code == 403
        assert other.post(address(study), data).status_code == 403
    assert client.post(address(study), data).status_code == 302
    assert client.get(address(study)).url.startswith("/accounts/login/")
    assert not Claim.objects.exists()


def test_a_draft_of_others_and_an_article_have_no_such_form(bryn_client, amina_client, amina):
    draft = make_case_study(amina, published=False)
    article = make_article(amina)

    assert bryn_client.get(address(draft)).status_code == 404
    assert amina_client.get(address(draft)).status_code == 200
    assert amina_client.get(f"/case-studies/{article.slug}/claims/new/").status_code == 404


def test_an_author_deletes_a_claim_after_being_asked(amina_client, study, principle):
    claim = make_claim(study, principle)
    deletion = f"/claims/{claim.pk}/deletion/"

    asked = words(amina_client.get(deletion))
    assert "It says that A time bank supports People are assets ." in asked
    assert Claim.objects.exists()

    answer = amina_client.post(deletion)
    assert answer.url == f"{study.get_absolute_url()}#principles-at-work"
    assert not Claim.objects.exists()


def test_who_made_a_claim_deletes_it(bryn_client, study, principle, bryn):
    claim = make_claim(study, principle, made_by=bryn.person)

    assert bryn_client.post(f"/claims/{claim.pk}/deletion/").status_code == 302
    assert not Claim.objects.exists()


def test_others_delete_no_claim(client, bryn_client, olu_client, mo_client, study, principle):
    deletion = f"/claims/{make_claim(study, principle).pk}/deletion/"

    for other in (bryn_client, olu_client, mo_client):
        assert other.get(deletion).status_code == 403
        assert other.post(deletion).status_code == 403
    assert client.post(deletion).url.startswith("/accounts/login/")
    assert Claim.objects.count() == 1


def test_a_claim_of_a_draft_is_not_found_by_others(bryn_client, amina, principle):
    claim = make_claim(make_case_study(amina, published=False), principle)

    assert bryn_client.get(f"/claims/{claim.pk}/deletion/").status_code == 404


def test_visitors_are_shown_no_way_to_change_claims(client, amina_client, study, principle):
    make_claim(study, principle)
    page = study.get_absolute_url()

    assert "claims/new/" not in client.get(page).text
    assert "deletion/" not in client.get(page).text
    assert "claims/new/" in amina_client.get(page).text
    assert "deletion/" in amina_client.get(page).text


def test_claims_about_a_withdrawn_report_leave_the_page(client, study, report, principle, olu):
    make_claim(study, principle)
    make_claim(study, make_recommendations(report, "Build it in.")[0])
    report.withdraw(by=olu, reason="It was the wrong edition.")

    assert "Principles at work" not in words(client.get(study.get_absolute_url()))


def test_a_claim_is_about_one_thing(study, report, principle):
    [recommendation] = make_recommendations(report, "Build it in.")
    for targets in ({}, {"principle": principle, "recommendation": recommendation}):
        with pytest.raises(IntegrityError, match="claim_has_one_target"), transaction.atomic():
            Claim.objects.create(contribution=study, **targets)


@pytest.mark.parametrize("count", [1, 30])
def test_claims_cost_a_case_study_one_query(client, queries, study, report, count):
    without = queries(client, study.get_absolute_url())
    for number in range(count):
        make_claim(study, make_principle(report, name=f"Principle {number}"))
    for recommendation in make_recommendations(report, *(f"Do {n}." for n in range(count))):
        make_claim(study, recommendation)

    assert queries(client, study.get_absolute_url()) == without
