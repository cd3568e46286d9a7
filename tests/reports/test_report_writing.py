import pytest

from network.models import Partner
from reports.models import Report
from tests.factories import (
    make_article,
    make_definition,
    make_download,
    make_principle,
    make_recommendations,
    make_report,
)
from tests.reports.forms import published_by, whole
from tests.words import words
from tests.writing import rows

pytestmark = pytest.mark.django_db


def test_organiser_saves_a_draft_with_only_a_title(olu_client, olu):
    answer = olu_client.post("/reports/new/", {"title": "Right here", "save": ""})

    draft = Report.objects.get()
    assert answer.url == "/reports/right-here/"
    assert (draft.created_by, draft.is_published) == (olu, False)


def test_organiser_publishes_a_whole_report(olu_client, client):
    answer = olu_client.post("/reports/new/", whole(publish="") | published_by("NESTA", "nef"))

    report = Report.objects.get()
    assert answer.url == report.get_absolute_url()
    assert report.is_published
    partners = [(each.organisation.name, each.capacity) for each in report.partners.all()]
    assert partners == [
        ("NESTA", Partner.Capacity.PUBLISHER),
        ("nef", Partner.Capacity.PUBLISHER),
    ]
    assert "Publishers NESTA nef" in words(client.get(answer.url))


def test_publishing_asks_for_what_is_still_needed(olu_client):
    page = olu_client.post("/reports/new/", {"title": "Right here", "publish": ""}, follow=True)

    said = words(page)
    assert not Report.objects.get().is_published
    assert "Say in a sentence or two what it is about." in said
    assert "Write something: a few sentences are enough." in said
    assert "Name an author, or the organisation that published it." in said
    assert "Say when it appeared: a year is enough." in said


def test_a_new_page_names_no_author_and_asks_for_publishers(olu_client):
    page = olu_client.get("/reports/new/").text

    assert 'name="bylines-0-name_as_printed"' in page
    assert 'value="Olu Adeyemi"' not in page
    assert '<option value="publisher" selected>' in page


def test_only_organisers_write_reports(client, amina_client, bryn_client, mo_client, admin_client):
    for other in (amina_client, bryn_client, mo_client):
        assert other.get("/reports/new/").status_code == 403
        assert other.post("/reports/new/", whole()).status_code == 403
    assert client.get("/reports/new/").url.startswith("/accounts/login/")
    assert admin_client.get("/reports/new/").status_code == 200
    assert not Report.objects.exists()


def test_organisers_edit_what_is_published_and_their_own_drafts(
    client, amina_client, olu_client, admin_client, report, olu
):
    draft = make_report(olu, title="Draft", published=False)
    published, hidden = (f"{each.get_absolute_url()}edit/" for each in (report, draft))

    assert amina_client.get(published).status_code == 403
    assert amina_client.get(hidden).status_code == 404
    assert client.get(published).url.startswith("/accounts/login/")
    assert olu_client.get(published).status_code == 200
    assert olu_client.get(hidden).status_code == 200
    assert admin_client.get(published).status_code == 200
    assert admin_client.get(hidden).status_code == 404


def test_the_form_shows_all_that_is_there(olu_client, report, amina):
    make_definition(report, text="An equal relationship.")
    make_principle(report, name="People are assets")
    release = make_article(amina, title="It must go mainstream")
    make_recommendations(report, "Retrain.", "Buy outcomes.", title="As printed", source=release)
    make_download(report, file_name="full-report.pdf")

    page = olu_client.get(f"{report.get_absolute_url()}edit/").text

    for shown in (
        "An equal relationship.",
        'value="People are assets"',
        "Retrain.",
        "Buy outcomes.",
        'value="As printed"',
        'value="/articles/it-must-go-mainstream/"',
        "We have full-report.pdf (PDF, 9\N{NO-BREAK SPACE}bytes).",
    ):
        assert shown in page


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"dated": "soon"},
        {"place_in_series": "-1"},
        {"place_in_series": "99999999999"},
        {"series": "999999"},
        {"series": "x"},
        {"elsewhere": "javascript:alert(1)"},
        {"topics": ",".join(f"topic {number}" for number in range(50))},
        {"summary": "x" * 1_000_000},
        {"body": "x" * 200_001},
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(edit, report, change):
    page = edit(whole(also_printed_as="Kept words.") | published_by("nef") | change)

    assert page.status_code == 422
    assert "Please look at this again" in page.text
    assert "Kept words." in page.text
    report.refresh_from_db()
    assert report.also_printed_as == ""


def test_odd_text_is_kept_as_it_is_and_runs_nowhere(edit, report, client):
    odd = "Siân مرحبا 🙂 <script>alert(1)</script>"
    edit(
        whole(title=odd, summary=odd, press_notes=f"<p>{odd}</p>")
        | published_by("nef")
        | rows("definitions", {"term": "Odd", "text": odd})
        | rows("lists", {"title": odd})
        | rows("lists-0-recommendations", {"text": odd})
    )

    report.refresh_from_db()
    assert report.title == odd
    assert "<script>alert" not in client.get(report.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 30])
def test_the_form_takes_the_same_queries_however_much_there_is(olu_client, queries, report, count):
    for number in range(count):
        make_definition(report)
        make_principle(report, name=f"Principle {number}")
        make_download(report)
    make_recommendations(report, *(f"Do {number}." for number in range(count)))

    assert queries(olu_client, f"{report.get_absolute_url()}edit/") == 18
