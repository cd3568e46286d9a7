from network.models import CaseStudy
from tests.writing import rows


def test_member_saves_a_draft_with_only_a_title(amina_client, amina):
    page = amina_client.post("/case-studies/new/", {"title": "A lunch club", "comments_open": "on"})
    draft = CaseStudy.objects.get()
    assert page.status_code == 302
    assert page.url == "/case-studies/a-lunch-club/"
    assert (draft.created_by, draft.is_published) == (amina, False)


def test_member_finds_the_form(amina_client):
    page = amina_client.get("/case-studies/new/")
    assert page.status_code == 200
    assert "Save draft" in page.text


def test_bylines_are_kept_in_the_order_given(amina_client):
    people = rows(
        "bylines",
        {"name_as_printed": "Zadie Cole", "took_part_as": "carer", "ORDER": 2},
        {"name_as_printed": "Ann Marsh", "took_part_as": "person", "ORDER": 1},
    )
    amina_client.post("/case-studies/new/", {"title": "A lunch club"} | people)
    draft = CaseStudy.objects.get()
    assert [str(byline) for byline in draft.bylines.all()] == ["Ann Marsh", "Zadie Cole"]
    assert draft.credit == "Ann Marsh and Zadie Cole"
