import pytest
from django.utils import timezone

from events.models import OpenQuestion
from network.models import ImpreciseDate
from reports.models import Principle
from reports.views import ideas
from tests.factories import (
    make_case_study,
    make_claim,
    make_definition,
    make_event,
    make_member,
    make_principle,
    make_recommendations,
    make_report,
)
from tests.words import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(olu):
    return make_report(olu, title="Not out yet", published=False)


def test_the_overview_shows_what_reports_say_and_counts_it(client, report, amina):
    make_definition(report, text="An equal relationship.")
    principle = make_principle(report, name="People are assets")
    first, second = make_recommendations(report, "Build it in.", "Prevent.")
    study = make_case_study(amina)
    make_claim(study, principle)
    make_claim(study, first, stance="challenges")
    make_claim(study, first, stance="qualifies")

    page = client.get("/ideas/")

    said = words(page)
    assert "Set-Cookie" not in page
    assert "1 definition, 1 principle and 2 recommendations; 3 links to them from practice" in said
    assert "“An equal relationship.”" in said
    assert "People are assets From practice: 1 supports it" in said
    assert "Build it in. From practice: 1 challenges it , 1 qualifies it" in said
    assert "Prevent. Nothing here speaks to this yet" in said
    assert 'href="/reports/right-here-right-now/#recommendation-2"' in page.text
    assert 'href="/ideas/questions/"' in page.text


def test_the_overview_leads_to_questions_that_are_still_open(client, olu):
    questions = OpenQuestion.objects
    asked = questions.worded("Is there evidence of value for money?")
    asked.asked_at.add(make_event(body="<p>Day.</p>", dated=ImpreciseDate("2011-21")))
    questions.filter(pk=questions.worded("What is it?").pk).update(closed_at=timezone.now())
    untold = make_event(olu, announcement="<p>Come.</p>")
    questions.worded("Asked at an event that is yet to come?").asked_at.add(untold)

    said = words(client.get("/ideas/"))

    assert "Is there evidence of value for money?" in said
    assert "What is it?" not in said
    assert "Asked at an event" not in said


def test_every_page_leads_to_the_overview(client, db):
    assert 'href="/ideas/"' in client.get("/reports/").text


def test_principles_stand_in_the_order_of_their_report(client, olu, report):
    early = make_report(olu, title="Early", dated=ImpreciseDate("2009-12"))
    make_principle(early, name="Of the early one")
    make_principle(report, name="Alphabetically first, second", position=1)
    make_principle(report, name="Zest comes first", position=0)

    said = words(client.get("/ideas/"))

    order = ["Zest comes first", "Alphabetically first, second", "Of the early one"]
    assert sorted(order, key=said.index) == order


def test_the_overview_shows_nothing_of_drafts(client, olu_client, draft, amina):
    make_definition(draft, text="A secret definition.")
    principle = make_principle(draft, name="A secret principle")
    make_recommendations(draft, "A secret recommendation.")
    make_claim(make_case_study(amina), principle)

    for who in (client, olu_client):
        said = words(who.get("/ideas/"))
        assert "secret" not in said
        assert "0 definitions, 0 principles and 0 recommendations; nothing from practice" in said


def test_an_empty_overview_says_what_will_be_here(client, db):
    said = words(client.get("/ideas/"))

    assert "Definitions that reports give will stand here" in said
    assert "Principles that reports name will stand here" in said
    assert "Recommendations of reports will stand here" in said


def test_definitions_of_a_term_stand_side_by_side_from_the_oldest(client, olu, draft):
    later = make_report(olu, title="Later", dated=ImpreciseDate("2013"))
    early = make_report(olu, title="Early", dated=ImpreciseDate("2009-12"))
    make_definition(later, text="Words of 2013.")
    make_definition(early, text="Words of 2009.", source="page 11")
    make_definition(early, term="Asset", text="What one has.", is_paraphrase=True)
    make_definition(draft, text="Not yet.")

    said = words(client.get("/ideas/definitions/"))

    assert said.index("What one has.") < said.index("Words of 2009.") < said.index("Words of 2013.")
    assert "“Words of 2009.” Early , December 2009 , Olu Adeyemi page 11" in said
    assert "Told in our words" in said
    assert "Not yet." not in said


def test_a_principle_shows_its_report_and_the_cases_for_and_against(client, report, amina):
    principle = make_principle(report, name="Mutuality", description="Everybody gives.")
    make_claim(
        make_case_study(amina, title="A time bank"),
        principle,
        kind_of_evidence="evaluation",
        passage="Hours went both ways.",
        made_by=amina.person,
    )
    against = make_case_study(amina, title="A closed centre")
    make_claim(against, principle, stance="challenges")
    make_claim(make_case_study(amina, title="Unfinished", published=False), principle)

    said = words(client.get(principle.get_absolute_url()))

    assert "Named in Right Here, Right Now , July 2010" in said
    assert "All 2 Supports 1 Challenges 1 Qualifies 0" in said
    assert "Supports Evaluation Mental health A time bank" in said
    assert "Hours went both ways. Noted by Amina Haddad" in said
    assert "Unfinished" not in said


def test_claims_can_be_narrowed_to_those_that_challenge(client, report, amina):
    principle = make_principle(report)
    make_claim(make_case_study(amina, title="A time bank"), principle)
    make_claim(make_case_study(amina, title="A closed centre"), principle, stance="challenges")
    address = principle.get_absolute_url()

    said = words(client.get(f"{address}?stance=challenges"))

    assert "A closed centre" in said
    assert "A time bank" not in said
    assert "Nothing here says that." in words(client.get(f"{address}?stance=qualifies"))


def test_many_claims_come_a_page_at_a_time(client, report, amina):
    principle = make_principle(report)
    for number in range(31):
        make_claim(make_case_study(amina, title=f"Case {number:02}"), principle)
    address = principle.get_absolute_url()

    first = client.get(f"{address}?stance=supports")
    assert "Case 30" in first.text
    assert "Case 00" not in first.text
    older = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"{address}{older}")

    assert "Case 00" in second.text
    assert "Case 30" not in second.text


def test_a_principle_of_a_draft_is_not_found_and_one_of_no_report_is(client, draft):
    hidden, free = make_principle(draft), make_principle()

    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(free.get_absolute_url()).status_code == 200


def test_what_does_not_stand_beside_the_others_is_said_to_be_elsewhere(client, report, monkeypatch):
    monkeypatch.setattr(ideas, "MOST_COMPARED", 2)
    for name in ("One", "Two"):
        make_principle(report, name=name)
        make_definition(report, text=f"{name} thing.")
    for page in ("/ideas/principles/", "/ideas/definitions/"):
        assert "These are the first" not in client.get(page).text
    make_principle(report, name="Three")
    make_definition(report, text="Three things.")
    for page in ("/ideas/principles/", "/ideas/definitions/"):
        assert "These are the first 2." in client.get(page).text


def test_a_draft_that_is_deleted_takes_its_principles_along(client, olu_client, draft):
    make_principle(draft, name="A secret principle")

    assert olu_client.post(f"{draft.get_absolute_url()}deletion/").status_code == 302

    assert "A secret principle" not in client.get("/ideas/principles/").text
    assert not Principle.objects.exists()


def test_a_recommendation_has_a_page_for_what_practice_says(client, report, draft, amina):
    [recommendation] = make_recommendations(report, "Build it in.", title="Proposals")
    [hidden] = make_recommendations(draft, "Later.")
    make_claim(make_case_study(amina, title="A time bank"), recommendation)

    said = words(client.get(f"/ideas/recommendations/{recommendation.pk}/"))

    assert "Recommendation 1, Proposals Build it in. Made in Right Here, Right Now" in said
    assert "Supports Author's claim Mental health A time bank" in said
    assert client.get(f"/ideas/recommendations/{hidden.pk}/").status_code == 404
    head = client.get(f"/ideas/recommendations/{recommendation.pk}/?stance=supports").text
    assert (
        f'rel="canonical" href="http://127.0.0.1:8000/ideas/recommendations/{recommendation.pk}/"'
        in head
    )
    assert '<meta property="og:description" content="Made in Right Here, Right Now">' in head


@pytest.mark.parametrize(
    "address",
    [
        "/ideas/principles/nothing/",
        "/ideas/principles/%E2%80%AEx/",
        "/ideas/recommendations/0/",
        "/ideas/recommendations/99999999999999999999/",
    ],
)
def test_unknown_ideas_are_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_odd_choices_and_cursors_are_answered_plainly(client, report, amina):
    principle = make_principle(report)
    make_claim(make_case_study(amina, title="A time bank"), principle)
    address = principle.get_absolute_url()

    assert "A time bank" in words(client.get(f"{address}?stance=hates"))
    assert "A time bank" in words(client.get(address, {"stance": "🙂" * 1000}))
    for cursor in ("odd", "-", "W10", "WyJ4Il0", "x" * 5000):
        assert client.get(address, {"page": cursor}).status_code == 404
    assert client.get(f"{address}?page=%00").status_code == 400
    assert client.post(address).status_code == 405


def test_the_overview_stops_counting_claims(client, report, amina, monkeypatch):
    monkeypatch.setattr(ideas, "MOST_COUNTED", 2)
    study = make_case_study(amina)
    for number in range(3):
        make_claim(study, make_principle(report, name=f"Principle {number}"))

    assert "2+ links to them from practice" in words(client.get("/ideas/"))


def as_many(report, count, member):
    """As much as the overview and the definitions may hold, all of it spoken to."""
    study = make_case_study(member)
    principles = [make_principle(report, name=f"Principle {number}") for number in range(count)]
    recommendations = make_recommendations(report, *(f"Do {number}." for number in range(count)))
    for target in (*principles, *recommendations):
        make_claim(study, target)
    for number in range(count):
        make_definition(make_report(member, title=f"Report {number}"))
        author = make_member(f"Member {number}")
        make_claim(make_case_study(author), principles[0], made_by=author.person)
        make_claim(make_case_study(author), recommendations[0])


@pytest.mark.parametrize("count", [1, 29])
def test_pages_take_the_same_queries_however_much_there_is(
    client, amina_client, queries, report, amina, count
):
    as_many(report, count, amina)
    principle = Principle.objects.order_by("pk").first()
    recommendation = report.recommendation_lists.get().recommendations.first()

    for address, number in {
        "/ideas/": 8,
        "/ideas/definitions/": 1,
        principle.get_absolute_url(): 3,
        f"/ideas/recommendations/{recommendation.pk}/": 4,
    }.items():
        assert queries(client, address) == number
        assert queries(amina_client, address) == number + 2
