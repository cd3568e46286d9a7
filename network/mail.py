"""Every message that this app sends: one function each, which sends it at once.

Call them from tasks. Each has a template of its name in emails/, as text and as HTML, and says
why one gets it.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from .models import Member


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
    )


def address(thing):
    """The whole address of something on the site."""
    return settings.SITE_ADDRESS + thing.get_absolute_url()


def _send(name, subject, members, context):
    """One message to each member who has an account that works."""
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
        message.send()
