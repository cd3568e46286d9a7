import pytest
from django.db import IntegrityError, connection, transaction

from network.models import Byline, ImpreciseDate, Partner, Person, Quote
from reports.models import Recommendation, RecommendationList, Report
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_definition,
    make_download,
    make_event,
    make_organisation,
    make_person,
    make_principle,
    make_recommendations,
    make_report,
    make_report_series,
)
from tests.words import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(olu):
    return make_report(olu, title="Right Here, Right Now")


def publish_by(report, name, capacity=Partner.Capacity.PUBLISHER):
    Partner.objects.create(
        contribution=report, organisation=make_organisation(name), capacity=capacity
    )


def test_visitor_reads_the_summary_before_the_download(client, report):
    make_download(report, title="Full report", content=b"%PDF-" + b"x" * 1_200_000)

    page = client.get(report.get_absolute_url())

    assert "Set-Cookie" not in page
    assert page.text.index("The summary of the report.") < page.text.index("Full report")
    assert "PDF, 1.1" in page.text
    assert 'href="/reports/right-here-right-now/download/"' in page.text


def test_a_report_without_a_file_offers_none(client, report):
    assert "Download" not in client.get(report.get_absolute_url()).text


def test_also_printed_as_and_date_stand_among_the_facts(client, olu):
    report = make_report(
        olu, also_printed_as="Bringing it into the mainstream", dated=ImpreciseDate("2010-22")
    )

    page = words(client.get(report.get_absolute_url()))

    assert "Also printed as Bringing it into the mainstream" in page
    assert "Appeared summer 2010" in page


def test_authors_and_publishers_are_named_in_their_order(client, report):
    second = Person.objects.named("Zoë Ainsworth")
    Byline.objects.create(
        contribution=report, person=second, position=1, name_as_printed="Z. Ainsworth"
    )
    publish_by(report, "NESTA")

    page = words(client.get(report.get_absolute_url()))

    assert page.index("Olu Adeyemi") < page.index("Z. Ainsworth")
    assert "Publisher NESTA" in page


def test_place_in_the_series_is_told_with_earlier_and_later_ones(client, olu):
    series = make_report_series("Three of a kind", planned_reports=3)
    make_report(olu, title="What it is", series=series, place_in_series=1)
    third = make_report(olu, title="What it needs", series=series, place_in_series=3)
    make_report(olu, title="A draft", series=series, place_in_series=2, published=False)

    page = client.get(third.get_absolute_url())

    assert "3 of 3 in Three of a kind" in words(page)
    assert 'href="/reports/what-it-is/"' in page.text
    assert "A draft" not in page.text


def test_definitions_are_quoted_or_marked_as_told_in_our_words(client, report):
    make_definition(report, text="An equal relationship.", source="page 11")
    make_definition(report, text="It is obvious.", is_paraphrase=True, position=1)

    page = words(client.get(report.get_absolute_url()))

    assert "“An equal relationship.” page 11" in page
    assert "It is obvious. Told in our words" in page


def test_principles_lead_to_their_pages(client, report):
    principle = make_principle(report, name="People are assets", description="Everybody brings.")

    page = client.get(report.get_absolute_url())

    assert f'href="{principle.get_absolute_url()}"' in page.text
    assert "Everybody brings." in page.text


def test_each_recommendation_has_a_stable_anchor_and_a_link_to_it(client, report):
    make_recommendations(report, "Build it in.", "Prevent.")
    make_recommendations(report, "Open opportunities.", title="As the press has it", position=2)

    page = client.get(report.get_absolute_url()).text

    for anchor in ("recommendation-1", "recommendation-2", "recommendation-b1"):
        assert page.count(f'id="{anchor}"') == 1
        assert f'href="#{anchor}"' in page


def test_a_list_names_the_published_source_it_is_taken_from(client, report, amina):
    release = make_article(amina, title="It must go mainstream")
    draft = make_article(amina, title="Not out yet", published=False)
    make_recommendations(report, "Retrain.", title="As printed", source=release)
    make_recommendations(report, "Buy outcomes.", position=2, source=draft)

    page = words(client.get(report.get_absolute_url()))

    assert "As listed in It must go mainstream ." in page
    assert "Not out yet" not in page


def test_claims_for_and_against_stand_beside_their_recommendation(client, report, amina, bryn):
    [first, second] = make_recommendations(report, "Build it in.", "Prevent.")
    make_claim(
        make_case_study(amina, title="A time bank"),
        first,
        passage="Nobody asked for a form.",
        kind_of_evidence="testimony",
    )
    make_claim(make_case_study(bryn, title="A closed centre"), first, stance="challenges")
    make_claim(make_case_study(bryn, title="Unfinished", published=False), first)

    page = client.get(report.get_absolute_url())

    said = words(page)
    assert "From practice: 1 supports it , 1 challenges it" in said
    assert "Supports Testimony A time bank Nobody asked for a form." in said
    assert "Challenges Author's claim A closed centre" in said
    assert "Unfinished" not in said
    assert said.count("No case study speaks to this yet.") == 1


def test_more_claims_than_fit_have_a_page(client, report, amina):
    [recommendation] = make_recommendations(report, "Build it in.")
    study = make_case_study(amina)
    for number in range(12):
        make_claim(study, recommendation, passage=f"Passage {number}.")

    page = client.get(report.get_absolute_url()).text

    assert page.count("claim-passage") == 10
    assert f'<a href="/ideas/recommendations/{recommendation.pk}/">All 12</a>' in page


def test_quotes_and_press_notes_are_shown(client, olu):
    report = make_report(olu, press_notes="<p>Launched on the 20th.</p>")
    Quote.objects.create(
        contribution=report,
        person=make_person("Anna Coote"),
        name_as_printed="Anna Coote",
        text="It is a matter of justice.",
    )

    page = words(client.get(report.get_absolute_url()))

    assert "“It is a matter of justice.” Anna Coote" in page.replace(" AC ", " ")
    assert "Notes for the press Launched on the 20th." in page


def test_a_citation_is_made_of_authors_year_title_publisher_and_address(client, report):
    publish_by(report, "NESTA")
    publish_by(report, "nef")

    page = words(client.get(report.get_absolute_url()))

    assert "Olu Adeyemi (2010). Right Here, Right Now . NESTA and nef. http" in page


def test_a_citation_without_people_or_date_names_the_organisation(client):
    report = make_report(title="Alone", dated=None)
    publish_by(report, "Innovation Unit", Partner.Capacity.AUTHOR)

    page = words(client.get(report.get_absolute_url()))

    assert "Innovation Unit (no date). Alone ." in page


def test_launch_and_reflections_are_cards_below(client, report, olu, amina):
    launch = make_event(olu, title="The launch", launches=report)
    make_event(olu, title="A secret launch", launches=report, published=False)
    make_article(amina, title="What I heard", about=report)
    make_article(amina, title="Half a thought", about=report, published=False)

    page = client.get(report.get_absolute_url())

    assert f'href="{launch.get_absolute_url()}"' in page.text
    said = words(page)
    assert "Where it was launched" in said
    assert "What others wrote about it" in said
    assert "What I heard" in said
    assert "A secret launch" not in said
    assert "Half a thought" not in said


def test_draft_is_for_its_authors(client, amina_client, mo_client, olu_client, olu):
    draft = make_report(olu, published=False)
    address = draft.get_absolute_url()

    assert [who.get(address).status_code for who in (client, amina_client, mo_client)] == [404] * 3
    assert olu_client.get(address).status_code == 200


def test_withdrawn_report_and_its_file_are_gone(client, report, olu):
    make_download(report)
    report.withdraw(by=olu, reason="It was the wrong edition.")

    assert client.get(report.get_absolute_url()).status_code == 410
    assert client.get(f"{report.get_absolute_url()}download/").status_code == 410


def test_the_short_address_gives_the_first_file(client, report):
    make_download(report, content=b"second", title="Easy Read", position=1)
    make_download(report, content=b"%PDF-first", title="Full report", position=0)

    response = client.get(f"{report.get_absolute_url()}download/")

    assert b"".join(response) == b"%PDF-first"
    assert report.downloads.get(title="Full report").downloaded == 1
    assert report.downloads.get(title="Easy Read").downloaded == 0


def test_there_is_no_download_without_a_file_or_for_a_draft(client, report, olu):
    draft = make_report(olu, title="Draft", published=False)
    make_download(draft)

    assert client.get(f"{report.get_absolute_url()}download/").status_code == 404
    assert client.get(f"{draft.get_absolute_url()}download/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_is_only_read(client, report, method):
    assert getattr(client, method)(report.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("slug", ["nothing-here", "%F0%9F%99%82", "a" * 101, "%E2%80%AE"])
def test_unknown_addresses_are_not_found(client, slug):
    assert client.get(f"/reports/{slug}/").status_code == 404


def filled(report, count, member):
    """As much of everything as a page may hold."""
    study = make_case_study(member)
    series = make_report_series()
    Report.objects.filter(pk=report.pk).update(series=series)
    for number in range(count):
        make_definition(report)
        make_claim(study, make_principle(report, name=f"Principle {number}"))
        make_download(report)
        Quote.objects.create(contribution=report, name_as_printed="A", text="So.")
        make_report(member, title=f"Beside {number}", series=series)
        make_event(member, launches=report)
        make_article(member, about=report)
        person = make_person(f"Author {number}")
        Byline.objects.create(contribution=report, person=person, name_as_printed="A")
        publish_by(report, f"Publisher {number}")
        report.topics.add(f"topic {number}")
    for each in make_recommendations(report, *(f"Do {number}." for number in range(count))):
        make_claim(study, each)
    return report


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_takes_the_same_queries_however_long_it_is(
    client, amina_client, olu_client, queries, report, amina, count
):
    address = filled(report, count, amina).get_absolute_url()

    assert queries(client, address) == 9
    assert queries(amina_client, address) == 11
    assert queries(olu_client, address) == 11


def test_series_shows_its_reports_in_order(client, olu):
    series = make_report_series("Three of a kind", planned_reports=3, summary="In eight months.")
    for place, title in ((3, "The third"), (1, "The first"), (2, "The second")):
        make_report(olu, title=title, series=series, place_in_series=place)
    make_report(olu, title="Without a place", series=series)
    make_report(olu, title="A draft", series=series, place_in_series=4, published=False)

    page = words(client.get(series.get_absolute_url()))

    titles = ["The first", "The second", "The third", "Without a place"]
    assert sorted(titles, key=page.index) == titles
    assert "4 of 3" not in page
    assert "In eight months." in page
    assert "A draft" not in page


def test_series_without_published_reports_says_so(client):
    series = make_report_series()

    assert "No report of this series is published yet." in words(
        client.get(series.get_absolute_url())
    )


@pytest.mark.parametrize("count", [1, 30])
def test_series_takes_the_same_queries_however_long_it_is(
    client, amina_client, queries, olu, count
):
    series = make_report_series()
    for place in range(count):
        make_report(olu, title=f"Part {place}", series=series, place_in_series=place)

    assert queries(client, series.get_absolute_url()) == 2
    assert queries(amina_client, series.get_absolute_url()) == 4


def test_unknown_series_is_not_found(client):
    assert client.get("/reports/series/nothing/").status_code == 404


def test_two_reports_cannot_have_one_place(olu):
    series = make_report_series()
    make_report(olu, title="One", series=series, place_in_series=1)

    with pytest.raises(IntegrityError, match="report_place_once"), transaction.atomic():
        make_report(olu, title="Two", series=series, place_in_series=1)


def test_a_place_needs_a_series(olu):
    with pytest.raises(IntegrityError, match="report_place_has_series"), transaction.atomic():
        make_report(olu, place_in_series=1)


def test_numbers_of_a_list_can_change_places_and_stay_apart(report):
    first, second = make_recommendations(report, "One.", "Two.")
    with transaction.atomic():
        Recommendation.objects.filter(pk=first.pk).update(number=2)
        Recommendation.objects.filter(pk=second.pk).update(number=1)

    Recommendation.objects.filter(pk=first.pk).update(number=1)
    with pytest.raises(IntegrityError, match="recommendation_number_once"):
        connection.check_constraints()


def test_lists_of_a_report_have_places_of_their_own(report):
    RecommendationList.objects.create(report=report, position=1)
    RecommendationList.objects.create(report=report, position=1)

    with pytest.raises(IntegrityError, match="recommendation_list_position_once"):
        connection.check_constraints()


@pytest.mark.parametrize("position", [0, 27])
def test_a_list_has_a_place_for_which_there_is_a_letter(report, position):
    with (
        pytest.raises(IntegrityError, match="recommendation_list_has_a_letter"),
        transaction.atomic(),
    ):
        RecommendationList.objects.create(report=report, position=position)


def test_search_finds_what_a_report_recommends_and_defines(report):
    make_recommendations(report, "Retrain professionals as facilitators.")
    make_definition(report, text="The blindingly obvious.")
    make_principle(report, name="Mutuality and reciprocity")
    report.refresh_index()

    for typed in ("facilitators", "blindingly", "reciprocity"):
        assert Report.objects.matching(typed).get() == report
