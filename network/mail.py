"""Every message that this app sends: one function each, which sends it at once.

Call them from tasks. Each has a template of its name in emails/, as text and as HTML, and says
why one gets it.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from .models import Contribution, Letter, Member, Running


def removal(removal):
    """To the author of a comment: a moderator removed it, and why."""
    comment = removal.comment
    _send(
        "removal",
        f"Your comment on “{comment.contribution}” was removed",
        [comment.author.member],
        {"removal": removal, "comment": comment, "address": address(comment)},
    )


def restoration(restoration):
    """To the author of a comment: it is back on its page."""
    comment = restoration.comment
    _send(
        "restoration",
        f"Your comment on “{comment.contribution}” is back",
        [comment.author.member],
        {"comment": comment, "address": address(comment)},
    )


def withdrawal(withdrawal):
    """To the authors of a contribution, but not to who did it: it is a draft again, and why."""
    contribution = withdrawal.contribution
    _send(
        "withdrawal",
        f"“{contribution}” was taken back to a draft",
        Member.objects.writing(contribution).exclude(pk=withdrawal.by_id),
        {
            "withdrawal": withdrawal,
            "contribution": contribution,
            "address": address(contribution),
        },
        once=f"withdrawal {withdrawal.pk}",
    )


def lifting(withdrawal):
    """To the authors of what a moderator held: they may publish it again."""
    contribution = withdrawal.contribution
    _send(
        "lifting",
        f"You can publish “{contribution}” again",
        Member.objects.writing(contribution).exclude(pk=withdrawal.lifted_by_id),
        {"contribution": contribution, "address": address(contribution)},
        once=f"lifting of withdrawal {withdrawal.pk}",
    )


def appeal(appeal):
    """To the moderators: an author asks them to look again at what they hold."""
    contribution = appeal.withdrawal.contribution
    _send(
        "appeal",
        f"Please look again at “{contribution}”",
        Member.objects.moderators(),
        {"appeal": appeal, "contribution": contribution, "address": address(contribution)},
        once=f"appeal {appeal.pk}",
    )


def publication(schedule):
    """To the authors of what was to appear at a moment: it did, or why it did not."""
    contribution = schedule.contribution
    lacked = schedule.lacked.splitlines()
    _send(
        "publication",
        f"“{contribution}” was not published" if lacked else f"“{contribution}” is published",
        Member.objects.writing(contribution),
        {
            "schedule": schedule,
            "lacked": lacked,
            "contribution": contribution,
            "address": address(contribution),
        },
        once=f"schedule {schedule.pk}",
    )


def invitation(invitation):
    """To somebody who is named: may we? With the private link by which they read and answer."""
    contribution = invitation.contribution
    _send_to(
        invitation.address_of_mail(),
        "invitation",
        f"{invitation.by or 'Somebody'} asks: may “{contribution}” name you?",
        {
            "invitation": invitation,
            "contribution": contribution,
            "address": address(invitation),
        },
    )


def invitation_answer(answer):
    """To those who write it, but not to who answered: what somebody who is named said or did."""
    asked = answer.invitation
    contribution = asked.contribution
    answered = asked.person and asked.person.member_id
    _send(
        "invitation_answer",
        f"{asked.name} on “{contribution}”: {answer.get_answer_display().lower()}",
        Member.objects.writing(contribution).exclude(pk=answered),
        {
            "answer": answer,
            "contribution": contribution,
            "page": settings.SITE_ADDRESS
            + reverse("invitations", args=[contribution.kind, contribution.slug]),
        },
    )


def person_claim(claim):
    """To a member: a moderator confirmed that a person is them, or why not."""
    _send(
        "person_claim",
        f"{claim.name} is you" if claim.is_granted else f"About {claim.name}",
        [claim.member],
        {"claim": claim, "address": claim.person and address(claim.person)},
    )


def confirmation(confirmation):
    """To an author of a case study, once a year: is it still running?"""
    case_study = confirmation.case_study
    page = settings.SITE_ADDRESS + reverse("confirmation-by-link", args=[confirmation.word])
    _send(
        "confirmation",
        f"Is “{case_study}” still running?",
        [confirmation.asked],
        {
            "case_study": case_study,
            "address": address(case_study),
            "edit_address": settings.SITE_ADDRESS + case_study.get_edit_url(),
            "answers": [(label, f"{page}?answer={answer}") for answer, label in Running.choices],
            "never": f"{page}?answer=never",
        },
    )


def takedown_received(asked):
    """To who asked: that we have it, and by when a moderator decides. It repeats no words of a stranger."""
    _send_to_asker(asked[0], "takedown_received", "We have your request", {"asked": asked})


def takedown_waits(asked):
    """To the moderators: somebody asks for something to be taken down."""
    first = asked[0]
    page = reverse("takedown-request", args=[first.request])
    _send(
        "takedown_waits",
        f"Asked to be taken down: {first.contribution or first.page}",
        Member.objects.moderators(),
        {"asked": asked, "first": first, "address": settings.SITE_ADDRESS + page},
        once=f"takedown request {first.request}",
    )


def takedown_decided(decided):
    """To who asked: what was decided, and why."""
    granted = [each.is_granted for each in decided]
    context = {"decided": decided, "any_granted": any(granted), "all_granted": all(granted)}
    _send_to_asker(decided[0], "takedown_decided", "What became of your request", context)


def takedown_authors(decided):
    """To the authors of the pages from which something went, but not to who decided; who asked stays unknown."""
    concerned = {pk for each in decided for pk in each.kept.get("concerned", ())}
    places = {}
    for contribution in Contribution.objects.filter(pk__in=concerned).order_by("title"):
        for member in Member.objects.writing(contribution).exclude(pk=decided[0].decided_by_id):
            places.setdefault(member, []).append((contribution, address(contribution)))
    for member, theirs in places.items():
        context = {"decided": decided, "places": theirs, "reason": decided[0].reason}
        context["is_page"] = any(each.what == "page" for each in decided)
        once = f"takedown {decided[0].pk}"
        _send("takedown_authors", "Something was taken down", [member], context, once=once)


def reversal(reversal, takedown, others):
    """To those who asked and to the authors, but not to who did it: it is shown again."""
    context = {"reversal": reversal, "takedown": takedown}
    concerned = takedown.kept.get("concerned", ())
    authors = {
        member
        for contribution in Contribution.objects.filter(pk__in=concerned)
        for member in Member.objects.writing(contribution).exclude(pk=reversal.by_id)
    }
    once, subject = f"reversal {reversal.pk}", "What was taken down is shown again"
    _send("reversal", subject, authors, context, once=once)
    for asked in [takedown, *others]:
        if asked.asked_by not in authors:
            _send_to_asker(asked, "reversal", subject, context)


def ending_consents(contribution, consents):
    """To the authors: people agreed to something on it until a day that is near or has passed."""
    first = consents[0]
    _send(
        "ending_consents",
        f"Consents run out on “{contribution}”",
        Member.objects.writing(contribution),
        {
            "contribution": contribution,
            "consents": consents,
            "address": settings.SITE_ADDRESS + first.get_edit_url(),
        },
    )


def _send_to_asker(takedown, name, subject, context):
    """To the account of who asked, or to the address that they gave; to nobody without either."""
    member = takedown.asked_by
    email = (member.email if member.is_active else "") if member else takedown.email
    if email:
        _send_to(email, name, subject, {"first": takedown} | context)


def address(thing):
    """The whole address of something on the site."""
    return settings.SITE_ADDRESS + thing.get_absolute_url()


def _send_to(email, name, subject, context):
    """One message to somebody who may have no account."""
    site = {"site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS}
    everything = {**site, **context, "subject": subject}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{name}.txt", everything),
        to=[email],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
    )
    message.attach_alternative(render_to_string(f"emails/{name}.html", everything), "text/html")
    message.send()


def _send(name, subject, members, context, *, once=""):
    """One message to each member who has an account that works.

    With `once` (what it is about) nobody gets it again when a task that failed half-way repeats it.
    """
    site = {"site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS}
    for member in members:
        if member is None or not member.is_active:
            continue
        everything = {**site, **context, "subject": subject, "member": member}
        message = EmailMultiAlternatives(
            # A title may hold line breaks only by accident, and a subject none at all.
            subject=" ".join(subject.split()),
            body=render_to_string(f"emails/{name}.txt", everything),
            to=[member.email],
            headers={"Auto-Submitted": "auto-generated"},  # RFC 3834: no automatic replies, please
        )
        message.attach_alternative(render_to_string(f"emails/{name}.html", everything), "text/html")
        if once:
            Letter.objects.send_once(member=member, about=once, send=message.send)
        else:
            message.send()
