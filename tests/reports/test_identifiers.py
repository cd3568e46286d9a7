"""DOI and ISBN: what is taken, what is kept and what is shown."""

import pytest
from django.core.exceptions import ValidationError

from reports.models import Report
from reports.models.identifiers import IsbnFormField, bare_doi, validate_isbn
from tests.factories import make_report
from tests.reports.forms import whole
from tests.words import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "10.1234/report.2010",
        "https://doi.org/10.1234/report.2010",
        "http://dx.doi.org/10.1234/report.2010",
        "doi: 10.1234/report.2010",
        " DOI:10.1234/report.2010. ",
        "doi.org/10.1234/report.2010",
        "DOI 10.1234/report.2010",
        "https://doi.org/10.1234%2Freport.2010",
    ],
)
def test_a_doi_is_kept_bare_however_it_is_typed(typed):
    assert bare_doi(typed) == "10.1234/report.2010"


@pytest.mark.parametrize(
    "typed", ["report", "10.12/x", "10.1234/", "11.1234/x", "10.1234/a b", '10.1234/<"', "1234"]
)
def test_what_is_no_doi_is_refused(typed):
    with pytest.raises(ValidationError):
        bare_doi(typed)


@pytest.mark.parametrize(
    "typed", ["0-306-40615-2", "0306406152", "978-0-306-40615-7", "043942089x"]
)
def test_isbns_of_both_lengths_are_taken(typed):
    validate_isbn(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "978–0–306–40615–7",
        "978\u20110\u2011306\u201140615\u20117",
        "ISBN-13 (pbk): 978-0-306-40615-7",
        "ISBN978-0-306-40615-7",
    ],
)
def test_an_isbn_is_taken_as_a_pdf_has_it(typed):
    assert IsbnFormField().clean(typed) == "978-0-306-40615-7"
    assert IsbnFormField().clean("ISBN 10: 0-306-40615-2") == "0-306-40615-2"
    assert IsbnFormField().clean("ISBN 1000000001") == "1000000001"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0-306-40615-3", "mistyped"),
        ("978-0-306-40615-8", "mistyped"),
        ("977-0-306-40615-7", "invalid"),
        ("12345", "invalid"),
        ("X306406152", "invalid"),
        ("٠٣٠٦٤٠٦١٥٢", "invalid"),
    ],
)
def test_a_mistyped_isbn_is_told_from_what_is_none(typed, code):
    with pytest.raises(ValidationError) as caught:
        validate_isbn(typed)
    assert caught.value.code == code


def test_hyphens_stay_as_typed_and_the_digits_are_kept_beside(edit, report, client):
    edit(whole(doi="https://doi.org/10.1234/Right", isbn="ISBN 0-8044-2957-x", save=""))

    kept = Report.objects.get(pk=report.pk)
    assert (kept.doi, kept.isbn, kept.isbn_digits) == (
        "10.1234/Right",
        "0-8044-2957-x",
        "080442957X",
    )
    page = client.get(report.get_absolute_url())
    assert '<a href="https://doi.org/10.1234/Right">10.1234/Right</a>' in page.text
    assert "ISBN 0-8044-2957-x" in words(page)


def test_wrong_identifiers_are_told_beside_their_fields_and_nothing_is_lost(edit, report):
    page = edit({"title": "A new title", "doi": "report", "isbn": "0-306-40615-3", "save": ""})

    said = words(page)
    assert "This is no DOI." in said
    assert "One digit of this ISBN must be wrong" in said
    assert 'value="0-306-40615-3"' in page.text
    assert 'value="A new title"' in page.text


def test_odd_characters_of_a_doi_are_encoded_in_its_address():
    report = make_report(doi="10.1002/(sici)1097#4571")

    assert report.doi_address == "https://doi.org/10.1002/(sici)1097%234571"


@pytest.mark.parametrize(
    "asked",
    [
        *("10.1234/right.2010", "https://doi.org/10.1234/right.2010"),
        *("0-8044-2957-X", "080442957x", "colophon", "Evening Argus"),
    ],
)
def test_search_finds_a_report_by_what_libraries_and_newspapers_say(client, report, asked):
    report.doi, report.isbn = "10.1234/right.2010", "0-8044-2957-X"
    report.save()
    report.errata.create(text="The colophon named the wrong year.", noted_on="2011-03-02")
    report.coverage.create(title="Power to the people", outlet="Evening Argus")
    report.refresh_index()
    assert [row.pk for row in client.get("/search/", {"q": asked}).context["page"]] == [report.pk]
