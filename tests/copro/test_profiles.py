"""The page of a person: what they took part in, and what each reader sees of them."""

import pytest
from django.utils import timezone

from events.models import Appearance
from network.models import Byline, Person
from tests.factories import make_case_study, make_event, make_person, make_photo

pytestmark = pytest.mark.django_db


def published_with(person, *, title="A study", **fields):
    """A case study that names somebody, published."""
    study = make_case_study(title=title, published=False)
    Byline.objects.create(contribution=study, person=person, name_as_printed="S. Rao", **fields)
    study.publish()


def groups(response):
    return [(part, [str(row) for row in rows]) for part, rows in response.context["groups"]]


def test_contributions_stand_under_how_they_took_part(client, olu):
    person = make_person()
    published_with(person, took_part_as="professional")
    event = make_event(olu, title="A talk")
    Appearance.objects.create(
        event=event, person=person, capacity="keynote", name_as_printed="S. Rao"
    )
    response = client.get(person.get_absolute_url())
    assert groups(response) == [("Keynote", ["A talk"]), ("Professional", ["A study"])]


def test_a_life_is_told_on_a_profile_only_when_it_was_confirmed(client):
    person = make_person()
    published_with(person, took_part_as="carer")
    assert groups(client.get(person.get_absolute_url())) == [("", ["A study"])]
    assert "Carer or family" not in client.get(person.get_absolute_url()).text
    Byline.objects.update(confirmed_at=timezone.now())
    assert groups(client.get(person.get_absolute_url())) == [("Carer or family", ["A study"])]


def test_drafts_are_on_no_profile(client, amina, amina_client):
    make_case_study(amina, title="Seen")
    make_case_study(amina, title="A secret draft", published=False)
    for reader in (client, amina_client):
        page = reader.get("/people/amina-haddad/").text
        assert "Seen" in page
        assert "A secret draft" not in page


FIELDS = {
    "role": ("work_seen_by", "Bread maker"),
    "place": ("work_seen_by", "Llanelli"),
    "about": ("about_seen_by", "I bake at night."),
    "can_help_with": ("help_seen_by", "Sourdough"),
    "looking_for": ("looking_seen_by", "A bigger oven"),
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("seen_by", "readers"),
    [
        ("everyone", {"visitor", "bryn", "owner"}),
        ("members", {"bryn", "owner"}),
        ("nobody", {"owner"}),
    ],
)
def test_each_field_is_seen_by_those_whom_its_owner_chose(
    client, bryn_client, amina, amina_client, field, seen_by, readers
):
    person = Person.objects.of_member(amina)
    who, words = FIELDS[field]
    setattr(person, field, words)
    setattr(person, who, seen_by)
    person.listed = "everyone"
    person.save()
    everybody = {"visitor": client, "bryn": bryn_client, "owner": amina_client}
    for name, reader in everybody.items():
        page = reader.get(person.get_absolute_url()).text
        assert (words in page) == (name in readers), name


def test_a_photo_is_seen_by_those_whom_its_owner_chose(client, bryn_client, amina):
    person = Person.objects.of_member(amina)
    person.photo, person.listed = make_photo(), "everyone"
    person.save()
    assert person.photo.small.url not in client.get(person.get_absolute_url()).text
    assert person.photo.small.url in bryn_client.get(person.get_absolute_url()).text


@pytest.mark.parametrize(
    ("listed", "statuses"),
    [("everyone", (200, 200, 200)), ("members", (404, 200, 200)), ("nobody", (404, 404, 200))],
)
def test_a_profile_opens_for_those_whom_its_owner_chose(
    client, bryn_client, amina, amina_client, listed, statuses
):
    person = Person.objects.of_member(amina)
    Person.objects.filter(pk=person.pk).update(listed=listed)
    readers = (client, bryn_client, amina_client)
    answers = tuple(reader.get(person.get_absolute_url()).status_code for reader in readers)
    assert answers == statuses


def test_whoever_is_named_on_something_published_can_be_found(client):
    person = make_person(listed="nobody")
    assert client.get(person.get_absolute_url()).status_code == 404
    published_with(person)
    assert client.get(person.get_absolute_url()).status_code == 200


def test_only_its_owner_is_offered_to_edit(client, amina, amina_client, bryn_client, olu_client):
    make_case_study(amina)
    address = "/people/amina-haddad/"
    assert "Edit your profile" in amina_client.get(address).text
    for reader in (client, bryn_client, olu_client):
        assert "profile</a>" not in reader.get(address).text


def test_an_organiser_may_edit_somebody_without_an_account(olu_client):
    person = make_person(listed="everyone")
    assert "Edit this profile" in olu_client.get(person.get_absolute_url()).text


def test_what_people_write_of_themselves_is_escaped(client):
    person = make_person(
        "<b>Jo</b>", listed="everyone", about="<script>bad()</script> https://example.org/",
        about_seen_by="everyone",
    )  # fmt: skip
    page = client.get(person.get_absolute_url()).text
    assert "<script>bad()" not in page
    assert "<b>Jo</b>" not in page
    assert '<a href="https://example.org/" rel="nofollow">' in page


def test_a_name_in_another_script_has_a_page(client):
    person = make_person("نادية الخطيب", listed="everyone")
    assert "نادية الخطيب" in client.get(person.get_absolute_url()).text


def test_nobody_by_that_name(client):
    assert client.get("/people/zebra/").status_code == 404
    assert client.post("/people/zebra/").status_code == 405


@pytest.mark.parametrize("items", [1, 30])
def test_a_profile_costs_the_same_for_1_and_30_items(
    client, amina, olu, amina_client, queries, items
):
    person = Person.objects.of_member(amina)
    for number in range(items):
        make_case_study(amina, title=f"Study {number}")
        event = make_event(olu, title=f"Event {number}")
        Appearance.objects.create(event=event, person=person, name_as_printed="A.")
    assert queries(client, "/people/amina-haddad/") == 4
    assert queries(amina_client, "/people/amina-haddad/") == 6


def test_a_profile_sets_no_cookie_and_may_be_kept(client, amina):
    make_case_study(amina)
    response = client.get("/people/amina-haddad/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_its_owner_is_told_who_else_sees_each_part(amina, amina_client, bryn_client):
    Person.objects.filter(member=amina).update(
        about="I bake.", about_seen_by="members", listed="everyone"
    )
    address = "/people/amina-haddad/"
    assert "Seen by: members only" in amina_client.get(address).text
    assert "Seen by" not in bryn_client.get(address).text
