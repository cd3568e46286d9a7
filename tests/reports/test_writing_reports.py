import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from network.models import Download, Partner
from reports.models import Definition, Principle, Recommendation, RecommendationList, Report
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_definition,
    make_download,
    make_principle,
    make_recommendations,
    make_report,
    make_report_series,
)
from tests.words import words
from tests.writing import rows

pytestmark = pytest.mark.django_db


def pdf(name="report.pdf", content=b"%PDF-1.4\n..."):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def whole(**changes):
    """A report that can be published."""
    return {
        "title": "Right Here, Right Now",
        "dated": "July 2010",
        "summary": "What policy it takes.",
        "body": "<p>It is strong at the edge.</p>",
        "comments_open": "on",
    } | changes


def published_by(*names):
    return rows("partners", *({"name": name, "capacity": "publisher"} for name in names))


@pytest.fixture
def report(olu):
    return make_report(olu, title="Right Here, Right Now")


@pytest.fixture
def edit(olu_client, report):
    """`edit(data)` sends the writing page of the report and gives the answer."""
    return lambda data: olu_client.post(f"{report.get_absolute_url()}edit/", data)


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
            {"text": ""},
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


def test_a_place_in_a_series_that_is_taken_is_said(edit, olu):
    series = make_report_series()
    make_report(olu, title="Another", series=series, place_in_series=3)

    page = edit(whole(series=series.pk, place_in_series=3) | published_by("nef"))

    assert "Another report is number 3 of this series already." in words(page)
    assert page.text.count("is number 3 of this series") == 2


def test_a_place_without_a_series_is_said(edit):
    page = edit(whole(place_in_series=3) | published_by("nef"))

    assert "Say in which series it has this place." in words(page)


def test_a_report_keeps_its_own_place(edit, report):
    series = make_report_series()
    Report.objects.filter(pk=report.pk).update(series=series, place_in_series=3)

    answer = edit(whole(series=series.pk, place_in_series=3) | published_by("nef"))

    assert answer.status_code == 302


def test_a_new_series_begins_with_a_report(edit, report):
    edit(whole(new_series="Three of a kind", place_in_series=1) | published_by("nef"))

    report.refresh_from_db()
    assert report.series.get_absolute_url() == "/reports/series/three-of-a-kind/"
    assert report.place_in_series == 1


def test_one_series_is_chosen_not_two(edit, report):
    series = make_report_series()

    page = edit(whole(series=series.pk, new_series="Another") | published_by("nef"))

    assert "Choose a series or begin a new one, not both." in words(page)


def test_a_file_is_taken_with_its_type_and_size(edit, report, client):
    file = pdf("C:\\fakepath\\Right Here.PDF", b"%PDF-1.4 full")
    edit(whole() | published_by("nef") | rows("downloads", {"file": file, "title": "Full report"}))

    download = report.downloads.get()
    assert (download.title, download.file_name) == ("Full report", "Right Here.pdf")
    assert (download.content_type, download.size) == ("application/pdf", 13)
    assert b"".join(client.get(f"{report.get_absolute_url()}download/")) == b"%PDF-1.4 full"


def test_a_file_without_a_title_is_called_as_it_is_named(edit, report):
    edit(whole() | published_by("nef") | rows("downloads", {"file": pdf("annual-report.pdf")}))

    assert report.downloads.get().title == "annual-report"


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("evil\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "evilfdp.pdf"),
        ("Adroddiad Siân 🙂.pdf", "Adroddiad Siân 🙂.pdf"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_of_files_are_made_safe(edit, report, name, saved):
    edit(whole() | published_by("nef") | rows("downloads", {"file": pdf(name)}))

    assert report.downloads.get().file_name == saved


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (pdf("report.pdf", b"MZ not a report"), "We cannot take this file."),
        (pdf("report.exe", b"MZ"), "We cannot take this file."),
        (pdf("empty.pdf", b""), "The submitted file is empty."),
        ("not a file", "Choose a file."),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(edit, report, file, said):
    page = edit(
        whole() | published_by("nef") | rows("downloads", {"file": file, "title": "Full report"})
    )

    assert said in words(page)
    assert 'value="Full report"' in page.text
    assert not Download.objects.exists()


def test_too_large_a_file_is_refused(edit, monkeypatch):
    monkeypatch.setattr("network.forms.downloads.MOST_MEGABYTES", 0)

    page = edit(whole() | published_by("nef") | rows("downloads", {"file": pdf()}))

    assert "This file is larger than 0 MB." in words(page)


def test_an_accepted_file_is_kept_while_the_rest_is_put_right(edit, report):
    data = whole() | published_by("nef") | {"title": ""}
    page = edit(data | rows("downloads", {"file": pdf("full.pdf"), "title": "Full report"}))
    assert "We have full.pdf (PDF, 12 bytes)." in words(page).replace("\xa0", " ")
    kept = page.text.split('name="downloads-0-kept" value="')[1].split('"')[0]

    edit(whole() | published_by("nef") | rows("downloads", {"kept": kept, "title": "Full report"}))

    download = report.downloads.get()
    assert (download.title, download.file_name, download.size) == ("Full report", "full.pdf", 12)
    assert download.file.read() == b"%PDF-1.4\n..."
    download.file.close()
    assert Download.objects.count() == 1


def test_a_kept_file_replaces_the_one_before(edit, report):
    before = make_download(report, file_name="old.pdf")
    row = {"row": before.pk, "title": "The report"}
    page = edit(
        whole()
        | published_by("nef")
        | {"title": ""}
        | rows("downloads", row | {"file": pdf("new.pdf")})
    )
    kept = page.text.split('name="downloads-0-kept" value="')[1].split('"')[0]

    edit(whole() | published_by("nef") | rows("downloads", row | {"kept": kept}))

    download = Download.objects.get()
    assert (download.pk, download.file_name) == (before.pk, "new.pdf")
    assert download.file.read() == b"%PDF-1.4\n..."
    download.file.close()


def test_a_kept_file_is_for_the_one_who_sent_it(edit, report, admin_client):
    page = edit(whole(title="") | rows("downloads", {"file": pdf(), "title": "Full report"}))
    kept = page.text.split('name="downloads-0-kept" value="')[1].split('"')[0]

    for word in (kept, kept[:-1], "odd", "x" * 10_000):
        answer = admin_client.post(
            "/reports/new/",
            {"title": "Mine"} | rows("downloads", {"kept": word, "title": "Full report"}),
        )
        assert "Choose a file." in words(answer)


def test_a_file_is_replaced_and_the_old_one_forgotten(
    edit, report, django_capture_on_commit_callbacks
):
    download = make_download(report, file_name="old.pdf")
    old = download.file.name
    with django_capture_on_commit_callbacks(execute=True):
        edit(
            whole()
            | published_by("nef")
            | rows("downloads", {"row": download.pk, "title": "New", "file": pdf("new.pdf")})
        )

    download.refresh_from_db()
    assert (download.title, download.file_name) == ("New", "new.pdf")
    assert not download.file.storage.exists(old)
    assert download.file.storage.exists(download.file.name)


def test_a_file_stays_when_only_its_title_changes(edit, report):
    download = make_download(report)
    edit(
        whole()
        | published_by("nef")
        | rows("downloads", {"row": download.pk, "title": "Easy Read"})
    )

    download.refresh_from_db()
    assert download.title == "Easy Read"
    assert download.file.storage.exists(download.file.name)


def test_a_file_taken_away_is_no_longer_public(edit, client, report):
    download = make_download(report)
    edit(
        whole()
        | published_by("nef")
        | rows("downloads", {"row": download.pk, "title": "The report", "DELETE": "on"})
    )

    assert client.get(f"/downloads/{download.pk}/").status_code == 404
    assert not report.downloads.exists()


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

    assert page.status_code == 200
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

    assert queries(olu_client, f"{report.get_absolute_url()}edit/") == 14
