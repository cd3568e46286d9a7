"""Who may do what with contributions: each question is put for the whole cast.

`who` gives those of the cast whom a function answers yes. Amina wrote it; Bryn, Olu (organiser),
Mo (moderator), the administrator and the visitor did not.
"""

import pytest
from django.utils import timezone

from network import permissions
from network.models import Byline, Kind, Person
from tests.factories import make_article, make_case_study, make_event, make_person, make_report

OPEN_KINDS = [make_case_study, make_article]
ORGANISERS_KINDS = [make_event, make_report]


def name_on(contribution, member, **fields):
    person = Person.objects.of_member(member)
    Byline.objects.create(
        contribution=contribution, person=person, name_as_printed=person.name, **fields
    )


@pytest.mark.parametrize("kind", [Kind.CASE_STUDY, Kind.ARTICLE])
def test_any_member_may_write_case_studies_and_articles(who, kind):
    assert who(permissions.may_write, kind) == {"amina", "bryn", "olu", "mo", "admin"}


@pytest.mark.parametrize("kind", [Kind.EVENT, Kind.REPORT])
def test_organisers_may_write_events_and_reports(who, kind):
    assert who(permissions.may_write, kind) == {"olu", "admin"}


@pytest.mark.parametrize("make", OPEN_KINDS)
@pytest.mark.parametrize("published", [True, False])
def test_only_its_authors_may_edit_a_case_study_or_article(who, amina, make, published):
    assert who(permissions.may_edit, make(amina, published=published)) == {"amina"}


@pytest.mark.parametrize("make", OPEN_KINDS)
def test_a_co_author_with_an_account_may_edit_once_they_agreed_to_be_named(who, amina, bryn, make):
    contribution = make(amina, published=False)
    name_on(contribution, bryn)
    assert who(permissions.may_edit, contribution) == {"amina"}
    contribution.bylines.update(confirmed_at=timezone.now())
    assert who(permissions.may_edit, contribution) == {"amina", "bryn"}


def test_a_co_author_without_an_account_gives_nobody_a_right(who, amina):
    contribution = make_case_study(amina)
    person = make_person("Amina Haddad")
    Byline.objects.create(contribution=contribution, person=person, name_as_printed="Amina Haddad")
    assert who(permissions.may_edit, contribution) == {"amina"}


@pytest.mark.parametrize("make", ORGANISERS_KINDS)
def test_organisers_share_published_events_and_reports(who, olu, make):
    assert who(permissions.may_edit, make(olu)) == {"olu", "admin"}


@pytest.mark.parametrize("make", ORGANISERS_KINDS)
def test_the_draft_of_an_event_or_report_is_its_authors(who, olu, make):
    assert who(permissions.may_edit, make(olu, published=False)) == {"olu"}


@pytest.mark.parametrize("make", ORGANISERS_KINDS)
def test_who_is_no_organiser_any_more_may_not_edit_an_event_or_report(who, olu, make):
    published, draft = make(olu), make(olu, title="Another", published=False)
    olu.groups.clear()
    assert who(permissions.may_edit, published) == {"admin"}
    assert who(permissions.may_edit, draft) == set()


@pytest.mark.parametrize("make", ORGANISERS_KINDS)
def test_being_named_on_an_event_or_report_gives_members_no_right(who, amina, olu, make):
    contribution = make(olu)
    name_on(contribution, amina)
    assert who(permissions.may_edit, contribution) == {"olu", "admin"}


@pytest.mark.parametrize("make", OPEN_KINDS)
def test_authors_may_publish_their_draft(who, amina, make):
    assert who(permissions.may_publish, make(amina, published=False)) == {"amina"}


@pytest.mark.parametrize("make", ORGANISERS_KINDS)
def test_an_organiser_may_publish_their_draft(who, olu, make):
    assert who(permissions.may_publish, make(olu, published=False)) == {"olu"}


@pytest.mark.parametrize("make", OPEN_KINDS)
def test_authors_and_moderators_may_withdraw_what_is_published(who, amina, make):
    assert who(permissions.may_withdraw, make(amina)) == {"amina", "mo", "admin"}


@pytest.mark.parametrize("make", ORGANISERS_KINDS)
def test_organisers_and_moderators_may_withdraw_events_and_reports(who, olu, make):
    assert who(permissions.may_withdraw, make(olu)) == {"olu", "mo", "admin"}


@pytest.mark.parametrize("make", [*OPEN_KINDS, *ORGANISERS_KINDS])
def test_a_draft_cannot_be_withdrawn(who, olu, make):
    assert who(permissions.may_withdraw, make(olu, published=False)) == set()


@pytest.mark.parametrize("make", OPEN_KINDS)
def test_only_who_began_a_draft_may_delete_it(who, amina, bryn, make):
    draft = make(amina, published=False)
    name_on(draft, bryn)
    assert who(permissions.may_delete, draft) == {"amina"}


@pytest.mark.parametrize("make", [*OPEN_KINDS, *ORGANISERS_KINDS])
def test_nobody_may_delete_what_was_public(who, olu, make):
    contribution = make(olu)
    assert who(permissions.may_delete, contribution) == set()
    contribution.withdraw(by=olu, reason="")
    assert who(permissions.may_delete, contribution) == set()


@pytest.mark.parametrize("make", [*OPEN_KINDS, *ORGANISERS_KINDS])
def test_members_may_comment_on_what_is_published(who, olu, make):
    assert who(permissions.may_comment, make(olu)) == {"amina", "bryn", "olu", "mo", "admin"}


def test_nobody_may_comment_on_a_draft_or_where_it_is_closed(who, amina):
    assert who(permissions.may_comment, make_case_study(amina, published=False)) == set()
    closed = make_case_study(amina, title="Closed", comments_open=False)
    assert who(permissions.may_comment, closed) == set()


def hold(contribution, moderator):
    contribution.withdraw(by=moderator, reason="It names a child.")
    return contribution


@pytest.mark.parametrize("make", OPEN_KINDS)
def test_authors_arrange_and_share_only_their_drafts(who, amina, make):
    draft = make(amina, published=False)
    assert who(permissions.may_schedule, draft) == {"amina"}
    assert who(permissions.may_share, draft) == {"amina"}
    draft.publish()
    assert who(permissions.may_schedule, draft) == set()
    assert who(permissions.may_share, draft) == set()


@pytest.mark.parametrize("make", [*OPEN_KINDS, *ORGANISERS_KINDS])
def test_what_a_moderator_holds_nobody_publishes_and_its_authors_edit(who, olu, mo, make):
    held = hold(make(olu), mo)
    for permission in (permissions.may_publish, permissions.may_schedule, permissions.may_share):
        assert who(permission, held) == set()
    assert who(permissions.may_edit, held) == {"olu"}
    assert who(permissions.may_appeal, held) == {"olu"}
    assert who(permissions.may_lift, held) == {"mo", "admin"}
    held.withdrawals.get().lift(by=mo)
    assert who(permissions.may_publish, held) == {"olu"}
    assert who(permissions.may_appeal, held) == set()
    assert who(permissions.may_lift, held) == set()


def test_moderators_see_what_is_held(who):
    assert who(lambda member, _: permissions.may_see_holds(member), None) == {"mo", "admin"}
