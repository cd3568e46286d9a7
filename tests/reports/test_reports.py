import pytest

from network.models import Byline, ImpreciseDate, Partner, Person, Quote
from reports.models import Report
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


def publish_by(report, name, capacity=Partner.Capacity.PUBLISHER):
    Partner.objects.create(
        contribution=report, organisation=make_organisation(name), capacity=capacity
    )


def test_visitor_reads_the_summary_before_the_download(client, report):
    make_download(report, title="Full report", content=b"%PDF-" + b"x" * 1_200_000)

    page = client.get(report.get_absolute_url())

    assert "Set-Cookie" not in page
    assert page.text.index("The summary of the report.") < page.text.index(">Full report</a>")
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


def test_definitions_are_quoted_or_marked_as_told_in_our_words(client, report):
    make_definition(report, text="An equal relationship.", source="page 11")
    make_definition(report, text="It is obvious.", is_paraphrase=True, position=1)

    page = words(client.get(report.get_absolute_url()))

    assert "“An equal relationship.” page 11" in page
    assert "It is obvious. Told in our words" in page


def test_principles_lead_to_their_pages_and_say_what_practice_does(client, report, amina):
    principle = make_principle(report, name="People are assets", description="Everybody brings.")
    make_principle(report, name="Mutuality", position=1)
    make_claim(make_case_study(amina), principle)
    make_claim(make_case_study(amina, published=False), principle, stance="challenges")

    page = client.get(report.get_absolute_url())

    assert f'href="{principle.get_absolute_url()}"' in page.text
    said = words(page)
    assert "People are assets Everybody brings. From practice: 1 supports it Mutuality" in said
    assert "Mutuality Nothing here speaks to this yet" in said


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

    assert "Adeyemi, O. (2010). Right Here, Right Now . NESTA; nef. http" in page


def test_a_citation_without_people_or_date_names_the_organisation(client):
    report = make_report(title="Alone", dated=None)
    publish_by(report, "Innovation Unit", Partner.Capacity.AUTHOR)

    page = words(client.get(report.get_absolute_url()))

    assert "Innovation Unit. (n.d.). Alone ." in page


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


def test_card_of_a_report_without_people_names_its_organisations(client):
    report = make_report(title="By nobody in particular")
    publish_by(report, "NESTA")
    publish_by(report, "nef")
    report.refresh_index()

    assert "NESTA and nef" in words(client.get("/reports/"))


def test_only_the_newest_of_many_articles_stand_below(client, report, amina, monkeypatch):
    monkeypatch.setattr("reports.models.reports.MOST_BESIDE", 1)
    make_article(amina, title="An older thought", about=report)
    make_article(amina, title="The newest thought", about=report)

    said = words(client.get(report.get_absolute_url()))

    assert "The newest thought" in said
    assert "An older thought" not in said


def test_search_finds_what_a_report_recommends_and_defines(report):
    make_recommendations(report, "Retrain professionals as facilitators.")
    make_definition(report, text="The blindingly obvious.")
    make_principle(report, name="Mutuality and reciprocity", description="Everybody gives.")
    report.refresh_index()

    for typed in ("facilitators", "blindingly", "reciprocity", "everybody"):
        assert Report.objects.matching(typed).get() == report
