"""Who is named on something published is credited: their page opens to everybody."""

import pytest

from network.models import Byline
from tests.factories import make_case_study, make_person
from tests.writing import as_sent

pytestmark = pytest.mark.django_db


def name(person, study):
    byline = Byline.objects.create(
        contribution=study, person=person, name_as_printed=person.name, position=5
    )
    study.refresh_index()
    return byline


def test_somebody_named_after_publication_is_credited(amina, client):
    study, sunita = make_case_study(by=amina), make_person("Sunita Rao")
    name(sunita, study)
    assert client.get(sunita.get_absolute_url()).status_code == 200


def test_somebody_named_on_a_draft_is_not_shown(amina, client):
    study, sunita = make_case_study(by=amina, published=False), make_person("Sunita Rao")
    name(sunita, study)
    assert client.get(sunita.get_absolute_url()).status_code == 404


def test_withdrawing_takes_the_credit_back(amina, client):
    study, sunita = make_case_study(by=amina), make_person("Sunita Rao")
    name(sunita, study)
    study.withdraw(by=amina, reason="")
    assert client.get(sunita.get_absolute_url()).status_code == 404


def test_somebody_taken_off_a_published_piece_loses_the_credit(amina, amina_client, client):
    study, sunita = make_case_study(by=amina), make_person("Sunita Rao")
    name(sunita, study)
    address = f"{study.get_absolute_url()}edit/"
    form = as_sent(amina_client.get(address))
    row = next(key for key, value in form.items() if value == "Sunita Rao").rsplit("-", 1)[0]
    amina_client.post(address, form | {f"{row}-DELETE": "on"})
    assert [byline.person.name for byline in study.bylines.all()] == ["Amina Haddad"]
    assert client.get(sunita.get_absolute_url()).status_code == 404
