"""A passkey's answer that no browser wrote is refused, and breaks nothing."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.factories import PASSWORD

MADE_UP = [
    "x",
    "null",
    "[1]",
    '{"id": 1}',
    '{"id": "a", "rawId": "b", "response": {}, "type": "public-key"}',
    '{"id": "YQ", "rawId": "YQ", "response": {}, "type": "public-key"}',
    '{"id": "YQ", "rawId": "YQ", "response": [], "type": 5}',
    "9" * 5000,
    "[" * 100_000,
]

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("credential", MADE_UP)]


def test_nobody_signs_in_with_a_made_up_passkey(visitor, credential):
    visitor.get(reverse("mfa_login_webauthn"))
    answer = visitor.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.status_code < 500
    assert visitor.get("/you/").status_code == 302


def test_a_made_up_passkey_is_not_added(amina_client, credential):
    amina_client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    amina_client.get(reverse("mfa_add_webauthn"))
    answer = amina_client.post(reverse("mfa_add_webauthn"), {"credential": credential})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def test_a_made_up_passkey_confirms_nothing(amina_client, amina, credential):
    Authenticator.objects.create(user=amina, type=Authenticator.Type.WEBAUTHN, data={})
    address = reverse("mfa_reauthenticate_webauthn")
    assert amina_client.post(address, {"credential": credential}).status_code < 500
