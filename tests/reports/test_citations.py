"""How reports are cited, in words and for programs."""

import json
import re

import pytest

from network.models import Byline, ImpreciseDate, Partner
from reports.citations import Citation, Name, apa_list, citation_of, harvard_list, tex
from reports.models import Report
from tests.factories import (
    make_download,
    make_organisation,
    make_person,
    make_report,
    make_report_series,
)
from tests.words import words

pytestmark = pytest.mark.django_db


def names(*printed):
    return [Name.of_person(each) for each in printed]


def written_by(report, *printed):
    for position, name in enumerate(printed):
        Byline.objects.create(
            contribution=report,
            person=make_person(name),
            name_as_printed=name,
            position=position,
        )
    return report


def kept_by(report, name, capacity):
    Partner.objects.create(
        contribution=report, organisation=make_organisation(name), capacity=capacity
    )


def cited(report):
    return citation_of(Report.objects.for_citation().get(pk=report.pk))


@pytest.mark.parametrize(
    ("printed", "turned", "short"),
    [
        ("David Boyle", "Boyle, David", "Boyle, D."),
        ("Zoë O’Hara-Jones", "O’Hara-Jones, Zoë", "O’Hara-Jones, Z."),
        ("Jean-Luc Godard", "Godard, Jean-Luc", "Godard, J.-L."),
        ("Vincent van der Berg", "van der Berg, Vincent", "van der Berg, V."),
        ("John F. Ross", "Ross, John F.", "Ross, J. F."),
        ("A.B. Smith", "Smith, A.B.", "Smith, A. B."),
        ("Máire Ní Bhriain", "Ní Bhriain, Máire", "Ní Bhriain, M."),
        ("Rhys ap Owen", "ap Owen, Rhys", "ap Owen, R."),
        # Which word is the family's cannot be told from these.
        ("Gabriel García Márquez", "Gabriel García Márquez", "Gabriel García Márquez"),
        ("毛泽东", "毛泽东", "毛泽东"),
        ("ليلى حداد", "ليلى حداد", "ليلى حداد"),
        ("Prof Okoro", "Prof Okoro", "Prof Okoro"),
        ("Councillor Khan", "Councillor Khan", "Councillor Khan"),
        ("Baroness Hale", "Baroness Hale", "Baroness Hale"),
        ("Carers UK", "Carers UK", "Carers UK"),
        ("The reading group", "The reading group", "The reading group"),
        ("Sam", "Sam", "Sam"),
        ("", "", ""),
    ],
)
def test_a_name_is_turned_round_only_where_it_is_plain(printed, turned, short):
    name = Name.of_person(printed)

    assert (name.turned, name.short) == (turned, short)


def test_lists_of_authors_are_joined_as_each_style_asks():
    one, two, many = names("Ann Price"), names("Ann Price", "Bo Lee"), names(*["Ann Price"] * 4)

    assert apa_list(one) == "Price, A."
    assert apa_list(two) == "Price, A., & Lee, B."
    assert apa_list(names(*["Ann Price"] * 21)).endswith("Price, A., … Price, A.")
    assert harvard_list(two) == "Price, A. and Lee, B."
    assert harvard_list(many) == "Price, A. et al."
    assert apa_list([]) == harvard_list([]) == ""


def test_what_tex_would_read_is_escaped():
    assert tex(r"50% & #1_{a} ~^$ \x") == (
        r"50\% \& \#1\_\textbraceleft{}a\textbraceright{}"
        r" \textasciitilde{}\textasciicircum{}\$ \textbackslash{}x"
    )


def test_an_organisation_that_wrote_and_published_is_named_once_in_apa():
    report = make_report(title="Alone")
    for capacity in (Partner.Capacity.AUTHOR, Partner.Capacity.PUBLISHER):
        Partner.objects.create(
            contribution=report,
            organisation=report.partners.first().organisation
            if report.partners.exists()
            else make_organisation("Innovation Unit"),
            capacity=capacity,
        )

    apa = cited(report).apa

    assert apa.startswith("Innovation Unit. (2010). <cite>Alone</cite>. http")
    assert apa.count("Innovation Unit") == 1


def test_a_title_cannot_put_markup_into_a_citation():
    report = make_report(title="<b>Bold</b> & more.")

    assert "<cite>&lt;b&gt;Bold&lt;/b&gt; &amp; more</cite>." in cited(report).apa


def test_nobody_is_named_who_had_their_name_taken_down(client):
    report = written_by(make_report(), "Ann Price")
    byline = report.bylines.get()
    byline.person.withheld_at = report.published_at
    byline.person.save()

    assert cited(report).authors == ()
    assert cited(report).apa.startswith("<cite>Right together</cite>. (2010). http")
    assert cited(report).harvard.startswith("<cite>Right together</cite> (2010). Available at: ")
    byline.name_as_printed = "Name withheld"
    byline.save()
    head = client.get(report.get_absolute_url()).text.partition("<body")[0]
    assert "citation_author" not in head
    assert "Name withheld" not in head


def test_bibtex_holds_corporate_authors_in_braces_and_the_whole_reference(client):
    report = make_report(
        title="100% together", dated=ImpreciseDate("2010-07"), doi="10.1234/a_b", isbn=""
    )
    kept_by(report, "Health & Care", Partner.Capacity.AUTHOR)
    kept_by(report, "NESTA", Partner.Capacity.PUBLISHER)

    answer = client.get(f"{report.get_absolute_url()}citation.bib")

    assert answer.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="100-together.bib"'
    assert answer.text == (
        "@techreport{care2010100,\n"
        "  author = {{Health \\& Care}},\n"
        "  title = {{100\\% together}},\n"
        "  institution = {{NESTA}},\n"
        "  year = {2010},\n"
        "  month = jul,\n"
        "  doi = {10.1234/a_b},\n"
        "  url = {http://copro.example/reports/100-together/}\n"
        "}\n"
    ).replace("http://copro.example", cited(report).page.split("/reports/")[0])


def test_ris_has_one_field_a_line_and_ends(client):
    report = make_report(
        title="Right\ttogether", dated=ImpreciseDate("2010-07-20"), isbn="0-306-40615-2"
    )
    written_by(report, "David Boyle", "Gabriel García Márquez")

    lines = client.get(f"{report.get_absolute_url()}citation.ris").content.decode().split("\r\n")

    assert lines[:6] == [
        "TY  - RPRT",
        "AU  - Boyle, David",
        "AU  - Gabriel García Márquez",
        "TI  - Right together",
        "PY  - 2010",
        "DA  - 2010/07/20/",
    ]
    assert "SN  - 0-306-40615-2" in lines
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])


@pytest.mark.parametrize("ending", ["bib", "ris"])
def test_a_draft_is_cited_by_nobody_else(client, olu_client, olu, queries, ending):
    draft = make_report(olu, title="Draft", published=False)
    address = f"{draft.get_absolute_url()}citation.{ending}"

    assert client.get(address).status_code == 404
    assert olu_client.get(address).status_code == 200


def test_catalogues_read_who_wrote_it_when_and_where_the_file_is(client):
    report = make_report(
        title="Right together",
        dated=ImpreciseDate("2010-07"),
        doi="10.1234/x",
        isbn="0-306-40615-2",
    )
    written_by(report, "David Boyle")
    kept_by(report, "NESTA", Partner.Capacity.PUBLISHER)
    make_download(report, title="Figures", content_type="text/csv; charset=utf-8")
    file = make_download(report, title="Full report", position=1)

    head = client.get(report.get_absolute_url()).text.partition("<body")[0]
    told = re.findall(r'<meta name="citation_(\w+)" content="([^"]*)">', head)

    site = cited(report).page.split("/reports/")[0]
    assert told == [
        ("title", "Right together"),
        ("author", "Boyle, David"),
        ("publication_date", "2010/07"),
        ("technical_report_institution", "NESTA"),
        ("doi", "10.1234/x"),
        ("isbn", "0306406152"),
        ("abstract_html_url", f"{site}/reports/right-together/"),
        ("pdf_url", f"{site}/downloads/{file.pk}/"),
    ]


def test_catalogues_find_the_main_file_below_the_page_as_google_scholar_asks(client):
    report = make_report(title="Right together")
    make_download(report, title="Full report")

    site = cited(report).page.split("/reports/")[0]
    told = f'name="citation_pdf_url" content="{site}/reports/right-together/download/"'
    assert told in client.get(report.get_absolute_url()).text


def test_a_draft_tells_catalogues_nothing(olu_client, olu):
    draft = make_report(olu, title="Draft", published=False)

    assert "citation_title" not in olu_client.get(draft.get_absolute_url()).text


def test_search_engines_read_the_report_its_files_series_and_identifiers(client):
    series = make_report_series("Three parts")
    report = make_report(doi="10.1234/x", series=series, place_in_series=2)
    kept_by(report, "nef", Partner.Capacity.AUTHOR)
    make_download(report, title="Full report", content=b"%PDF-1.4\n")

    page = client.get(report.get_absolute_url()).text
    blocks = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)
    data = json.loads(blocks[0])

    assert data["@type"] == "Report"
    assert [author["name"] for author in data["author"]] == ["nef"]
    assert data["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1234/x"}
    ]
    assert data["sameAs"] == ["https://doi.org/10.1234/x"]
    assert (data["isPartOf"]["name"], data["position"]) == ("Three parts", 2)
    assert data["encoding"][0]["encodingFormat"] == "application/pdf"
    assert data["encoding"][0]["contentSize"] == "9 B"


def test_the_page_offers_each_style_to_copy_and_both_files(client, report):
    page = client.get(report.get_absolute_url())

    said = words(page)
    assert "APA Adeyemi, O. (2010). Right Here, Right Now . http" in said
    assert "Harvard Adeyemi, O. (2010) Right Here, Right Now . Available at: http" in said
    assert "(Accessed: " in said
    assert "@misc{adeyemi2010right," in said
    assert f'href="{report.get_absolute_url()}citation.bib"' in page.text
    assert f'href="{report.get_absolute_url()}citation.ris"' in page.text


def test_a_reference_is_read_of_what_was_fetched(django_assert_num_queries):
    report = written_by(make_report(), "Ann Price")
    fetched = Report.objects.for_citation().get(pk=report.pk)

    with django_assert_num_queries(0):
        citation = citation_of(fetched)
        assert all((citation.bibtex, citation.ris, citation.apa, citation.harvard))
    assert isinstance(citation, Citation)


def test_people_bodies_and_publishers_are_told_in_their_order():
    report = written_by(make_report(title="Who decides?"), "David Boyle", "Vincent van der Berg")
    kept_by(report, "Science, Technology & the Arts", Partner.Capacity.PUBLISHER)
    kept_by(report, "nef", Partner.Capacity.AUTHOR)

    citation = cited(report)

    assert citation.apa.startswith(
        "Boyle, D., &amp; van der Berg, V. (2010). <cite>Who decides?</cite> "
        "nef; Science, Technology &amp; the Arts. http"
    )
    assert citation.harvard.startswith(
        "Boyle, D. and van der Berg, V. (2010) <cite>Who decides?</cite> "
        "nef and Science, Technology &amp; the Arts. Available at: http"
    )
    assert "  author = {Boyle, David and van der Berg, Vincent},\n" in citation.bibtex
    assert "  institution = {{nef and Science, Technology \\& the Arts}},\n" in citation.bibtex


def test_the_comma_of_an_organisation_does_not_turn_its_name_round(client):
    report = make_report()
    kept_by(report, "Science, Technology and the Arts", Partner.Capacity.AUTHOR)
    kept_by(report, "nef", Partner.Capacity.AUTHOR)

    citation = cited(report)

    assert "AU  - Science Technology and the Arts\r\nAU  - nef\r\n" in citation.ris
    assert "author = {{Science, Technology and the Arts} and {nef}}," in citation.bibtex
    assert citation.apa.startswith("Science, Technology and the Arts, &amp; nef. (2010). ")
    page = client.get(report.get_absolute_url()).text
    assert '<meta name="citation_author" content="Science Technology and the Arts">' in page


@pytest.mark.parametrize(
    ("printed", "apa", "harvard", "programs"),
    [
        ("Second edition", " (2nd ed.).", "2nd edn.", "2nd"),
        ("11th edition", " (11th ed.).", "11th edn.", "11th"),
        ("First edition", ".", "", "1st"),
        (
            "Revised, with a new preface",
            " (Revised, with a new preface).",
            "Revised, with a new preface.",
            "Revised,",
        ),
    ],
)
def test_an_edition_is_told_as_each_style_asks(printed, apa, harvard, programs):
    citation = cited(make_report(title="Alone", edition=printed))

    assert citation.apa.startswith(f"<cite>Alone</cite>{apa} (2010)")
    assert f"(2010). {harvard}" in citation.harvard
    assert f"  edition = {{{programs}" in citation.bibtex
    assert f"\r\nET  - {programs}" in citation.ris


def test_a_report_without_a_date_says_so():
    citation = cited(written_by(make_report(title="Alone", dated=""), "Ann Price"))

    assert citation.apa.startswith("Price, A. (n.d.). <cite>Alone</cite>. ")
    assert citation.harvard.startswith("Price, A. (no date) <cite>Alone</cite>. ")
    assert citation.bibtex.startswith("@misc{pricealone,")
    assert not re.search(r"year|month", citation.bibtex)
    assert not re.search(r"^(PY|DA) ", citation.ris, re.MULTILINE)


def test_no_title_and_no_doi_opens_a_brace_that_nothing_closes():
    report = make_report(title="Sets {a, b and more", doi="10.1234/a{b")
    kept_by(report, "}{ Unit", Partner.Capacity.AUTHOR)

    entry = cited(report).bibtex

    depths, depth = [], 0
    for char in entry[entry.index("{") :].rstrip():
        depth += (char == "{") - (char == "}")
        depths.append(depth)
    assert depths.index(0) == len(depths) - 1


def test_search_engines_read_people_and_organisations_that_wrote_it(client):
    report = written_by(make_report(edition="Second edition"), "Ann Price")
    kept_by(report, "nef", Partner.Capacity.AUTHOR)

    page = client.get(report.get_absolute_url()).text
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)[0])

    assert [(each["@type"], each["name"]) for each in data["author"]] == [
        ("Person", "Ann Price"),
        ("Organization", "nef"),
    ]
    assert data["version"] == "Second edition"
