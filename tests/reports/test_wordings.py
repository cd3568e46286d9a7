"""The same recommendation worded differently: both are kept and tied."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from network import permissions
from reports.models import Tie, Uptake, Wording
from tests.factories import make_case_study, make_claim, make_recommendations, make_report
from tests.reports.forms import published_by, whole
from tests.words import words
from tests.writing import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(report, olu):
    """A recommendation of the report, and one of a later report that says the same."""
    [ours] = make_recommendations(report, "Buy outcomes rather than services.")
    later = make_report(olu, title="Two years on")
    [theirs] = make_recommendations(later, "Buy outcomes, not hours of services.")
    return ours, theirs


def page_of(recommendation):
    return f"/ideas/recommendations/{recommendation.pk}/"


def test_organisers_see_what_is_alike_beside_it_and_tie_it(client, olu_client, pair):
    ours, theirs = pair
    make_recommendations(theirs.list.report, "Train everybody.", position=2)

    page = olu_client.get(f"{page_of(ours)}wordings/")
    said = words(page)
    assert "Buy outcomes (only here: rather than )" in said
    assert "Buy outcomes, (only here: not hours of )" in said
    assert said.index("not hours of") < said.index("Train everybody.")
    assert "Train everybody" not in words(olu_client.get(f"{page_of(ours)}wordings/?q=outcomes"))
    sent = {"other": theirs.pk, "reason": "Both ask for it in one sentence."}
    assert olu_client.post(f"{page_of(ours)}wordings/", sent).url == page_of(ours)

    for one, other in (pair, pair[::-1]):
        said = words(client.get(page_of(one)))
        assert "In other words" in said
        assert "Both ask for it in one sentence. Tied by Olu Adeyemi ." in said
        page = client.get(one.list.report.get_absolute_url())
        assert f'Also worded: <a href="{other.get_absolute_url()}"' in page.text
    assert f"in {theirs.list.report} , July 2010" in words(client.get(ours.get_absolute_url()))


def test_claims_stay_at_their_wording_and_are_told_of_at_the_other(client, amina, bryn, pair):
    ours, theirs = pair
    Wording.objects.tie(ours, theirs, by=None)
    make_claim(make_case_study(amina), ours)
    for number in range(2):
        make_claim(make_case_study(bryn, title=f"Case {number}"), theirs, stance="challenges")
    make_claim(make_case_study(bryn, published=False), theirs)
    Uptake.objects.create(recommendation=theirs, state="partly", reason="Some do.")

    said = words(client.get(ours.get_absolute_url()))
    assert "(and 2 claims, “taken up in part” at that wording)" in said
    assert "From practice: 1 supports it" in said
    said = words(client.get(page_of(ours)))
    assert "2 more claims stand at the other one." in said
    assert "Nobody has said so yet. Of the other wording it was said: taken up in part." in said
    assert "All 1" in said


def test_what_is_tied_to_one_is_tied_to_all_and_two_ties_become_one(report):
    first, second, third, fourth = make_recommendations(report, "A.", "B.", "C.", "D.")
    Wording.objects.tie(first, second, by=None)
    Wording.objects.tie(third, fourth, by=None)
    Wording.objects.tie(second, third, by=None)
    Wording.objects.tie(first, fourth, by=None)

    [tie] = Tie.objects.all()
    assert [each.recommendation for each in tie.wordings.order_by("recommendation__number")] == [
        *(first, second, third, fourth)
    ]


def test_a_recommendation_is_a_wording_once(pair):
    ours, theirs = pair
    tie = Wording.objects.tie(ours, theirs, by=None)
    with pytest.raises(IntegrityError, match="wording_once"), transaction.atomic():
        Wording.objects.create(tie=tie, recommendation=ours)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (lambda ours, theirs: ours.pk, "is not there any more"),
        (lambda ours, theirs: theirs.pk, "These two are tied already."),
        (lambda ours, theirs: "", "Choose the recommendation that says the same."),
        (lambda ours, theirs: "x", "is not there any more"),
        (lambda ours, theirs: 2**70, "is not there any more"),
    ],
)
def test_nothing_is_tied_to_itself_twice_or_to_nothing(olu_client, pair, other, said):
    Wording.objects.tie(*pair, by=None)
    answer = olu_client.post(f"{page_of(pair[0])}wordings/", {"other": other(*pair)})

    assert answer.status_code == 422
    assert said in answer.text
    assert Tie.objects.count() == 1


def test_one_of_two_is_untied_after_asking_and_both_stand_alone(client, olu_client, pair):
    ours, theirs = pair
    Wording.objects.tie(ours, theirs, by=None)
    address = f"/wordings/{theirs.wordings.get().pk}/deletion/"

    assert "Untie this wording?" in words(olu_client.get(address))
    assert olu_client.post(address).url == page_of(theirs)
    assert not Tie.objects.exists()
    assert "Also worded" not in words(client.get(ours.get_absolute_url()))
    assert olu_client.post(address).status_code == 404


def test_the_words_of_a_withdrawn_report_are_shown_to_nobody_who_unties(olu_client, mo, pair):
    ours, theirs = pair
    Wording.objects.tie(ours, theirs, by=None)
    theirs.list.report.withdraw(by=mo, reason="It names a child.")
    address = f"/wordings/{theirs.wordings.get().pk}/deletion/"
    assert olu_client.get(address).status_code == olu_client.post(address).status_code == 404
    assert Tie.objects.count() == 1


def test_only_organisers_tie_and_untie(
    client, amina_client, bryn_client, mo_client, amina, bryn, olu, mo, pair
):
    cast = {"visitor": AnonymousUser(), "amina": amina, "bryn": bryn, "olu": olu, "mo": mo}
    assert {name for name, each in cast.items() if permissions.may_tie_wordings(each)} == {"olu"}
    Wording.objects.tie(*pair, by=None)
    deletion = f"/wordings/{pair[0].wordings.get().pk}/deletion/"
    for address in (f"{page_of(pair[0])}wordings/", deletion):
        assert client.get(address).url.startswith("/accounts/login/")
        for other in (amina_client, bryn_client, mo_client):
            assert other.post(address, {"other": pair[1].pk}).status_code == 403
    assert "Untie it" not in words(amina_client.get(page_of(pair[0])))


def test_another_wording_goes_with_its_report_and_comes_back(client, olu, pair):
    ours, theirs = pair
    Wording.objects.tie(ours, theirs, by=None)
    theirs.list.report.withdraw(by=olu, reason="Not yet.")

    for address in (page_of(ours), ours.get_absolute_url()):
        assert "not hours" not in words(client.get(address))


def test_a_tied_recommendation_is_not_taken_away_and_may_change_its_place(edit, report, pair):
    ours, theirs = pair
    Wording.objects.tie(ours, theirs, by=None)
    kept = {"row": ours.pk, "text": "Buy what comes of it.", "ORDER": 2}
    first = {"text": "Ask first.", "ORDER": 1}
    listed = whole() | published_by("nef")
    listed |= rows("lists", {"row": ours.list_id, "title": "Recommendations", "ORDER": 1})

    gone = rows("lists-0-recommendations", kept | {"DELETE": "on"}, first)
    assert "cannot be removed" in words(edit(listed | gone))
    edit(listed | rows("lists-0-recommendations", kept, first))
    ours.refresh_from_db()
    assert (ours.number, ours.text) == (2, "Buy what comes of it.")
    assert ours.wordings.get().tie.wordings.count() == 2
