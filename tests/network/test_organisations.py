"""Organisations: their list, their page, and who writes it."""

import pytest

from network.models import Partner
from tests.factories import (
    make_article,
    make_case_study,
    make_organisation,
    make_person,
    make_report,
)

pytestmark = pytest.mark.django_db


def partner(contribution, organisation, capacity="partner"):
    return Partner.objects.create(
        contribution=contribution, organisation=organisation, capacity=capacity
    )


def test_the_list_goes_by_name(client):
    assert "will be here" in client.get("/organisations/").text
    partner(make_report(), make_organisation("Two"))
    make_organisation("One", about="A trust.")
    page = client.get("/organisations/").text
    assert page.index("One</") < page.index("Two</")


def test_who_stands_on_a_draft_alone_is_not_listed(client, olu):
    partner(draft := make_report(olu, published=False), secret := make_organisation("Secret trust"))
    for path in ("/organisations/", "/sitemap-organisations-1.xml"):
        assert "Secret trust" not in (text := client.get(path).text)
        assert secret.slug not in text
    draft.publish()
    assert "Secret trust" in client.get("/organisations/").text


def test_a_page_groups_what_it_took_part_in(client, amina, olu):
    nesta = make_organisation("NESTA", about="An endowment.\n\nhttps://nesta.example/")
    partner(make_report(olu, title="A report"), nesta, "publisher")
    partner(make_case_study(amina, title="A study"), nesta, "host")
    partner(make_article(amina, title="A draft", published=False), nesta)
    response = client.get(nesta.get_absolute_url())
    groups = [(capacity, [str(c) for c in rows]) for capacity, rows in response.context["groups"]]
    assert groups == [("Host", ["A study"]), ("Publisher", ["A report"])]
    assert "An endowment." in response.text
    assert "A draft" not in response.text


def test_something_with_two_capacities_is_named_once(client, olu):
    nesta = make_organisation("NESTA")
    report = make_report(olu, title="A report")
    partner(report, nesta, "publisher")
    partner(report, nesta, "author")
    groups = client.get(nesta.get_absolute_url()).context["groups"]
    assert [len(rows) for _, rows in groups] == [1]


def test_only_people_who_show_where_they_work_are_named(client, amina_client):
    nesta = make_organisation("NESTA")
    make_person("Shown", listed="everyone", organisation=nesta)
    make_person("For members", listed="everyone", organisation=nesta, work_seen_by="members")
    make_person("Unlisted", listed="nobody", organisation=nesta)
    page = client.get(nesta.get_absolute_url()).text
    assert "Shown" in page
    assert "For members" not in page
    assert "Unlisted" not in page
    assert "For members" in amina_client.get(nesta.get_absolute_url()).text


def test_organisers_write_an_organisation(client, amina_client, olu_client):
    nesta = make_organisation("NESTA")
    address = f"{nesta.get_absolute_url()}edit/"
    assert client.get(address).status_code == 302
    assert amina_client.get(address).status_code == 403
    assert amina_client.post(address, {"name": "Mine"}).status_code == 403
    assert "Edit this page" not in amina_client.get(nesta.get_absolute_url()).text
    assert "Edit this page" in olu_client.get(nesta.get_absolute_url()).text
    sent = {"name": "Nesta", "website": "https://nesta.example/", "about": "It gives."}
    response = olu_client.post(address, sent, follow=True)
    assert "The organisation is saved." in response.text
    assert "It gives." in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "Taken"), ("website", "javascript:alert(1)"), ("about", "x" * 2001)],
)
def test_wrong_values_are_named(olu_client, field, value):
    make_organisation("Taken")
    nesta = make_organisation("NESTA")
    sent = {"name": "NESTA"} | {field: value}
    response = olu_client.post(f"{nesta.get_absolute_url()}edit/", sent)
    assert response.status_code == 422
    assert "Please look at this again" in response.text


def test_an_unknown_organisation_is_not_found(client, olu_client):
    assert client.get("/organisations/zebra/").status_code == 404
    assert olu_client.get("/organisations/zebra/edit/").status_code == 404
    assert client.post("/organisations/").status_code == 405


@pytest.mark.parametrize("items", [1, 30])
def test_an_organisation_costs_the_same_for_1_and_30_items(
    client, amina, amina_client, queries, items
):
    nesta = make_organisation("NESTA")
    for number in range(items):
        make_organisation(f"Organisation {number}", about="A trust.")
        make_person(f"Person {number}", listed="everyone", organisation=nesta)
        partner(make_case_study(amina, title=f"Study {number}"), nesta)
    assert queries(client, "/organisations/") == 1
    assert queries(client, nesta.get_absolute_url()) == 4
    assert queries(amina_client, nesta.get_absolute_url()) == 6


def test_an_organisation_sets_no_cookie_and_may_be_kept(client):
    response = client.get(make_organisation().get_absolute_url())
    assert not response.cookies
    assert "public" in response["Cache-Control"]
