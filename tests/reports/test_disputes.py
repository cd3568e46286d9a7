"""Claims are disputed with a reason, shown with it, counted, withdrawn and removed."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from network import permissions
from network.models import Person
from reports.models import Claim, Dispute
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_event,
    make_recommendations,
    make_report,
)
from tests.words import words

pytestmark = pytest.mark.django_db
WHY = "Half of the group had left by then."


@pytest.fixture
def claim(amina, principle):
    study = make_case_study(amina, title="A time bank")
    return make_claim(study, principle, made_by=amina.person, passage="Everybody could help.")


def dispute(claim, member, reason=WHY):
    return Dispute.objects.create(claim=claim, by=Person.objects.of_member(member), reason=reason)


def address(claim):
    return f"/claims/{claim.pk}/"


def test_a_member_disputes_a_claim_and_everybody_reads_why(client, bryn_client, claim, principle):
    answer = bryn_client.post(f"{address(claim)}disputes/", {"reason": WHY})

    assert answer.url == address(claim)
    said = f"Disputed by Bryn Llewelyn : {WHY}"
    for page in (
        principle.get_absolute_url(),
        "/evidence/claims/",
        claim.contribution.get_absolute_url(),
    ):
        assert said in words(client.get(page)), page
    assert f"Bryn Llewelyn , {timezone.localdate():%-d %B %Y} {WHY}" in words(
        client.get(address(claim))
    )


def test_a_disputed_claim_is_marked_beside_its_recommendation(client, amina, bryn, report):
    [recommendation] = make_recommendations(report, "Build it in.")
    dispute(make_claim(make_case_study(amina), recommendation), bryn)

    assert f"Disputed by Bryn Llewelyn : {WHY}" in words(client.get(report.get_absolute_url()))


def test_exports_name_who_disputes(client, claim, bryn, olu):
    dispute(claim, bryn)
    dispute(claim, olu)

    [row] = json.loads(b"".join(client.get("/evidence/claims.json")))
    assert row["disputed by"] == "Bryn Llewelyn; Olu Adeyemi"
    table = b"".join(client.get("/evidence/claims.csv")).decode()
    assert table.splitlines()[0].endswith("noted by,disputed by")
    assert table.splitlines()[1].endswith("Amina Haddad,Bryn Llewelyn; Olu Adeyemi")


def test_nobody_disputes_twice_or_without_a_reason(bryn_client, bryn, claim):
    empty = bryn_client.post(f"{address(claim)}disputes/", {"reason": " \u200b"})
    assert empty.status_code == 422
    assert "Say why" in empty.text
    dispute(claim, bryn)
    again = bryn_client.post(f"{address(claim)}disputes/", {"reason": "Again."})
    assert again.status_code == 422
    assert "You dispute this already." in again.text
    assert "Again." in again.text
    with pytest.raises(IntegrityError), transaction.atomic():
        dispute(claim, bryn)


def test_after_many_in_a_day_the_words_are_kept_on_the_page(bryn_client, claim, monkeypatch):
    monkeypatch.setattr("reports.forms.disputes.MOST_A_DAY", 0)

    page = bryn_client.post(f"{address(claim)}disputes/", {"reason": WHY})

    assert page.status_code == 422
    assert "Go on tomorrow" in page.text
    assert WHY in page.text
    assert not Dispute.objects.exists()


def test_one_withdraws_ones_own_dispute_and_nobody_elses(
    amina_client, mo_client, bryn_client, claim, bryn
):
    gone = f"/disputes/{dispute(claim, bryn).pk}/deletion/"

    for other in (amina_client, mo_client):
        assert other.post(gone).status_code == 403
    assert WHY in words(bryn_client.get(gone))
    assert bryn_client.post(gone).url == address(claim)
    assert not Dispute.objects.exists()


def test_a_moderator_removes_a_dispute_with_a_reason_that_its_author_reads(
    client, bryn_client, mo_client, olu_client, claim, bryn, principle
):
    removal = f"/disputes/{dispute(claim, bryn).pk}/removal/"

    assert olu_client.post(removal, {"reason": "No."}).status_code == 403
    assert mo_client.post(removal, {"reason": ""}).status_code == 422
    assert mo_client.post(removal, {"reason": "It names a patient."}).url == address(claim)

    assert WHY not in words(client.get(address(claim)))
    assert WHY not in words(client.get(principle.get_absolute_url()))
    assert "A moderator removed this: It names a patient." in words(bryn_client.get(address(claim)))
    assert mo_client.get(removal).status_code == 404


def test_a_removal_has_a_reason(claim, bryn):
    made = dispute(claim, bryn)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=made.pk).update(removed_at=timezone.now())


def test_who_may_dispute_withdraw_and_remove(claim, amina, bryn, olu, mo):
    cast = {"visitor": AnonymousUser(), "amina": amina, "bryn": bryn, "olu": olu, "mo": mo}
    made = dispute(claim, bryn)

    def who(allowed):
        return {name for name, member in cast.items() if allowed(member)}

    assert who(lambda member: permissions.may_dispute(member, claim)) == {"bryn", "olu", "mo"}
    assert who(lambda member: permissions.may_withdraw_dispute(member, made)) == {"bryn"}
    assert who(permissions.may_remove_dispute) == {"mo"}


def test_a_visitor_signs_in_first_and_a_claims_maker_does_not_dispute_it(
    client, amina_client, claim
):
    assert client.get(f"{address(claim)}disputes/").url.startswith("/accounts/login/")
    assert amina_client.get(f"{address(claim)}disputes/").status_code == 403
    assert "Sign in to dispute it" in words(client.get(address(claim)))
    assert "Dispute it" not in words(amina_client.get(address(claim)))


def test_a_claim_of_a_draft_or_of_something_withdrawn_is_not_public(
    client, amina, claim, principle
):
    draft = make_claim(make_case_study(amina, published=False), principle)

    assert client.get(address(draft)).status_code == 404
    claim.contribution.withdraw(by=amina, reason="")
    assert client.get(address(claim)).status_code == 410
    assert client.get("/claims/999999/").status_code == 404


@pytest.mark.parametrize("make", [make_article, make_case_study])
def test_a_claim_rests_on_a_passage_of_any_kind(amina_client, amina, principle, make):
    about = make(amina, body="<p>Everybody could <b>do</b> something.</p>")
    answers = {
        "target": f"principle-{principle.pk}",
        "stance": "supports",
        "kind_of_evidence": "testimony",
        "passage": "“Everybody could do  something.”",
    }

    answer = amina_client.post(f"{about.get_absolute_url()}claims/new/", answers)

    claim = Claim.objects.get()
    assert answer.status_code == 302
    assert (claim.contribution_id, claim.is_quoted) == (about.pk, True)


@pytest.mark.parametrize("make", [make_event, make_report])
def test_organisers_link_events_and_reports(olu_client, amina_client, olu, principle, make):
    about = make(olu)
    new = f"{about.get_absolute_url()}claims/new/?about=principle-{principle.pk}"

    assert amina_client.get(new).status_code == 403
    assert f'<option value="principle-{principle.pk}" selected>' in olu_client.get(new).text


def test_a_passage_that_left_the_text_is_told_to_its_authors(client, amina_client, claim):
    study = claim.contribution.child
    Claim.objects.filter(pk=claim.pk).update(is_quoted=True)
    for text, status in (("Everybody could help.", 200), ("Some could help.", 410)):
        study.body = f"<p>{text}</p>"
        study.save()
        study.refresh_index()
        assert client.get(address(claim)).status_code == status

    assert "The passage is no longer in the text." in words(amina_client.get(address(claim)))


def test_a_passage_in_ones_own_words_is_never_missed(client, claim):
    assert not claim.is_quoted
    assert "no longer in the text" not in words(client.get(address(claim)))


def test_a_claim_takes_the_same_queries_however_many_dispute_it(queries, client, claim, bryn):
    dispute(claim, bryn)
    few = queries(client, address(claim))
    for number in range(20):
        Dispute.objects.create(
            claim=claim, by=Person.objects.named(f"Person {number}"), reason="No."
        )

    assert queries(client, address(claim)) == few == 3
