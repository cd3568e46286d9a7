"""Claims of any kind of page; and those on what was withdrawn, held, taken down or taken out of the
text: kept, told to their authors, shown and counted nowhere."""

import json

import pytest
from django.db import IntegrityError, transaction

from network.models import Quote, Revision, Withdrawal
from reports.forms.claims import ClaimForm
from reports.forms.recommendations import RecommendationFormSet
from reports.models import Claim
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_event,
    make_principle,
    make_recommendations,
    make_report,
)
from tests.words import words
from tests.writing import rows

pytestmark = pytest.mark.django_db
PASSAGE = "Everybody could do something."


@pytest.fixture
def study(amina):
    return make_case_study(amina, title="A time bank", body=f"<p>{PASSAGE}</p>")


@pytest.fixture
def claim(study, principle, amina):
    return make_claim(study, principle, made_by=amina.person, passage=PASSAGE, is_quoted=True)


def places(client, claim):
    """Where readers meet this claim: the page of what it is about, the map, its exports, its own."""
    found = set()
    if PASSAGE in client.get(claim.target.get_absolute_url()).text:
        found.add("target")
    if PASSAGE in client.get("/evidence/claims/").text:
        found.add("claims")
    if json.loads(b"".join(client.get("/evidence/claims.json"))):
        found.add("export")
    if any(row.whole.total for row in client.get("/evidence/").context["matrix"].rows):
        found.add("map")
    if client.get(f"/claims/{claim.pk}/").status_code == 200:
        found.add("page")
    return found


EVERYWHERE = {"target", "claims", "export", "map", "page"}


@pytest.mark.parametrize("make", [make_article, make_event, make_report, make_case_study])
def test_every_kind_of_page_lists_what_it_claims(client, olu_client, olu, principle, make):
    about = make(olu, title="Where it stands")
    make_claim(about, principle, passage="They decided it themselves.")

    said = words(client.get(about.get_absolute_url()))

    assert "Principles at work Supports" in said
    assert "People are assets They decided it themselves." in said
    assert "Link it to a principle" not in said
    assert "Link it to a principle" in words(olu_client.get(about.get_absolute_url()))


@pytest.mark.parametrize("make", [make_article, make_event, make_report])
def test_claims_of_a_page_cost_no_query(queries, client, olu, report, make):
    about = make(olu, title="Where it stands")
    without = queries(client, about.get_absolute_url())
    for number in range(10):
        make_claim(about, make_principle(report, name=f"Principle {number}"))
        make_claim(about, *make_recommendations(report, "Do it.", position=number + 2))

    assert queries(client, about.get_absolute_url()) == without


def withdrawn(claim, mo):
    claim.contribution.child.withdraw(by=claim.made_by.member, reason="A name was wrong.")


def held(claim, mo):
    claim.contribution.child.withdraw(by=mo, reason="It names a child.")


@pytest.mark.parametrize("take_back", [withdrawn, held])
def test_what_a_page_claims_goes_and_comes_back_with_it(client, claim, mo, take_back):
    assert places(client, claim) == EVERYWHERE

    take_back(claim, mo)

    assert places(client, claim) == set()
    assert client.get(f"/claims/{claim.pk}/").status_code == 410
    Withdrawal.objects.update(lifted_at=claim.contribution.published_at, is_hold=False)
    claim.contribution.child.publish()
    assert places(client, claim) == EVERYWHERE


def test_claims_about_a_withdrawn_report_are_kept_for_their_authors(
    client, amina_client, claim, report, olu
):
    report.withdraw(by=olu, reason="It was the wrong edition.")

    assert client.get(f"/claims/{claim.pk}/").status_code == 410
    assert "Principles at work" not in words(client.get(claim.contribution.get_absolute_url()))
    assert not json.loads(b"".join(client.get("/evidence/claims.json")))
    said = words(amina_client.get(claim.contribution.get_absolute_url()))
    assert "“People are assets” : what it is about was withdrawn." in said
    assert "until that is published again" in words(amina_client.get(f"/claims/{claim.pk}/"))
    report.publish()
    assert places(client, claim) == EVERYWHERE


def test_a_passage_taken_out_of_the_text_is_shown_nowhere_until_it_stands_again(
    client, amina_client, bryn_client, claim, study
):
    def write(text):
        study.body = f"<p>{text}</p>"
        study.save()
        study.refresh_index()

    write("It rained.")

    assert places(client, claim) == set()
    for other in (client, bryn_client):
        assert PASSAGE not in other.get(study.get_absolute_url()).text
        assert other.get(f"/claims/{claim.pk}/").status_code == 410
    said = words(amina_client.get(study.get_absolute_url()))
    assert "the words it rests on are not in the text any more." in said
    write(f"It rained. {PASSAGE}")
    assert places(client, claim) == EVERYWHERE


def test_a_passage_with_a_word_set_off_or_linked_stands_in_the_text_still(client, claim, study):
    first, _, rest = PASSAGE.partition(" ")
    study.body = f'<p>{first} <a href="/ideas/"><em>{rest[:-1]}</em></a>{rest[-1]}</p><p>More.</p>'
    study.save()
    study.refresh_index()

    assert places(client, claim) == EVERYWHERE
    assert claim.rests_on_text()


def test_a_quote_that_goes_takes_the_claim_that_rests_on_it(client, study, principle):
    quote = Quote.objects.create(contribution=study, text="I run it now.", name_as_printed="P.")
    claim = make_claim(study, principle, passage="I run it now.", is_quoted=True)
    study.refresh_index()
    assert "I run it now." in client.get(principle.get_absolute_url()).text

    quote.delete()
    study.refresh_index()

    assert "I run it now." not in client.get(principle.get_absolute_url()).text
    assert Claim.objects.get().pk == claim.pk


def test_an_author_says_which_words_show_it_now(client, amina_client, claim, study):
    study.body = "<p>Everyone could do a thing.</p>"
    study.save()
    study.refresh_index()
    address = f"/claims/{claim.pk}/passage/"
    assert address in amina_client.get(f"/claims/{claim.pk}/").text

    same = amina_client.post(address, {"passage": PASSAGE})
    assert "These are the words that left the text." in same.text
    empty = amina_client.post(address, {"passage": " "})
    assert (empty.status_code, "You can delete the claim instead." in empty.text) == (422, True)
    answer = amina_client.post(address, {"passage": "Everyone could do a thing."})

    assert answer.url == f"{study.get_absolute_url()}#principles-at-work"
    claim.refresh_from_db()
    assert (claim.is_quoted, claim.has_lost_passage) == (True, False)
    assert "Everyone could do a thing." in client.get(claim.target.get_absolute_url()).text


def test_nobody_else_says_the_words_anew(
    client, amina_client, bryn_client, olu_client, mo_client, claim
):
    address = f"/claims/{claim.pk}/passage/"
    for other in (bryn_client, olu_client, mo_client):
        assert other.get(address).status_code == 403
        assert other.post(address, {"passage": "Mine."}).status_code == 403
    assert client.post(address).url.startswith("/accounts/login/")
    too_long = amina_client.post(address, {"passage": "x" * 1001})
    assert (too_long.status_code, "x" * 1001 in too_long.text) == (422, True)
    claim.refresh_from_db()
    assert claim.passage == PASSAGE


def sent(principle):
    return {
        "target": f"principle-{principle.pk}",
        "stance": "supports",
        "kind_of_evidence": "testimony",
        "passage": "What I typed.",
    }


def test_a_claim_sent_after_its_report_was_withdrawn_says_so_and_keeps_the_words(
    amina_client, study, principle, report, olu
):
    report.withdraw(by=olu, reason="It was the wrong edition.")
    make_principle(make_report(olu, title="Another"), name="Another")

    page = amina_client.post(f"{study.get_absolute_url()}claims/new/", sent(principle))

    assert "its report was withdrawn or changed meanwhile. Choose another one" in words(page)
    assert "What I typed." in page.text
    assert not Claim.objects.exists()


def test_a_claim_whose_target_goes_at_that_moment_is_refused_kindly(study, principle, amina, rf):
    form = ClaimForm(sent(principle), contribution=study, by=amina)
    principle.delete()

    with transaction.atomic():
        assert not form.is_valid()

    assert "This is not here any more" in form.errors["target"][0]


def test_a_claim_sent_after_its_page_was_held_is_kept_and_not_shown(
    client, amina_client, study, principle, mo
):
    study.withdraw(by=mo, reason="It names a child.")

    page = amina_client.post(f"{study.get_absolute_url()}claims/new/", sent(principle), follow=True)

    assert "Readers see it once this page is published." in words(page)
    assert "What I typed." in page.text
    assert "What I typed." not in client.get(principle.get_absolute_url()).text


def test_what_is_spoken_to_meanwhile_is_not_deleted_in_a_race(report, study):
    [recommendation] = make_recommendations(report, "Build it in.")
    formset = RecommendationFormSet(
        rows("r", {"row": str(recommendation.pk), "text": "Build.", "DELETE": "on"}),
        instance=recommendation.list,
        prefix="r",
    )
    assert formset.is_valid()
    make_claim(study, recommendation)

    with pytest.raises(IntegrityError), transaction.atomic():
        formset.save()

    assert Claim.objects.get().recommendation == recommendation


def test_going_back_to_a_revision_without_it_keeps_what_is_claimed(report, study, olu):
    Revision.objects.note_before(report)
    before = report.revisions.get()
    [recommendation] = make_recommendations(report, "Build it in.")
    make_claim(study, recommendation)
    Revision.objects.note(report, by=olu)

    _made, left = Revision.objects.go_back(before, by=olu, seen=report.updated_at.isoformat())

    assert Claim.objects.get().recommendation == recommendation
    assert any("stays, because others speak to it." in sentence for sentence in left)
