import pytest

from reports.models import Definition, Principle, Recommendation, RecommendationList
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_definition,
    make_principle,
    make_recommendations,
)
from tests.reports.forms import published_by, whole
from tests.words import words
from tests.writing import rows

pytestmark = pytest.mark.django_db


def test_saving_what_the_form_shows_changes_nothing(olu_client, report, amina):
    """Rows keep their keys, so that claims and addresses stay with them."""
    make_principle(report)
    first = make_recommendations(report, "Retrain.", "Buy outcomes.")[0]
    claim = make_claim(make_case_study(amina), first)
    before = list(Recommendation.objects.order_by("pk").values())
    data = whole() | {
        **rows("lists", {"row": first.list_id, "title": "Recommendations", "ORDER": 1}),
        **rows(
            "lists-0-recommendations",
            *(
                {"row": row["id"], "text": row["text"], "detail": "", "ORDER": row["number"]}
                for row in before
            ),
        ),
    }

    olu_client.post(f"{report.get_absolute_url()}edit/", data)

    assert list(Recommendation.objects.order_by("pk").values()) == before
    claim.refresh_from_db()
    assert claim.recommendation == first


def test_definitions_and_principles_are_kept_in_order(edit, report):
    edit(
        whole()
        | published_by("nef")
        | rows(
            "definitions",
            {"term": "Co-production", "text": "Second.", "ORDER": 2},
            {"term": "Co-production", "text": "First.", "is_paraphrase": "on", "ORDER": 1},
        )
        | rows(
            "principles",
            {"name": "Mutuality", "ORDER": 2},
            {"name": "Assets", "description": "Everybody brings.", "ORDER": 1},
        )
    )

    definitions = report.definitions.values_list("text", "is_paraphrase")
    assert list(definitions) == [("First.", True), ("Second.", False)]
    assert [each.name for each in report.principles.all()] == ["Assets", "Mutuality"]
    assert report.principles.first().get_absolute_url() == "/ideas/principles/assets/"


def test_two_principles_of_one_name_have_addresses_of_their_own(edit, report):
    Principle.objects.create(name="Assets", slug="assets")

    edit(whole() | published_by("nef") | rows("principles", {"name": "Assets"}))

    assert report.principles.get().slug == "assets-2"


def test_recommendations_are_numbered_by_their_order_in_each_list(edit, report, amina):
    release = make_article(amina, title="It must go mainstream")
    edit(
        whole()
        | published_by("nef")
        | rows(
            "lists",
            {"title": "Proposals", "ORDER": 1},
            {"title": "As the press has it", "source": release.get_absolute_url(), "ORDER": 2},
        )
        | rows(
            "lists-0-recommendations",
            {"text": "Second.", "ORDER": 2},
            {"text": "First.", "detail": "Because.", "ORDER": 1},
            {"text": "", "ORDER": 3},
        )
        | rows("lists-1-recommendations", {"text": "Retrain.", "ORDER": 1})
    )

    first, second = report.recommendation_lists.all()
    assert [str(each) for each in first.recommendations.all()] == ["1. First.", "2. Second."]
    assert first.recommendations.first().detail == "<p>Because.</p>"
    assert (second.title, second.source_id) == ("As the press has it", release.pk)
    assert [each.anchor for each in second.recommendations.all()] == ["recommendation-b1"]


def test_recommendations_and_lists_change_places(edit, report):
    one, two = make_recommendations(report, "One.", "Two.", title="First list")
    [three] = make_recommendations(report, "Three.", title="Second list", position=2)

    edit(
        whole()
        | published_by("nef")
        | rows(
            "lists",
            {"row": one.list_id, "title": "First list", "ORDER": 2},
            {"row": three.list_id, "title": "Second list", "ORDER": 1},
        )
        | rows(
            "lists-0-recommendations",
            {"row": one.pk, "text": "One.", "ORDER": 2},
            {"row": two.pk, "text": "Two.", "ORDER": 1},
        )
        | rows("lists-1-recommendations", {"row": three.pk, "text": "Three.", "ORDER": 1})
    )

    found = Recommendation.objects.of_report(report)
    assert [(each.pk, each.anchor) for each in found] == [
        (three.pk, "recommendation-1"),
        (two.pk, "recommendation-b1"),
        (one.pk, "recommendation-b2"),
    ]


def test_what_case_studies_speak_to_is_not_removed(edit, report, amina):
    [claimed] = make_recommendations(report, "Build it in.")
    principle = make_principle(report, name="Assets")
    study = make_case_study(amina)
    make_claim(study, claimed)
    make_claim(study, principle)
    kept = {"row": claimed.list_id, "title": "Recommendations", "ORDER": 1}
    gone = {"row": claimed.pk, "text": "Build it in.", "ORDER": 1, "DELETE": "on"}

    for attempt in (
        rows("lists", kept) | rows("lists-0-recommendations", gone),
        rows("lists", kept | {"DELETE": "on"}) | rows("lists-0-recommendations", gone),
        rows("principles", {"row": principle.pk, "name": "Assets", "DELETE": "on"}),
    ):
        page = edit(whole() | published_by("nef") | attempt)
        assert "so it cannot be removed" in words(page)

    assert Recommendation.objects.exists()
    assert Principle.objects.exists()


def test_what_nobody_speaks_to_is_removed(edit, report):
    [recommendation] = make_recommendations(report, "Build it in.")
    principle, definition = make_principle(report), make_definition(report)

    edit(
        whole()
        | published_by("nef")
        | rows("lists", {"row": recommendation.list_id, "title": "x", "DELETE": "on"})
        | rows("principles", {"row": principle.pk, "name": "x", "DELETE": "on"})
        | rows("definitions", {"row": definition.pk, "term": "x", "text": "x", "DELETE": "on"})
    )

    for model in (RecommendationList, Recommendation, Principle, Definition):
        assert not model.objects.exists()


def test_errors_in_a_nested_row_are_told_on_top_and_beside_it(edit, report):
    page = edit(
        whole()
        | published_by("nef")
        | rows("lists", {"title": "Proposals", "source": "/articles/nothing/"})
        | rows("lists-0-recommendations", {"text": "x" * 301}, {"text": "Kept."})
    )

    said = words(page)
    assert "Please look at the recommendations of this list again." in said
    assert "at most 300 characters" in said
    assert "We do not find this page." in said
    assert "Kept." in page.text
    assert 'href="#id_lists-0-recommendations-0-text"' in page.text
    assert not RecommendationList.objects.exists()


def test_one_more_row_or_list_comes_without_javascript(edit):
    data = (
        whole()
        | rows("lists", {"title": "Proposals"})
        | rows("lists-0-recommendations", {"text": "First."})
    )

    longer = edit(data | {"add": "lists-0-recommendations"}).text
    assert 'name="lists-0-recommendations-1-text"' in longer
    assert "First." in longer
    assert 'name="lists-1-title"' in edit(data | {"add": "lists"}).text


def test_a_report_has_a_bearable_number_of_lists(edit):
    page = edit(whole() | rows("lists", *({"title": f"List {number}"} for number in range(6))))

    assert "A report has at most 5 lists." in words(page)
    assert not RecommendationList.objects.exists()
