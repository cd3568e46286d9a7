"""Publishing, withdrawing and deleting."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from network.models import ORGANISERS, CaseStudy, Contribution, Kind, Withdrawal
from tests.conftest import signed_in
from tests.factories import (
    make_article,
    make_case_study,
    make_comment,
    make_event,
    make_member,
    make_report,
)

MAKERS = {
    Kind.CASE_STUDY: make_case_study,
    Kind.EVENT: make_event,
    Kind.REPORT: make_report,
    Kind.ARTICLE: make_article,
}
NOUNS = ["publication", "withdrawal", "deletion"]


def at(contribution, noun):
    return f"{contribution.get_absolute_url()}{noun}/"


@pytest.fixture(params=Kind)
def make(request):
    return MAKERS[request.param]


def test_an_author_publishes_a_draft(make, olu, olu_client, client):
    draft = make(olu, published=False)
    page = olu_client.post(at(draft, "publication"))
    assert page.status_code == 302
    assert client.get(page.url).status_code == 200


def test_publishing_twice_changes_nothing(amina, amina_client):
    study = make_case_study(amina)
    first = study.published_at
    amina_client.post(at(study, "publication"))
    study.refresh_from_db()
    assert study.published_at == first


def test_a_draft_that_lacks_something_goes_back_to_its_form(amina, amina_client):
    draft = make_case_study(amina, published=False, summary="")
    page = amina_client.post(at(draft, "publication"), follow=True)
    assert page.redirect_chain == [(f"{draft.get_edit_url()}?publishing=yes", 302)]
    assert "Say in a sentence or two what it is about." in page.text
    assert not CaseStudy.objects.get().is_published


@pytest.mark.parametrize("noun", NOUNS)
def test_others_do_not_find_a_draft_to_act_on(
    amina, client, bryn_client, olu_client, mo_client, admin_client, noun
):
    draft = make_case_study(amina, published=False)
    for other in (bryn_client, olu_client, mo_client, admin_client):
        assert other.post(at(draft, noun)).status_code == 404
    assert client.post(at(draft, noun)).status_code == 302
    assert Contribution.objects.drafts().exists()


@pytest.mark.parametrize("noun", ["publication", "withdrawal"])
def test_members_may_not_act_on_what_others_published(amina, bryn_client, olu_client, noun):
    study = make_case_study(amina)
    for other in (bryn_client, olu_client):
        assert other.post(at(study, noun), {"reason": "Because."}).status_code == 403
    study.refresh_from_db()
    assert study.is_published


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_publication_is_asked_for_by_post_alone(amina, amina_client, method):
    draft = make_case_study(amina, published=False)
    assert getattr(amina_client, method)(at(draft, "publication")).status_code == 405


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("address", ["/case-studies/nowhere/", "/nothing/nowhere/"])
def test_unknown_addresses_are_not_found(amina_client, noun, address):
    assert amina_client.post(f"{address}{noun}/").status_code == 404


def test_an_author_withdraws_and_keeps_a_draft(make, olu, olu_client, client):
    contribution = make(olu)
    asked = olu_client.get(at(contribution, "withdrawal"))
    assert f"Withdraw “{contribution.title}”?" in asked.text
    page = olu_client.post(at(contribution, "withdrawal"))
    assert page.url == contribution.get_absolute_url()
    assert olu_client.get(page.url).status_code == 200
    gone = client.get(page.url)
    assert gone.status_code == 410
    assert "This was withdrawn" in gone.text
    assert contribution.title not in gone.text


def test_a_withdrawn_address_stays_gone_for_every_noun(amina, amina_client, bryn_client, client):
    study = make_case_study(amina)
    amina_client.post(at(study, "withdrawal"))
    for noun in NOUNS:
        assert bryn_client.post(at(study, noun)).status_code == 410
    assert bryn_client.get(study.get_edit_url()).status_code == 410
    assert study.title not in client.get("/case-studies/").text


def test_what_was_withdrawn_comes_back_with_its_first_date_address_and_comments(
    amina, amina_client, bryn, client
):
    study = make_case_study(amina, published=timezone.now() - timedelta(days=2))
    first = study.published_at
    make_comment(study, bryn, "Kept all along.")
    amina_client.post(at(study, "withdrawal"))
    study.refresh_from_db()
    study.title = "Another title"
    study.save()
    amina_client.post(at(study, "publication"))
    page = client.get(study.get_absolute_url())
    assert page.status_code == 200
    assert "Kept all along." in page.text
    study.refresh_from_db()
    assert study.published_at == first


def test_a_moderator_says_why_and_the_authors_are_told(
    amina, mo, mo_client, django_capture_on_commit_callbacks
):
    study = make_case_study(amina)
    page = mo_client.post(at(study, "withdrawal"), {"reason": " "})
    assert page.status_code == 422
    assert study.title in page.text
    assert not Withdrawal.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        page = mo_client.post(at(study, "withdrawal"), {"reason": "It names a child."})
    assert page.url == study.get_absolute_url()
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.by, withdrawal.reason) == (mo, "It names a child.")
    assert withdrawal.is_holding
    assert [message.to for message in mail.outbox] == [["amina@copro.example"]]
    assert "It names a child." in mail.outbox[0].body


def test_an_author_who_withdraws_is_not_written_to(
    amina, amina_client, django_capture_on_commit_callbacks
):
    study = make_case_study(amina)
    with django_capture_on_commit_callbacks(execute=True):
        amina_client.post(at(study, "withdrawal"), {"reason": "We found a mistake."})
    assert mail.outbox == []
    assert Withdrawal.objects.get().reason == "We found a mistake."
    assert "We found a mistake." in amina_client.get(study.get_absolute_url()).text
    study.refresh_from_db()
    study.publish()
    assert "We found a mistake." not in amina_client.get(study.get_absolute_url()).text


def test_another_organiser_who_withdraws_says_why_and_holds_nothing(olu, groups):
    gwen = signed_in(make_member("Gwen Price", groups=[ORGANISERS]))
    event = make_event(olu)
    assert gwen.post(at(event, "withdrawal")).status_code == 422
    assert gwen.post(at(event, "withdrawal"), {"reason": "Twice."}).url == "/events/"
    assert not Withdrawal.objects.get().is_hold


def test_withdrawing_twice_at_once_is_one_withdrawal(amina, mo):
    study = make_case_study(amina)
    stale = CaseStudy.objects.get()
    first = study.withdraw(by=amina, reason="First.")
    assert stale.withdraw(by=mo, reason="Second.") == first
    assert Withdrawal.objects.get().reason == "First."


def test_a_name_is_credited_only_while_something_is_public(amina, bryn):
    study = make_case_study(amina)
    person = amina.person
    person.refresh_from_db()
    assert person.is_credited
    study.withdraw(by=amina, reason="")
    person.refresh_from_db()
    assert not person.is_credited


def test_a_long_reason_is_told(amina, mo_client):
    study = make_case_study(amina)
    page = mo_client.post(at(study, "withdrawal"), {"reason": "a" * 1_000_000})
    assert page.status_code == 422
    assert "at most 1000 characters" in page.text


def test_ones_own_draft_is_deleted_after_asking(make, olu, olu_client):
    draft = make(olu, published=False)
    asked = olu_client.get(at(draft, "deletion"))
    assert f"Delete the draft “{draft.title}”?" in asked.text
    assert Contribution.objects.exists()
    assert olu_client.post(at(draft, "deletion")).url == "/you/"
    assert not Contribution.objects.exists()
    assert olu_client.get(draft.get_absolute_url()).status_code == 404


def test_what_was_public_is_not_deleted(amina, amina_client):
    study = make_case_study(amina)
    assert amina_client.post(at(study, "deletion")).status_code == 403
    amina_client.post(at(study, "withdrawal"))
    assert amina_client.post(at(study, "deletion")).status_code == 403
    assert CaseStudy.objects.exists()
