"""Writing a profile: what is kept, who may, and what becomes of the photo."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from network.models import Organisation, Person, Photo
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db
ADDRESS = "/people/amina-haddad/edit/"


def filled(client, **changed):
    """What a browser would send from the form as it stands, with some fields changed."""
    form = client.get(ADDRESS).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name not in ("upload",)}
    return {name: value for name, value in (sent | changed).items() if value is not None}


def picture(name="me.png", side=300):
    out = BytesIO()
    Image.new("RGB", (side, side), "teal").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@pytest.fixture
def person(amina):
    return Person.objects.of_member(amina)


def test_a_member_writes_their_profile(amina_client, person):
    sent = filled(
        amina_client,
        name="Amina H.",
        role="Carer",
        place="Leeds",
        region="yorkshire",
        works_for="Riverside Trust",
        about="I like bread.",
        about_seen_by="everyone",
    )
    response = amina_client.post(ADDRESS, sent, follow=True)
    assert response.redirect_chain == [("/people/amina-haddad/", 302)]
    assert "The profile is saved." in response.text
    assert "I like bread." in response.text
    person.refresh_from_db()
    assert (person.name, person.role, person.about_seen_by) == ("Amina H.", "Carer", "everyone")
    assert person.organisation.name == "Riverside Trust"
    assert person.member.name == "Amina H."


def test_an_organisation_that_is_known_is_not_made_again(amina_client, person):
    known = make_organisation("National Endowment", short_name="NESTA")
    amina_client.post(ADDRESS, filled(amina_client, works_for="nesta"))
    person.refresh_from_db()
    assert person.organisation == known
    amina_client.post(ADDRESS, filled(amina_client, works_for=""))
    person.refresh_from_db()
    assert person.organisation is None
    assert Organisation.objects.count() == 1


def test_a_photo_is_put_there_replaced_and_taken_away(
    amina_client, person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        amina_client.post(ADDRESS, filled(amina_client) | {"upload": picture()})
        person.refresh_from_db()
        first = person.photo
        assert (first.width, first.is_decorative) == (300, True)
        amina_client.post(ADDRESS, filled(amina_client) | {"upload": picture(side=200)})
        person.refresh_from_db()
        assert person.photo.width == 200
        assert not Photo.objects.filter(pk=first.pk).exists()
        amina_client.post(ADDRESS, filled(amina_client, remove="on"))
    person.refresh_from_db()
    assert person.photo is None
    assert not Photo.objects.exists()
    assert not first.file.storage.exists(first.file.name)


def test_saving_again_keeps_the_photo(amina_client, person):
    amina_client.post(ADDRESS, filled(amina_client) | {"upload": picture()})
    amina_client.post(ADDRESS, filled(amina_client, remove=None, role="Carer"))
    person.refresh_from_db()
    assert person.photo.width == 300


def test_a_photo_is_not_lost_when_something_else_is_wrong(amina_client, person):
    response = amina_client.post(ADDRESS, filled(amina_client, name="") | {"upload": picture()})
    assert "Please fill this in." in response.text
    form = response.context["form"]
    assert form.photo is not None
    again = filled(amina_client) | {"kept": form.data["kept"]}
    amina_client.post(ADDRESS, again)
    person.refresh_from_db()
    assert person.photo == form.photo


def test_another_members_kept_photo_cannot_be_taken(amina_client, bryn_client, bryn, person):
    response = amina_client.post(ADDRESS, filled(amina_client, name="") | {"upload": picture()})
    word = response.context["form"].data["kept"]
    mine = "/people/bryn-llewelyn/edit/"
    bryn_client.post(mine, {"name": "Bryn", "kept": word})
    assert Person.objects.of_member(bryn).photo is None


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("me.png", b"<script>alert(1)</script>", "image/png"), "cannot read"),
        (picture(side=8), "too small"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_and_the_rest_stays(amina_client, file, message):
    response = amina_client.post(ADDRESS, filled(amina_client, role="Carer") | {"upload": file})
    assert message in response.text
    assert 'value="Carer"' in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 151),
        ("about", "x" * 3001),
        ("region", "zebra"),
        ("listed", "zebra"),
        ("works_for", "x" * 201),
        ("about", "nul \x00"),
    ],
)
def test_wrong_values_are_named_and_nothing_is_changed(amina_client, person, field, value):
    response = amina_client.post(ADDRESS, filled(amina_client) | {field: value})
    assert response.status_code in (400, 422)
    before = person.name, person.about, person.region
    person.refresh_from_db()
    assert (person.name, person.about, person.region) == before


def test_nobody_else_writes_a_members_profile(client, amina, bryn_client, olu_client, mo_client):
    assert client.get(ADDRESS).status_code == 302
    for reader in (bryn_client, olu_client, mo_client):
        assert reader.get(ADDRESS).status_code == 403
        assert reader.post(ADDRESS, {"name": "Mine now"}).status_code == 403
    assert Person.objects.of_member(amina).name == "Amina Haddad"


def test_a_profile_that_one_may_not_see_is_not_there(olu_client):
    hidden = make_person("Hidden", listed="nobody")
    assert olu_client.get(f"{hidden.get_absolute_url()}edit/").status_code == 404


def test_an_organiser_keeps_the_profile_of_somebody_without_an_account(amina_client, olu_client):
    person = make_person("Sunita Rao", is_credited=True)
    address = f"{person.get_absolute_url()}edit/"
    assert amina_client.get(address).status_code == 403
    assert "They have no account yet" in olu_client.get(address).text


def test_the_form_answers_to_get_and_post_only(amina_client):
    assert amina_client.put(ADDRESS).status_code == 405
