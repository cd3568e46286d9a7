"""Editions, chapters, corrections and the press: what a report's page shows beside its text."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from network.models import Article, ImpreciseDate, Organisation, Partner
from network.models.snapshots import take
from reports.models import Chapter, Coverage, Erratum, Report
from tests.factories import make_article, make_report
from tests.reports.forms import whole
from tests.words import words
from tests.writing import as_sent, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(olu, report):
    return make_report(
        olu,
        title="Right Here, Right Now: again",
        edition="Second edition",
        dated=ImpreciseDate("2012"),
        earlier_edition=report,
    )


def test_each_edition_keeps_its_page_and_leads_to_the_other(client, report, second):
    older, newer = (client.get(each.get_absolute_url()) for each in (report, second))

    said = words(older)
    assert (
        "There is a newer edition: Right Here, Right Now: again , Second edition ( 2012 ). This page stays"
        in said
    )
    assert f'href="{second.get_absolute_url()}"' in older.text
    assert (
        "Second edition of Right Here, Right Now ( July 2010 ), which has kept its page."
        in words(newer)
    )
    assert "Edition Second edition" in words(newer)


def test_a_draft_of_a_newer_edition_is_told_to_nobody(client, olu_client, report, second):
    Report.objects.filter(pk=second.pk).update(published_at=None)

    for reader in (client, olu_client):
        assert "newer edition" not in words(reader.get(report.get_absolute_url()))


def test_an_organiser_says_of_which_report_it_is_a_newer_edition(edit, report, client):
    older = make_report(title="The first one")

    edit(whole(edition="Second edition", earlier_edition=older.get_absolute_url(), save=""))

    report.refresh_from_db()
    assert report.earlier_edition == older


def test_what_was_chosen_comes_back_as_it_was(olu_client, second, report):
    page = olu_client.get(f"{second.get_absolute_url()}edit/")

    assert as_sent(page)["earlier_edition"] == report.get_absolute_url()


def test_no_report_is_an_edition_of_itself_also_by_a_detour(edit, report, second):
    for each in (report, second):
        page = edit(whole(earlier_edition=each.get_absolute_url(), save=""))
        assert "would be an older edition of itself" in words(page)
    report.refresh_from_db()
    assert report.earlier_edition is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(earlier_edition=report.pk)


def test_an_edition_of_something_else_than_a_report_is_refused(edit, report, amina):
    article = make_article(amina)

    page = edit(whole(earlier_edition=article.get_absolute_url(), save=""))

    assert "This page is no report." in words(page)


def test_chapters_are_read_one_after_the_other(client, report):
    for position, title in enumerate(["What we saw", "What it cost"]):
        Chapter.objects.create(
            report=report, position=position, title=title, body=f"<p>{title}, told.</p>"
        )
    address = report.get_absolute_url()

    page, first = client.get(address), client.get(f"{address}chapters/1/")

    assert "Chapters What we saw What it cost" in words(page)
    assert "What we saw, told." not in words(page)
    assert "What we saw, told." in words(first)
    assert f'href="{address}chapters/2/" rel="next"' in first.text
    assert "Before: What we saw" in words(client.get(f"{address}chapters/2/"))


@pytest.mark.parametrize("number", [0, 3, 10**18])
def test_there_is_no_chapter_but_those(client, report, number):
    Chapter.objects.create(report=report, title="What we saw")

    assert client.get(f"{report.get_absolute_url()}chapters/{number}/").status_code == 404


def test_chapters_of_a_draft_are_its_authors(client, olu, olu_client):
    draft = make_report(olu, title="Draft", published=False)
    Chapter.objects.create(report=draft, title="What we saw")
    address = f"{draft.get_absolute_url()}chapters/1/"

    assert client.get(address).status_code == 404
    page = olu_client.get(address)
    assert "This chapter has no text yet." in words(page)
    assert '<meta name="robots" content="noindex">' in page.text


def test_a_chapter_takes_the_same_queries_however_many_there_are(client, queries, report):
    Chapter.objects.create(report=report, title="One")
    few = queries(client, f"{report.get_absolute_url()}chapters/1/")
    for position in range(1, 30):
        Chapter.objects.create(report=report, position=position, title=f"And {position}")

    assert queries(client, f"{report.get_absolute_url()}chapters/1/") == few == 5


def test_search_finds_what_a_chapter_says(report):
    Chapter.objects.create(report=report, title="Soup", body="<p>Ladles everywhere.</p>")
    report.refresh_index()

    assert Report.objects.matching("ladles").get() == report


def test_corrections_stand_on_the_page_with_their_dates(client, edit, report):
    edit(
        whole(save="")
        | rows(
            "errata",
            {"text": "Page 12: twelve kitchens.", "noted_on": "2010-08-02", "ORDER": 1},
            {"text": "Page 14: six.", "ORDER": 2},
        )
    )

    assert "Page 14: six. 2 August 2010 Page 12: twelve kitchens." in words(
        client.get(report.get_absolute_url())
    )
    assert Erratum.objects.get(text="Page 14: six.").noted_on == timezone.localdate()


def test_coverage_elsewhere_is_listed_with_outlet_date_and_address(client, edit, report):
    edit(
        whole(save="")
        | rows(
            "coverage",
            {
                "title": "Cooking with the council",
                "outlet": "The Riverside Echo",
                "dated": "14 July 2010",
                "address": "https://echo.example/1",
            },
        )
    )

    page = client.get(report.get_absolute_url())
    assert "Cooking with the council , The Riverside Echo , 14 July 2010" in words(page)
    assert '<a href="https://echo.example/1" rel="nofollow"' in page.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://echo.example/", "echo"])
def test_coverage_leads_only_to_pages_of_the_web(edit, report, address):
    row = {"title": "A", "outlet": "B", "dated": "2010", "address": address}

    edit(whole(save="") | rows("coverage", row))

    assert not Coverage.objects.filter(address__startswith=address).exists()


def test_a_date_of_coverage_is_one_that_can_be_read(report):
    Coverage.objects.create(report=report, title="A", outlet="B")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_coverage SET dated = '2010-99'")


def test_press_releases_stand_by_themselves_and_reflections_below(client, report, amina):
    make_article(amina, title="It goes mainstream", about=report, form=Article.Form.PRESS_RELEASE)
    make_article(amina, title="What I think of it", about=report)

    said = words(client.get(report.get_absolute_url()))

    assert "Notes for the press Press release: It goes mainstream" in said
    assert said.count("It goes mainstream") == 1
    assert said.index("What others wrote about it") < said.index("What I think of it")


def test_notes_for_the_press_say_once_who_is_behind_it(client, olu):
    report = make_report(olu, press_notes="<p>Ask Riverside Trust.</p>")
    trust = Organisation.objects.make("Riverside Trust")
    trust.about = "A charity of neighbours."
    trust.save()
    for capacity in (Partner.Capacity.PUBLISHER, Partner.Capacity.AUTHOR):
        Partner.objects.create(contribution=report, organisation=trust, capacity=capacity)

    said = words(client.get(report.get_absolute_url()))

    assert said.count("About Riverside Trust A charity of neighbours.") == 1


def test_new_parts_are_kept_in_the_revisions_of_a_report(report):
    Chapter.objects.create(report=report, title="What we saw")
    Erratum.objects.create(report=report, text="Six.", noted_on=datetime.date(2010, 8, 2))

    parts = take(report)["parts"]

    assert [row["title"] for row in parts["chapters"]] == ["What we saw"]
    assert [row["noted_on"] for row in parts["errata"]] == ["2010-08-02"]
    assert parts["coverage"] == []
