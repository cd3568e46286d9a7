"""Joining, signing in and keeping an account safe: allauth as this site has set it up."""

import re
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse

from network.models import Member
from tests.at_once import at_once
from tests.factories import PASSWORD, make_case_study, make_member

NEW = {"name": "Siân Morgan", "email": "Sian@Copro.example", "password1": "rowan-and-birch"}

pytestmark = pytest.mark.django_db


def with_address(member):
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def code_in(message):
    return re.search(r"^([A-Z0-9-]{6,12})$", message.body, re.MULTILINE)[1]


def sign_in(client, member, **more):
    data = {"login": member.email, "password": PASSWORD} | more
    return client.post(reverse("account_login"), data)


def show_it_is_me(client):
    """What somebody does before they change how they sign in."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def join(client, **changes):
    response = client.post(reverse("account_signup"), NEW | changes)
    return client.post(response["Location"], {"code": code_in(mail.outbox[-1])})


def test_somebody_joins_with_a_code_and_is_back_where_they_were(visitor, bryn):
    study = make_case_study(by=bryn)
    response = join(visitor, next=study.get_absolute_url())
    assert response["Location"] == study.get_absolute_url()
    member = Member.objects.get(email="sian@copro.example")
    assert member.name == member.person.name == "Siân Morgan"
    assert member.person.get_absolute_url() == "/people/sian-morgan/"
    assert "Siân" in visitor.get("/").content.decode()


def test_the_code_comes_in_text_and_html(visitor):
    visitor.post(reverse("account_signup"), NEW)
    message = mail.outbox[0]
    assert message.to == ["sian@copro.example"]
    code = code_in(message)
    html, mimetype = message.alternatives[0]
    assert mimetype == "text/html"
    assert code in message.subject
    assert code in html
    assert "{" not in message.body


def test_a_wrong_code_signs_nobody_in(visitor):
    response = visitor.post(reverse("account_signup"), NEW)
    response = visitor.post(response["Location"], {"code": "AAAAAA"})
    assert "not the code that we sent" in response.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_joining_without_a_name_keeps_what_was_typed(visitor):
    response = visitor.post(reverse("account_signup"), NEW | {"name": ""})
    page = response.content.decode()
    assert 'value="Sian@Copro.example"' in page
    assert not Member.objects.exists()


def test_joining_twice_with_one_address_tells_a_stranger_nothing(visitor, amina):
    with_address(amina)
    taken = visitor.post(reverse("account_signup"), NEW | {"email": "AMINA@copro.example"})
    free = Client().post(reverse("account_signup"), NEW)
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert Member.objects.filter(email__iexact="amina@copro.example").count() == 1
    assert "has an account already" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_two_who_join_at_once_with_one_address_make_one_account(groups):
    answers = at_once(*[partial(Client().post, reverse("account_signup"), NEW) for _ in range(4)])
    statuses = [answer.status_code for answer in answers]
    # The mail with the code goes out once in ten seconds: who comes second is asked to wait.
    assert 302 in statuses
    assert set(statuses) <= {302, 429}
    assert len(statuses) == 4
    assert Member.objects.count() == 1


def test_e_mail_addresses_differ_by_more_than_case(amina):
    with pytest.raises(Exception, match="member_email"):
        make_member("Another", email="AMINA@copro.example")


def test_signing_in_leads_back(visitor, amina):
    with_address(amina)
    response = sign_in(visitor, amina, next="/topics/")
    assert response["Location"] == "/topics/"


def test_signing_in_does_not_lead_to_another_site(visitor, amina):
    with_address(amina)
    response = sign_in(visitor, amina, next="https://elsewhere.example/")
    assert response["Location"] == "/"


def test_unknown_address_and_wrong_password_get_one_answer(visitor, amina):
    with_address(amina)
    address = reverse("account_login")
    wrong = visitor.post(address, {"login": amina.email, "password": "no"})
    unknown = visitor.post(address, {"login": "nobody@copro.example", "password": "no"})
    for response in (wrong, unknown):
        assert "do not belong together" in response.content.decode()


def test_too_many_attempts_are_asked_to_wait(visitor, amina):
    with_address(amina)
    address = reverse("account_login")
    for _ in range(6):
        response = visitor.post(address, {"login": amina.email, "password": "no"})
    assert "wait five minutes" in response.content.decode()
    assert "wait five minutes" in sign_in(visitor, amina).content.decode()


def test_signing_in_by_code_instead_of_password(visitor, amina):
    with_address(amina)
    data = {"email": amina.email, "next": "/topics/"}
    response = visitor.post(reverse("account_request_login_code"), data)
    response = visitor.post(response["Location"], {"code": code_in(mail.outbox[0])})
    assert response["Location"] == "/topics/"


def test_a_new_password_by_code(visitor, amina):
    with_address(amina)
    response = visitor.post(reverse("account_reset_password"), {"email": amina.email})
    response = visitor.post(response["Location"], {"code": code_in(mail.outbox[0])})
    new = {"password1": "hazel-and-willow", "password2": "hazel-and-willow"}
    visitor.post(response["Location"], new)
    amina.refresh_from_db()
    assert amina.check_password("hazel-and-willow")
    assert "You have chosen a new password" in mail.outbox[-1].body


def test_asking_for_a_password_tells_nobody_who_has_an_account(visitor, amina):
    with_address(amina)
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email})
        for email in (amina.email, "nobody@copro.example")
    ]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1


def test_changing_the_address_needs_its_code(amina):
    with_address(amina)
    client = Client()
    sign_in(client, amina)
    show_it_is_me(client)
    address = reverse("account_email")
    response = client.post(address, {"email": "new@copro.example", "action_add": ""})
    amina.refresh_from_db()
    assert amina.email == "amina@copro.example"
    message = next(m for m in mail.outbox if m.to == ["new@copro.example"])
    client.post(response["Location"], {"code": code_in(message)})
    amina.refresh_from_db()
    assert amina.email == "new@copro.example"


def test_the_second_step_is_asked_for(visitor, amina):
    with_address(amina)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(amina, secret)
    response = sign_in(visitor, amina, next="/topics/")
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in visitor.session
    code = totp.format_hotp_value(
        totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    )
    response = visitor.post(reverse("mfa_authenticate"), {"code": code})
    assert response["Location"] == "/topics/"


def test_turning_on_an_authenticator_app(amina):
    with_address(amina)
    client = Client()
    sign_in(client, amina)
    address = reverse("mfa_activate_totp")
    assert reverse("account_reauthenticate") in client.get(address)["Location"]
    show_it_is_me(client)
    page = client.get(address)
    assert "data:image/svg+xml" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    counter = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    client.post(address, {"code": code})
    assert Authenticator.objects.filter(user=amina, type="totp").exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
        "socialaccount_connections",
    ],
)
def test_account_pages_wear_our_look_and_want_a_member(name, visitor, amina_client):
    address = reverse(name)
    page = amina_client.get(address, follow=True).content.decode()
    assert 'class="skip-link"' in page
    assert 'style="' not in page
    if name != "account_logout":
        assert reverse("account_login") in visitor.get(address)["Location"]


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password", "account_request_login_code"],
)
def test_entrance_pages_wear_our_look(name, visitor):
    page = visitor.get(reverse(name)).content.decode()
    assert 'class="skip-link"' in page
    assert "<h1>" in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert page.count("placeholder=") == page.count('type="search"')  # none says a label again


def test_nothing_stands_between_the_address_and_the_password(visitor):
    page = visitor.get(reverse("account_login")).content.decode()
    between = page[page.index('name="login"') : page.index('name="password"')]
    assert "<a " not in between
    assert f'<a href="{reverse("account_reset_password")}">Forgotten your password?</a>' in page


def test_whoever_cannot_sign_in_is_led_to_an_address(visitor):
    page = visitor.get(reverse("account_reset_password")).content.decode()
    assert "“Report a problem” at the foot of the page" in page
    assert '<a href="/terms/#contact">Report a problem</a>' in page


def test_social_sign_in_appears_only_when_configured(visitor, settings):
    address = reverse("account_login")
    assert "Google" not in visitor.get(address).content.decode()
    app = {"client_id": "id", "secret": "secret", "key": ""}
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [app]}}
    page = visitor.get(address).content.decode()
    assert reverse("google_login") in page


def test_an_account_page_holds_no_secret_for_caches(visitor):
    response = visitor.get(reverse("account_login"))
    assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]
