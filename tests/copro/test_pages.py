"""About, terms, privacy, accessibility: what stands there, and who edits it."""

import pytest

from network.models import Page

pytestmark = pytest.mark.django_db
SLUGS = ["about", "terms", "privacy", "accessibility"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_has_a_first_text(client, slug):
    response = client.get(f"/{slug}/")
    assert response.status_code == 200
    assert "<h1>" in response.text
    assert len(response.text) > 5000


def test_what_the_operator_wrote_takes_its_place(client):
    Page.objects.create(slug="about", title="Who we are", body="<p>Three neighbours.</p>")
    page = client.get("/about/").text
    assert "<h1>Who we are</h1>" in page
    assert "<p>Three neighbours.</p>" in page
    assert "Last changed on" in page


def test_the_terms_say_how_to_report_a_problem_whoever_wrote_them(client, settings):
    settings.CONTACT_EMAIL = "help@network.example"
    Page.objects.create(slug="terms", title="Terms", body="<p>Be kind.</p>")
    page = client.get("/terms/").text
    assert '<section class="section prose" id="contact">' in page
    assert '<a href="mailto:help@network.example">' in page
    assert "help@network.example" not in client.get("/about/").text


def test_the_administrator_is_led_from_the_page_to_its_form(client, admin_client, amina_client):
    page = admin_client.get("/terms/").text
    assert "/admin/network/page/add/?slug=terms" in page
    form = admin_client.get("/admin/network/page/add/?slug=terms").context["adminform"].form
    assert form["title"].value() == "Terms of use"
    assert "How we talk" in form["body"].value()
    for reader in (client, amina_client):
        assert "/admin/" not in reader.get("/terms/").text


def test_the_administrator_changes_a_page(admin_client, client):
    sent = {"slug": "terms", "title": "Terms", "body": "<p>Be kind.</p><script>bad()</script>"}
    assert admin_client.post("/admin/network/page/add/", sent).status_code == 302
    page = client.get("/terms/").text
    assert "<p>Be kind.</p>" in page
    assert "bad()" not in page
    assert (
        f"/admin/network/page/{Page.objects.get().pk}/change/" in admin_client.get("/terms/").text
    )


def test_a_page_without_an_address_cannot_be_made(admin_client):
    assert admin_client.get("/admin/network/page/add/?slug=zebra").status_code == 200
    sent = {"slug": "zebra", "title": "Zebra", "body": ""}
    assert admin_client.post("/admin/network/page/add/", sent).status_code == 200
    assert not Page.objects.exists()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_costs_one_query_and_may_be_kept(client, amina_client, queries, slug):
    assert queries(client, f"/{slug}/") == 1
    assert queries(amina_client, f"/{slug}/") == 3
    response = client.get(f"/{slug}/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert response.text.count('rel="canonical"') == 1
