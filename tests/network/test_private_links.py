"""Pages whose address is the key: whoever sends it, opened or not, they are kept by nobody and tell it to nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models.bookings import SIGNER as A_BOOKING
from events.models.commitments import SIGNER as A_COMMITMENT
from network.models import Invitation
from network.models.following import ask_to_follow
from network.models.invitations import SIGNER as AN_INVITATION
from network.models.subscribers import SIGNER as A_SUBSCRIBER
from tests.events.booking import book, bookable
from tests.factories import make_case_study, make_event, make_person, name_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def links(amina):
    """Each sort of link that opens something, and a form below it."""
    byline = name_on(make_case_study(amina, published=False), make_person("Sunita Rao"))
    invitation = Invitation.objects.ask(byline=byline, by=amina, email="sunita@example.org")
    commitment = make_event(amina).commitments.create(text="Ask", role="A neighbour")
    return {
        "following": (ask_to_follow("dai@example.org", [], rhythm="weekly").token, "pause"),
        "booking-by-link": (book(bookable(), "Dai").token, "cancellation"),
        "invitation": (invitation.token, "withdrawal"),
        "commitment-by-link": (commitment.token, "silence"),
    }


GONE = [
    ("following", A_SUBSCRIBER.sign("404"), 404),
    ("booking-by-link", A_BOOKING.sign("404"), 404),
    ("invitation", AN_INVITATION.sign("404"), 410),
    ("commitment-by-link", A_COMMITMENT.sign("404-0"), 410),
]


def is_kept_private(page):
    return (
        page["Cache-Control"] == "private, no-store"
        and page["Referrer-Policy"] == "no-referrer"
        and page["X-Robots-Tag"] == "noindex, nofollow"
    )


def test_what_a_link_opens_is_private_and_takes_a_form_without_a_token(links):
    browser = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
    for name, (token, noun) in links.items():
        page = browser.get(reverse(name, args=[token]))
        assert page.status_code == 200, name
        assert is_kept_private(page), name
        answer = browser.post(f"{reverse(name, args=[token])}{noun}/")
        assert answer.status_code == 302, name
        assert is_kept_private(answer), name


@pytest.mark.parametrize(("name", "token", "status"), GONE, ids=[row[0] for row in GONE])
def test_what_is_gone_or_never_was_ours_says_so_and_is_private_too(client, name, token, status):
    for word, expected in ((token, status), (f"{token}x", 404)):
        page = client.get(reverse(name, args=[word]))
        assert page.status_code == expected
        assert is_kept_private(page)
