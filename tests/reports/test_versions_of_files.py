"""A report in several files: languages, forms, and the edition with which an Easy Read version goes."""

import json
import re

import pytest

from network.models import Download, ImpreciseDate, Revision
from reports.models import Report
from tests.factories import make_article, make_download, make_event, make_report
from tests.reports.forms import pdf, published_by, whole
from tests.words import words
from tests.writing import as_sent, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(olu, report):
    return make_report(
        olu,
        title="Right Here, Right Now: again",
        edition="Second edition",
        dated=ImpreciseDate("2021"),
        earlier_edition=report,
    )


def easy_read(report, **fields):
    return make_download(report, title="In pictures", form=Download.Form.EASY_READ, **fields)


def shown(client, report):
    return words(client.get(report.get_absolute_url()))


def test_an_organiser_says_what_each_file_is_and_in_which_language(edit, report, client):
    row = {"file": pdf(), "title": "Crynodeb", "form": "summary", "language": "cy"}

    edit(whole() | published_by("nef") | rows("downloads", row))

    page = client.get(report.get_absolute_url())
    assert "Crynodeb Summary, Welsh ( Cymraeg ), PDF, 12" in words(page)
    assert 'hreflang="cy"' in page.text
    assert '<span lang="cy" dir="auto">Cymraeg</span>' in page.text
    sent = as_sent(edit({"title": ""}))
    assert (sent["downloads-0-form"], sent["downloads-0-language"]) == ("summary", "cy")


@pytest.mark.parametrize("change", [{"language": "tlh"}, {"form": "song"}, {"edition": "x" * 61}])
def test_what_nobody_offers_is_refused_and_the_file_kept(edit, report, change):
    page = edit(whole() | published_by("nef") | rows("downloads", {"file": pdf()} | change))

    assert "Please look" in words(page)
    assert "We have report.pdf" in words(page)
    assert not report.downloads.exists()


def test_a_page_that_asks_for_no_language_changes_none(edit, report):
    file = make_download(report, language="cy")

    edit(whole() | published_by("nef") | rows("downloads", {"row": file.pk, "title": "Y cyfan"}))

    file.refresh_from_db()
    assert (file.title, file.language) == ("Y cyfan", "cy")


def test_english_is_not_mentioned(client, report):
    make_download(report, title="Full report")

    assert "Full report PDF, 9" in shown(client, report)
    assert "English" not in shown(client, report)


def test_a_language_that_left_the_list_is_told_by_its_tag(client, report):
    make_download(report, language="br")

    assert "br ( br ), PDF" in shown(client, report)


def test_easy_read_is_first_and_plain_and_the_short_address_keeps_the_report(client, report):
    simple = easy_read(report, content=b"%PDF-easy")
    make_download(report, content=b"%PDF-whole", title="Full report", position=1)
    address = report.get_absolute_url()

    page = client.get(address)

    said = words(page)
    assert "An Easy Read version Easy Read of this report PDF, 9" in said
    assert said.index("An Easy Read version") < said.index("The summary of the report.")
    assert f'<a href="/downloads/{simple.pk}/" download' in page.text
    assert b"".join(client.get(f"{address}download/")) == b"%PDF-whole"
    b"".join(client.get(f"/downloads/{simple.pk}/"))
    assert dict(report.downloads.values_list("title", "downloaded")) == {
        "In pictures": 1,
        "Full report": 1,
    }


def test_only_a_companion_is_offered_at_the_short_address_where_there_is_nothing_else(
    client, report
):
    easy_read(report, content=b"%PDF-easy")

    assert b"".join(client.get(f"{report.get_absolute_url()}download/")) == b"%PDF-easy"


def test_the_page_says_of_which_edition_its_easy_read_is(client, report, second):
    easy_read(second, edition="second Edition")

    assert "Easy Read of the second edition, 2021" in shown(client, second)
    assert "may be different" not in shown(client, second)


def test_where_there_is_a_newer_edition_easy_read_says_that_it_is_of_the_earlier(
    client, report, second
):
    easy_read(report)

    said = shown(client, report)
    assert "Easy Read of the edition of 2010" in said
    assert "There is a newer edition. This goes with the earlier one." in said
    Report.objects.filter(pk=second.pk).update(published_at=None)
    assert "newer edition" not in shown(client, report)


def test_a_newer_edition_without_easy_read_leads_to_that_of_the_earlier(client, report, second):
    file = easy_read(report)

    page = client.get(second.get_absolute_url())
    said = words(page)
    assert "Easy Read of the edition of 2010" in said
    assert (
        "There is no Easy Read of the second edition, 2021 yet: some of it may be different."
        in said
    )
    assert f'href="/downloads/{file.pk}/"' in page.text
    Report.objects.filter(pk=report.pk).update(published_at=None)
    assert "Easy Read" not in shown(client, second)


def test_easy_read_of_another_edition_on_the_page_of_this_one_says_so(client, second):
    easy_read(second, edition="First edition")

    said = shown(client, second)
    assert "Easy Read of the first edition" in said
    assert "This page is of the second edition, 2021: some of it may be different." in said


def test_a_report_that_becomes_a_new_edition_asks_what_its_easy_read_tells(edit, report):
    """The file is of the edition before, and would silently be told as the new one."""
    file = easy_read(report)
    row = {"row": file.pk, "title": "In pictures", "form": "easy-read"}
    data = whole(edition="Second edition") | published_by("nef")

    page = edit(data | rows("downloads", row))

    assert "Say which one the Easy Read version was made from" in words(page)
    report.refresh_from_db()
    assert report.edition == ""
    edit(data | rows("downloads", row | {"edition": "First edition"}))
    report.refresh_from_db()
    assert (report.edition, report.downloads.get().edition) == ("Second edition", "First edition")


def test_revisions_tell_and_put_back_what_a_file_was(edit, report, olu):
    file = make_download(report, form=Download.Form.SUMMARY, language="cy")
    row = {"row": file.pk, "title": "The report", "form": "full", "language": "en"}
    edit(whole() | published_by("nef") | rows("downloads", row))
    report.refresh_from_db()
    before = report.revisions.get(number=1)

    Revision.objects.go_back(before, by=olu, seen=report.updated_at.isoformat())

    file.refresh_from_db()
    assert (file.form, file.language) == ("summary", "cy")


def test_machines_read_language_and_access_of_each_file(client, report):
    easy_read(report)
    make_download(report, form=Download.Form.LARGE_PRINT, position=1)
    make_download(report, language="cy", position=2)

    page = client.get(report.get_absolute_url()).text
    [data] = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)[:1]

    told = [
        (each["inLanguage"], each.get("accessibilitySummary"), each.get("accessibilityFeature"))
        for each in json.loads(data)["encoding"]
    ]
    assert told == [("en", "Easy Read", None), ("en", None, "largePrint"), ("cy", None, None)]


def test_catalogues_are_led_to_the_whole_and_to_no_companion(client, report):
    easy_read(report)
    assert "citation_pdf_url" not in client.get(report.get_absolute_url()).text

    file = make_download(report, position=1)

    head = client.get(report.get_absolute_url()).text
    address = f"{report.get_absolute_url()}download/"
    assert f'{address}">' in head.split("citation_pdf_url")[1][:90]
    assert file.file_name in client.head(address)["Content-Disposition"]


def test_its_authors_read_how_often_each_file_was_taken(olu_client, client, report):
    file = make_download(report, title="Full report")
    Download.objects.filter(pk=file.pk).update(downloaded=7)

    assert "Downloaded so far: Full report 7 times." in shown(olu_client, report)
    assert "Downloaded so far" not in shown(client, report)


@pytest.mark.parametrize("make", [make_article, make_event])
def test_easy_read_comes_first_on_other_pages_too(client, olu, make):
    about = make(olu)
    make_download(about, title="The paper", position=0)
    easy_read(about, position=1, language="pl")

    said = shown(client, about)

    assert "In pictures Easy Read, Polish ( Polski ), PDF" in said
    assert said.index("In pictures") < said.index("The paper")


def test_files_of_other_editions_cost_no_query(queries, client, report, second):
    few = queries(client, second.get_absolute_url())
    for _ in range(5):
        easy_read(report)
        easy_read(second, edition="First edition")

    assert queries(client, second.get_absolute_url()) == few == 9
