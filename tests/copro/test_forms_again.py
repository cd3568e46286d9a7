"""Every form of ours that comes back with what is wrong in it answers 422 (RFC 9110, section 15.5.21).

A new address that takes a form is written down here, in the same commit: with something to send to it that is
wrong, or among those that hold buttons alone.
"""

import re

import pytest
from django.core.cache import cache
from django.urls import URLPattern, get_resolver, resolve
from django.utils import timezone

from copro.errors import takes
from events.models import EventSeries, LearningOutcome, OpenQuestion, QuestionChange
from network.models import Confirmation, ImpreciseDate, Invitation, PersonClaim, Takedown
from network.models.following import ask_to_follow
from reports.models import Dispute
from tests.events.booking import book, bookable
from tests.events.live import asked, board_at
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_collection,
    make_comment,
    make_event,
    make_organisation,
    make_person,
    make_principle,
    make_recommendations,
    make_report,
    make_topic,
    name_on,
)
from tests.network.test_takedowns import ask as ask_for_takedown
from tests.writing import rows

LONG = {"title": "t" * 400}
EMPTY = {}
# Who sends what to which address, in which {word} is something of `world`.
WRONG = [
    ("amina", "/case-studies/new/", LONG),
    ("amina", "/case-studies/new/interview/", LONG),
    ("amina", "{draft}interview/whose/", LONG),
    ("amina", "{study}confirmation/", EMPTY),
    ("visitor", "/confirmations/{word}/", EMPTY),
    ("amina", "{draft}edit/", LONG),
    ("amina", "{study}edit/", {"title": "It needs more than a title"}),
    ("amina", "{draft}edit/", LONG | {"add": "quotes"}),
    ("amina", "/articles/new/", LONG),
    ("amina", "{article}edit/", LONG),
    ("mo", "{study}withdrawal/", EMPTY),
    ("amina", "{draft}schedule/", EMPTY),
    ("amina", "{draft}share-links/", {"days": "many"}),
    ("amina", "{held}hold/appeal/", EMPTY),
    ("visitor", "/takedowns/new/", EMPTY),
    ("mo", "/moderation/takedowns/{takedown_request}/decision/", EMPTY),
    ("mo", "/moderation/takedowns/{granted_request}/{granted_pk}/reversal/", EMPTY),
    ("visitor", "{study}comments/", EMPTY),
    ("bryn", "/comments/{comment_pk}/edit/", EMPTY),
    ("mo", "/comments/{comment_pk}/removal/", EMPTY),
    ("visitor", "/follow/", EMPTY),
    ("visitor", "{follower}change/", EMPTY),
    ("olu", "/collections/new/", EMPTY),
    ("olu", "/collections/ways-in/", {"starting": "9"}),
    ("olu", "{collection}edit/", EMPTY),
    ("olu", "{study}collections/", EMPTY),
    ("olu", "{topic}edit/", EMPTY),
    ("olu", "{topic}merger/", EMPTY),
    ("amina", "{person}edit/", EMPTY),
    ("olu", "{organisation}edit/", EMPTY),
    ("amina", "{study}invitations/", {"byline": "{byline_pk}"}),
    ("visitor", "{invitation}approval/", EMPTY),
    ("visitor", "{invitation}change/", EMPTY),
    ("bryn", "{sunita}claim/", EMPTY),
    ("mo", "/moderation/person-claims/{person_claim_pk}/", EMPTY),
    ("olu", "/events/new/", LONG),
    ("olu", "{event}edit/", LONG),
    ("olu", "{event}edit/programme/", {"sessions-TOTAL_FORMS": "many"}),
    ("olu", "/events/series/new/", EMPTY),
    ("olu", "{series}edit/", EMPTY),
    ("olu", "{event}copy/", {"dated": "soon"}),
    ("olu", "{past}write-up/withdrawal/", EMPTY),
    ("olu", "{event}change-of-plan/", EMPTY),
    ("visitor", "{event}booking/", EMPTY),
    ("amina", "{event}booking/", EMPTY),
    ("visitor", "{booking}change/", EMPTY),
    ("olu", "{event}bookings/terms/", EMPTY),
    ("olu", "{event}bookings/terms/", {"add": "questions"}),
    ("olu", "{event}bookings/new/", EMPTY),
    ("olu", "{event}bookings/message/", EMPTY),
    ("olu", "{event}bookings/{booking_pk}/removal/", {"words": "w" * 9000}),
    ("visitor", "{board}", EMPTY),
    ("olu", "{event}live/questions/{question_pk}/answer/", {"answer": "w" * 9000}),
    ("olu", "{event}live/outcomes/", EMPTY),
    ("olu", "{event}live/outcomes/{outcome_pk}/", {"met": "perhaps"}),
    ("olu", "{event}live/insights/", EMPTY),
    ("olu", "{event}commitments/", EMPTY),
    ("olu", "{past}commitments/{commitment_pk}/", EMPTY),
    ("visitor", "{commitment}", EMPTY),
    ("amina", "{register}answers/new/", EMPTY),
    ("amina", "{register}answers/new/?page=/nowhere/", EMPTY),
    ("amina", "{register}answers/new/?page={study}", EMPTY),
    ("olu", "{register}closing/", EMPTY),
    ("olu", "{closed}reopening/", EMPTY),
    ("olu", "/reports/new/", LONG),
    ("olu", "{report}edit/", LONG),
    ("olu", "/ideas/recommendations/{recommendation_pk}/wordings/", EMPTY),
    ("olu", "/ideas/recommendations/{recommendation_pk}/uptakes/", EMPTY),
    ("amina", "{study}claims/new/", EMPTY),
    ("bryn", "/claims/{claim_pk}/disputes/", EMPTY),
    ("mo", "/disputes/{dispute_pk}/removal/", EMPTY),
    ("amina", "/claims/{claim_pk}/passage/", {"passage": "w" * 9000}),
]
# A question and its button, or a button alone: nothing is typed there that could come back.
BUTTONS = {
    *("arrival", "arrival-deletion", "board-support", "booking-acceptance", "booking-cancellation"),
    *("booking-confirmation", "change-of-plan-reversal", "claim-deletion", "collection-deletion"),
    *("collection-withdrawal", "comment-deletion", "comment-restoration", "commitment-silence"),
    *("dispute-deletion", "draft-deletion", "event-write-up", "following-confirmation"),
    *("following-deletion", "following-pause", "following-pause-deletion", "hold-lifting"),
    *("invitation-quote-withdrawal", "invitation-reminder", "invitation-renewal"),
    "invitation-withdrawal",
    *("invitation-revocation", "live-closing", "live-opening", "live-place", "live-standing"),
    *("live-write-up", "open-answer-deletion", "publication", "readings", "schedule-cancellation"),
    *("share-link-revocation", "waiting-comment-deletion", "wording-deletion", "write-up-refusal"),
    *("your-calendar-renewal", "restoration"),  # which answers 422 in a way of its own
    *("photos", "new-photos"),  # a script sends one photo, and is answered in plain text
}


def ours_that_take_forms(patterns=None):
    """The names of our addresses, allauth's and the admin's aside, that a form can be sent to."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if str(pattern.pattern) in ("accounts/", "admin/"):
            continue
        if not isinstance(pattern, URLPattern):
            yield from ours_that_take_forms(pattern.url_patterns)
        elif takes(pattern.callback, "POST"):
            yield pattern.name


@pytest.fixture
def world(amina, bryn, olu, mo):
    """One of everything to which a form can be sent: a thing, or its address."""
    study, report = make_case_study(amina, body="<p>Everybody could help.</p>"), make_report(olu)
    sunita = make_person("Sunita Rao")
    byline = name_on(study, sunita, position=1, vouched_at=timezone.now())
    held = make_case_study(amina, title="Held")
    held.withdraw(by=mo, reason="It names a child.")
    claim = make_claim(study, make_principle(report), made_by=amina.person)
    return {
        "person": amina.person,
        "study": study,
        "draft": make_case_study(amina, title="A draft", published=False),
        "article": make_article(amina),
        "report": report,
        "held": held,
        "byline": byline,
        "sunita": sunita,
        "comment": make_comment(study, bryn),
        "claim": claim,
        "dispute": Dispute.objects.create(claim=claim, by=bryn.person, reason="It did not."),
        "recommendation": make_recommendations(report, "Buy outcomes.")[0],
        "topic": make_topic(),
        "organisation": make_organisation(),
        "collection": make_collection(olu, study),
        **world_of_links(amina, study, byline),
        **world_of_events(olu),
        **world_of_moderators(amina, mo, sunita),
    }


def world_of_links(amina, study, byline):
    asked_whether = Confirmation.objects.create(case_study=study, asked=amina)
    follower = ask_to_follow("dai@example.org", [], rhythm="weekly")
    invitation = Invitation.objects.ask(byline=byline, by=amina, email="sunita@example.org")
    return {"asked_whether": asked_whether, "follower": follower, "invitation": invitation}


def world_of_events(olu):
    series = EventSeries.objects.titled("Roadshow")
    event = bookable(event=make_event(olu, series=series, stop=1), places=5, where="both")
    past = make_event(olu, title="Past", dated=ImpreciseDate("2010-07-20"), body="<p>We met.</p>")
    past.publish_write_up()
    board = board_at(event)
    register, closed = (OpenQuestion.objects.worded(text) for text in ("Is it?", "Was it?"))
    register.asked_at.add(past)
    closed.asked_at.add(past)
    QuestionChange.objects.close(closed, by=olu.person, reason="It was.")
    return {
        "series": series,
        "event": event,
        "past": past,
        "booking": book(event, "Dai"),
        "board": board,
        "question": asked(board),
        "outcome": LearningOutcome.objects.create(event=event, text="Aim"),
        "commitment": past.commitments.create(text="Ask", role="A neighbour"),
        "register": register,
        "closed": closed,
    }


def world_of_moderators(amina, mo, sunita):
    granted = ask_for_takedown("page", make_article(amina, title="Taken down"))
    Takedown.objects.decide([granted], by=mo, is_granted=True, reason="It is theirs.")
    return {
        "takedown": ask_for_takedown(),
        "granted": granted,
        "person_claim": PersonClaim.objects.create(
            person=sunita, name="Sunita Rao", member=amina, why="Olu knows me."
        ),
    }


def words_of(world):
    """The same as words for an address: each thing's own, its number, and that of what was asked at once."""
    yield from ((name, at.get_absolute_url()) for name, at in world.items() if is_placed(at))
    yield from ((f"{name}_pk", str(thing.pk)) for name, thing in world.items())
    yield from ((f"{name}_request", str(world[name].request)) for name in ("takedown", "granted"))
    yield "word", world["asked_whether"].word


def is_placed(thing):
    return hasattr(thing, "get_absolute_url")


def test_every_form_that_comes_back_with_what_is_wrong_answers_422(world, clients):
    words, answered = dict(words_of(world)), {}
    for who, address, sent in WRONG:
        cache.clear()  # no limit on attempts hides an answer
        there = address.format_map(words)
        sent = {name: value.format_map(words) for name, value in sent.items()}
        answered[who, address] = clients[who].post(there, sent).status_code
    assert {each: status for each, status in answered.items() if status != 422} == {}


def test_summary_says_in_which_row_it_is_and_each_error_is_named_by_what_it_is_about(
    world, olu_client
):
    address = f"{world['past'].get_absolute_url()}edit/commitments/"
    promises = rows(
        "commitments", {"text": "Bake", "role": "A baker"}, {"text": "Ask"}, {"role": "x"}
    )

    page = olu_client.post(address, promises).text

    assert '<a href="#commitments-1">Promise 2</a> Say who' in page
    assert (
        '<a href="#id_commitments-2-text">Promise 3: What they said they would do</a> Please'
        in page
    )
    errors = set(re.findall(r'class="field-error" id="([^"]+)"', page))
    assert errors == {"commitments-1_error", "id_commitments-2-text_error"}
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split()
    assert errors <= set(described)


def test_a_wrong_password_is_asked_for_again_and_a_page_says_so(client, amina):
    page = client.post("/accounts/login/", {"login": "amina@copro.example", "password": "no"})
    assert "No password is kept: please type it again." in page.text


def test_no_address_that_takes_a_form_is_forgotten(world):
    words = dict(words_of(world))
    tried = {resolve(address.format_map(words).partition("?")[0]) for _, address, _ in WRONG}
    names = {match.url_name for match in tried}
    assert set(ours_that_take_forms()) - {"gallery"} == names | BUTTONS
    assert not names & BUTTONS
