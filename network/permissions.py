"""Who may do what: each function answers yes or no. Views raise, templates hide.

`member` is a Member or AnonymousUser. Staff have no more rights here than others: the
administrator (superuser) is an organiser and a moderator too (`Member.is_organiser`,
`Member.is_moderator`).
"""

from datetime import timedelta

from django.utils import timezone

OPEN_TO_MEMBERS = {"case-study", "article"}
EDITING_COMMENTS = timedelta(minutes=30)


def may_write(member, kind):
    """Case studies and articles by any member; events and reports by organisers."""
    return member.is_authenticated and (kind in OPEN_TO_MEMBERS or member.is_organiser)


def may_edit(member, contribution):
    """Its authors; organisers share what is published of events and reports."""
    if not member.is_authenticated:
        return False
    if contribution.is_published and contribution.kind not in OPEN_TO_MEMBERS:
        return member.is_organiser
    return contribution.is_written_by(member) and may_write(member, contribution.kind)


def may_publish(member, contribution):
    """Who may edit it, unless a moderator holds it."""
    return may_edit(member, contribution) and not contribution.is_held


def may_schedule(member, contribution):
    """Who may publish it, as long as it is a draft."""
    return not contribution.is_published and may_publish(member, contribution)


def may_share(member, contribution):
    """By a link: who may publish the draft."""
    return may_schedule(member, contribution)


def may_appeal(member, contribution):
    """Its authors, while a moderator holds it."""
    return may_edit(member, contribution) and contribution.is_held


def may_invite(member, contribution):
    """Those named on it, by mail: who may edit it."""
    return may_edit(member, contribution)


def may_claim_person(member, person):
    """Any member one who has no account; a moderator decides."""
    return member.is_authenticated and person.member_id is None


def may_see_person_claims(member):
    return member.is_authenticated and member.is_moderator


def may_decide_person_claim(member, claim):
    """Moderators, but not on what they claim themselves."""
    return may_see_person_claims(member) and claim.member_id != member.pk


def may_see_holds(member):
    return member.is_authenticated and member.is_moderator


def may_lift(member, contribution):
    """Moderators other than its authors, while one of them holds it."""
    return may_see_holds(member) and not contribution.is_written_by(member) and contribution.is_held


def may_moderate(member):
    """See what waits for moderators and what they did, and decide what is taken down."""
    return member.is_authenticated and member.is_moderator


def may_withdraw(member, contribution):
    """Who may edit it, and moderators; only what is published can be withdrawn."""
    if not (member.is_authenticated and contribution.is_published):
        return False
    return member.is_moderator or may_edit(member, contribution)


def may_see_revisions(member, contribution):
    """Who may edit it; moderators, what is or was published."""
    if may_edit(member, contribution):
        return True
    was_public = contribution.is_published or contribution.withdrawals.exists()
    return member.is_authenticated and member.is_moderator and was_public


def may_return(member, contribution):
    """To an earlier revision: who may edit it; moderators while it is published."""
    if may_edit(member, contribution):
        return True
    return member.is_authenticated and member.is_moderator and contribution.is_published


def may_delete(member, contribution):
    """The one who began it, as long as it is a draft that was never published."""
    return (
        member.is_authenticated
        and contribution.created_by_id == member.pk
        and not contribution.is_published
        and not contribution.withdrawals.exists()
    )


def may_comment(member, contribution):
    return member.is_authenticated and contribution.is_published and contribution.comments_open


def may_edit_comment(member, comment):
    """Its author, for half an hour, unless it was removed or deleted."""
    return (
        may_delete_comment(member, comment)
        and not hasattr(comment, "removal")
        and comment.posted_at > timezone.now() - EDITING_COMMENTS
    )


def may_delete_comment(member, comment):
    return (
        member.is_authenticated
        and comment.author.member_id == member.pk
        and comment.deleted_at is None
    )


def may_remove_comment(member, comment):
    return (
        member.is_authenticated
        and member.is_moderator
        and comment.deleted_at is None
        and not hasattr(comment, "removal")
    )


def may_restore_comment(member, comment):
    return member.is_authenticated and member.is_moderator and hasattr(comment, "removal")


def may_see(member, person, seen_by):
    """Whether somebody's profile field, visible to `seen_by`, is shown to this member."""
    return is_seen_by(member, owner_id=person.member_id, seen_by=seen_by)


def is_seen_by(member, *, owner_id, seen_by):
    """The same where only the number of the member whose field it is was read."""
    if seen_by == "everyone" or (member.is_authenticated and owner_id == member.pk):
        return True
    return seen_by == "members" and member.is_authenticated


def may_see_photo(member, photo, *, shared=()):
    """A picture that stands where they may read, or that they brought; nobody once it was taken down.

    `shared` are the numbers of contributions that a private link shows them. Whoever looks after
    photos at /admin/ sees each.
    """
    if photo.taken_down_at:
        return False
    return photo.is_shown_to(member, shared) or member.has_perm("network.view_photo")


def may_edit_person(member, person):
    """Oneself; an organiser those who have no account."""
    if not member.is_authenticated:
        return False
    if person.member_id is None:
        return member.is_organiser
    return person.member_id == member.pk


def may_edit_organisation(member):
    return member.is_authenticated and member.is_organiser


def may_edit_glossary(member):
    return member.is_authenticated and member.is_moderator


def may_edit_pages(member):
    return member.is_authenticated and member.is_superuser


def may_delete_claim(member, claim):
    """Who made it, and who may edit the contribution that makes it."""
    if not member.is_authenticated:
        return False
    made_it = claim.made_by is not None and claim.made_by.member_id == member.pk
    return made_it or may_edit(member, claim.contribution)


def may_dispute(member, claim):
    """Any member a claim of something published that they did not make themselves."""
    if not (member.is_authenticated and claim.contribution.is_published):
        return False
    return claim.made_by is None or claim.made_by.member_id != member.pk


def may_withdraw_dispute(member, dispute):
    """Who disputes."""
    return member.is_authenticated and dispute.by.member_id == member.pk


def may_remove_dispute(member):
    return member.is_authenticated and member.is_moderator


def may_set_uptake(member):
    """Say how far a recommendation was taken up: organisers."""
    return member.is_authenticated and member.is_organiser


def may_tie_wordings(member):
    """Say that two recommendations are one in other words, and untie them: organisers."""
    return member.is_authenticated and member.is_organiser


def may_see_bookings(member, event):
    """Who may edit the event: they see what people need, and check them in. Moderators do not."""
    return may_edit(member, event)


def may_change_plan(member, event):
    """Cancel or postpone it, or say that it takes place after all: organisers, what is published."""
    return event.is_published and may_edit(member, event)


def may_run_questions(member, event):
    """Organisers who may edit the event, and whoever facilitates it by name and has an account."""
    if not member.is_authenticated:
        return False
    facilitates = event.appearances.filter(capacity="facilitator", person__member=member)
    return may_edit(member, event) or (event.is_published and facilitates.exists())


def may_note_commitments(member, event):
    """What people said at it that they would do, and what came of that: who runs its questions."""
    return may_run_questions(member, event)


def may_see_late_commitments(member):
    """Those of every event of which nobody has told: organisers."""
    return member.is_authenticated and member.is_organiser


def may_answer_open_question(member):
    """Say that something published speaks to an open question: whoever may write case studies."""
    return may_write(member, "case-study")


def may_delete_open_answer(member, answer):
    """Who added it, organisers, and moderators: everybody reads how it is said to speak to the question."""
    if not member.is_authenticated:
        return False
    added_it = answer.added_by is not None and answer.added_by.member_id == member.pk
    return added_it or member.is_organiser or member.is_moderator


def may_close_open_question(member):
    """And open it again: organisers."""
    return member.is_authenticated and member.is_organiser


def may_edit_collections(member):
    """Make them, read their drafts, and choose the ways in from the home page: organisers and moderators."""
    return member.is_authenticated and (member.is_organiser or member.is_moderator)


def may_see_subscribers(member):
    """Look up who follows by e-mail, and delete an address: staff who may see subscribers at /admin/.

    What somebody follows is changed by whoever has the private link, and by nobody else.
    """
    return member.is_staff and member.has_perm("network.view_subscriber")


def may_edit_topic(member):
    """Describe, rename and merge topics: organisers and moderators."""
    return member.is_authenticated and (member.is_organiser or member.is_moderator)
