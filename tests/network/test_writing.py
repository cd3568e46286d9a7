from network.models import CaseStudy


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
