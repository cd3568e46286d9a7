"""All that was recommended, and what became of it."""

import pytest

from network.models import Organisation
from reports.models import Uptake
from tests.factories import make_case_study, make_claim, make_recommendations, make_report
from tests.words import words

pytestmark = pytest.mark.django_db
LIST = "/ideas/recommendations/"


@pytest.fixture
def taken_up(report, olu_client, amina):
    """The first of two, taken up by somebody, somewhere, as a case study tells."""
    first, _ = make_recommendations(report, "Build it in.", "Prevent.")
    study = make_case_study(amina, title="A time bank")
    Organisation.objects.create(name="Borough of Lambeth", slug="lambeth")
    sent = {"state": "taken-up", "reason": "=Every contract asks for it.", "place": "Lambeth"}
    sent |= {"organisation": "borough of lambeth", "told_in": study.get_absolute_url()}
    assert olu_client.post(f"{LIST}{first.pk}/uptakes/", sent).status_code == 302
    return first


def test_where_it_was_taken_up_is_told_with_links(client, taken_up, olu):
    said = words(client.get(f"{LIST}{taken_up.pk}/"))
    assert "By Borough of Lambeth , Lambeth . Told in A time bank ." in said

    uptake = Uptake.objects.get()
    uptake.told_in.withdraw(by=olu, reason="")
    assert "Told in" not in words(client.get(f"{LIST}{taken_up.pk}/"))
    assert Organisation.objects.count() == 1


def test_an_organisation_that_is_not_known_yet_is_made_and_an_odd_address_is_explained(
    olu_client, taken_up
):
    sent = {"state": "partly", "reason": "So far.", "organisation": "Somebody new"}
    answer = olu_client.post(f"{LIST}{taken_up.pk}/uptakes/", sent | {"told_in": "/nowhere/"})
    assert answer.status_code == 422
    assert "We do not find this page." in answer.text
    assert Organisation.objects.count() == 1

    olu_client.post(f"{LIST}{taken_up.pk}/uptakes/", sent)
    assert Uptake.objects.first().organisation.name == "Somebody new"
    assert "Before: taken up" in words(olu_client.get(f"{LIST}{taken_up.pk}/"))


def test_the_list_says_what_became_of_each_and_is_narrowed(client, taken_up, olu):
    make_recommendations(make_report(olu, title="Not out", published=False), "Hidden.")

    said = words(client.get(LIST))
    assert "Taken up , by Borough of Lambeth , Lambeth" in said
    assert "Nobody has said yet whether it was taken up" in said
    assert "Hidden" not in said
    assert "Prevent." not in words(client.get(f"{LIST}?status=taken-up"))
    assert "Build it in." not in words(client.get(f"{LIST}?status=unknown"))
    assert "Build it in." in words(client.get(f"{LIST}?report={taken_up.list.report.slug}"))
    assert "No recommendation is like that" in words(client.get(f"{LIST}?status=overtaken"))


def test_the_table_holds_what_the_list_says_and_runs_nothing(client, taken_up):
    file = client.get(f"{LIST.rstrip('/')}.csv?status=taken-up")
    table = b"".join(file.streaming_content).decode().splitlines()

    assert table[0].removeprefix("\ufeff").startswith("number,list,recommendation,report,dated")
    assert len(table) == 2
    assert ",Taken up," in table[1]
    assert "'=Every contract asks for it.,Borough of Lambeth,Lambeth,A time bank" in table[1]


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_the_same_queries_however_long_it_is(client, queries, report, amina, count):
    study = make_case_study(amina)
    for each in make_recommendations(report, *(f"Do {number}." for number in range(count))):
        make_claim(study, each)
        Uptake.objects.create(recommendation=each, state="partly", reason="Some do.")

    assert queries(client, LIST) == 3
    assert queries(client, f"{LIST}{each.pk}/") == 4
    assert queries(client, "/ideas/recommendations.csv") == 1
