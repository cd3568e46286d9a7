"""The admin of members, people, organisations and topics."""

import pytest

from network.models import Member, Organisation, Person, PersonClaim, Topic
from tests.factories import make_member, make_organisation, make_person, make_topic

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-time-bank"


def new_member(admin_client, **fields):
    data = {
        "email": "Gwen@Copro.Example",
        "name": "Gwen Price",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return admin_client.post("/admin/network/member/add/", data | fields)


def test_a_member_is_added_with_their_person(admin_client):
    assert new_member(admin_client).status_code == 302
    member = Member.objects.get(email="gwen@copro.example")
    assert member.check_password(PASSWORD)
    assert member.person.name == "Gwen Price"


def test_a_member_is_deleted_with_what_only_they_had(admin_client, amina):
    claimed = make_person("Sunita Rao")
    PersonClaim.objects.create(person=claimed, name="Sunita Rao", member=amina, why="I am.")
    page = admin_client.post(f"/admin/network/member/{amina.pk}/delete/", {"post": "yes"})
    assert page.status_code == 302
    assert not Member.objects.filter(pk=amina.pk).exists()
    assert Person.objects.filter(pk=claimed.pk).exists()


def test_an_address_that_has_an_account_is_refused(admin_client, amina):
    page = new_member(admin_client, email="AMINA@copro.example")
    assert "already. Choose another." in page.text
    assert Member.objects.filter(email__iexact="amina@copro.example").count() == 1


def test_a_member_is_changed_and_keeps_their_person(admin_client):
    member = make_member("Gwen Price")
    address = f"/admin/network/member/{member.pk}/change/"
    response = admin_client.post(address, {"email": "new@copro.example", "name": "Gwen"})
    assert response.status_code == 302
    member.refresh_from_db()
    assert (member.email, member.is_active) == ("new@copro.example", False)
    assert Person.objects.filter(member=member).count() == 1


@pytest.mark.parametrize("noun", ["member", "person", "organisation", "topic"])
def test_lists_can_be_searched(admin_client, noun):
    make_person("Sunita Rao")
    make_organisation()
    make_topic()
    assert admin_client.get(f"/admin/network/{noun}/?q=sunita").status_code == 200


def test_a_person_an_organisation_and_a_topic_are_changed(admin_client):
    person, organisation, topic = make_person(), make_organisation(), make_topic()
    for thing in (person, organisation, topic):
        address = f"/admin/network/{thing._meta.model_name}/{thing.pk}/change/"
        form = admin_client.get(address).context["adminform"].form
        sent = {name: form[name].value() or "" for name in form.fields} | {"name": "Another name"}
        assert admin_client.post(address, sent).status_code == 302, thing
    assert Person.objects.get(pk=person.pk).name == "Another name"
    assert Organisation.objects.get().name == "Another name"
    assert Topic.objects.get().name == "Another name"


@pytest.mark.parametrize("noun", ["member", "person", "organisation", "topic", "page"])
def test_only_staff_see_the_admin(client, olu_client, mo_client, noun):
    for reader in (client, olu_client, mo_client):
        assert reader.get(f"/admin/network/{noun}/").status_code != 200
