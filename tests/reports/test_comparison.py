"""Two definitions, or two principles, beside each other with the words that differ marked."""

import pytest

from reports.comparison import MOST_WORDS, compared
from tests.factories import (
    make_case_study,
    make_claim,
    make_definition,
    make_principle,
    make_report,
)
from tests.words import words

pytestmark = pytest.mark.django_db


def marked(runs):
    return [run.text for run in runs if run.differs]


@pytest.mark.parametrize(
    ("one", "other", "only_one", "only_other"),
    [
        ("An equal relationship.", "An equal, reciprocal relationship.", [], ["reciprocal"]),
        ("Sharing power now", "sharing work later", ["power now"], ["work later"]),
        ("Same words.", "Same words", [], []),
        ("", "Something", [], ["Something"]),
        ("People’s co\u2011production", "people's co-production", [], []),
        ("Cyd-gynhyrchu i bawb", "Cyd-gynhyrchu i neb", ["bawb"], ["neb"]),
        ("شراكة متساوية", "شراكة", ["متساوية"], []),
    ],
)
def test_only_words_that_the_other_has_not_are_marked(one, other, only_one, only_other):
    runs = compared(one, other)

    assert [marked(each) for each in runs] == [only_one, only_other]


def test_nothing_of_a_text_is_lost_however_long_it_is():
    long = "word, \n" * (MOST_WORDS * 3)

    for text, runs in zip((long, "x"), compared(long, "x"), strict=True):
        assert "".join(run.text for run in runs) == text


@pytest.fixture
def pair(report):
    first = make_definition(make_report(title="The first"), text="An equal relationship.")
    return first, make_definition(report, text="An equal <b>& fair</b> relationship.")


def test_two_definitions_stand_beside_each_other_with_their_words_marked(client, pair):
    one, other = pair

    page = client.get("/ideas/definitions/", {"one": one.pk, "other": other.pk})

    assert "An equal &lt;<mark>" in page.text.replace(
        '<span class="visually-hidden"> (only here: </span>', ""
    )
    assert "(only here: b>& fair</b ) > relationship." in words(page)
    assert "Beside each other" in words(page)


@pytest.mark.parametrize("query", ["", "?one=1", "?one=x&other=y", "?one=99999999999&other=1"])
def test_nothing_stands_beside_what_is_not_chosen(client, pair, query):
    said = words(client.get(f"/ideas/definitions/{query}"))

    assert "Beside each other" not in said
    assert "Compare these two" in said


def test_one_definition_is_not_compared_with_itself(client, pair):
    page = client.get("/ideas/definitions/", {"one": pair[0].pk, "other": pair[0].pk})

    assert "Beside each other" not in words(page)
    assert "That is the same one twice. Choose two." in words(page)


def test_a_page_opened_with_something_else_in_its_address_complains_of_nothing(client, pair):
    page = client.get("/ideas/definitions/?utm_source=mail")

    assert page.context["form"].errors == {}


def test_principles_stand_side_by_side_with_their_cases(client, report, amina):
    one = make_principle(report, name="Assets", description="People bring something.")
    other = make_principle(report, name="Gifts", description="People bring everything.")
    make_claim(make_case_study(amina, title="A time bank"), one, stance="challenges")

    page = client.get("/ideas/principles/", {"one": one.pk, "other": other.pk})

    said = words(page)
    assert "1 challenges it Challenges A time bank" in said
    assert "People bring (only here: something )" in said
    assert 'href="/ideas/principles/"' in client.get("/ideas/").text


def test_a_network_without_principles_says_so(client):
    assert "No report has named a principle yet." in words(client.get("/ideas/principles/"))


@pytest.mark.parametrize("count", [1, 30])
def test_principles_take_one_query_however_many_they_are(client, queries, report, amina, count):
    study = make_case_study(amina)
    for number in range(count):
        make_claim(study, make_principle(report, name=f"Principle {number}"))

    assert queries(client, "/ideas/principles/") == 1
