"""Joining, a passkey, and signing in with it; the pages of the account under the eye of axe."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.looking import PHONE, violations


def code_in(message):
    return re.search(r"^([A-Z0-9-]{6,12})$", message.body, re.MULTILINE)[1]


def test_somebody_joins_on_a_phone_without_javascript(open_page, groups):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/topics/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Join the network").click()
    page.get_by_label("Your name").fill("Siân Morgan")
    page.get_by_label("E-mail address").fill("sian@copro.example")
    page.get_by_label("Password").fill("rowan-and-birch")
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_label("Code").fill(code_in(mail.outbox[-1]))
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(re.compile(r"/topics/$"))
    expect(page.get_by_text("You are signed in.")).to_be_visible()


def test_a_member_adds_a_passkey_and_signs_in_with_it(open_page, amina, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    amina.emailaddress_set.create(email=amina.email, verified=True, primary=True)
    page = open_page()
    add_virtual_authenticator(page)
    sign_in_with_password(page, amina)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Password").fill("co-production")
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Your passkey is added.")).to_be_visible()

    page.goto(reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(reverse("account_login") + "?next=/topics/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(r"/topics/$"))


def add_virtual_authenticator(page):
    """A phone that answers for the person: the browser's own simulation (WebAuthn, section 11)."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in_with_password(page, member):
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill("co-production")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("You are signed in.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_entrance_pages_are_accessible(open_page, scheme):
    page = open_page(viewport=PHONE, color_scheme=scheme)
    for name in ("account_login", "account_signup", "account_reset_password"):
        page.goto(reverse(name))
        assert violations(page) == []


def test_account_pages_are_accessible(open_page, amina):
    amina.emailaddress_set.create(email=amina.email, verified=True, primary=True)
    page = open_page(amina)
    for name in (
        "account_email",
        "account_change_password",
        "mfa_index",
        "usersessions_list",
        "account_logout",
    ):
        page.goto(reverse(name))
        assert violations(page) == []
