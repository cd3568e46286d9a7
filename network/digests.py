"""Mail to those who follow something: the question whether the address is theirs, and the digests.

The tasks may run twice. What is told is noted in the transaction that sends it, under a lock of
the subscriber's row.
"""

from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .clocks import clock_name
from .models.following import forget_unconfirmed
from .models.subscribers import HOUR, SETTLED, Subscriber
from .models.subscriptions import sections_of, subscriptions_of
from .stoppable_mail import StoppableMail

AT_ONCE = 100  # digests in one run of the task
GONE_FOR_GOOD = 500  # SMTP answers from here on are final (RFC 5321, 4.2.1)


@task
def ask_to_confirm(subscriber_pk):
    """Asks whether the address is theirs; who follows all of it already is told so."""
    subscriber = Subscriber.objects.select_related("member").filter(pk=subscriber_pk).first()
    if subscriber is None:
        return
    waiting = subscriptions_of(subscriber, waiting=True)
    followed = [] if waiting else subscriptions_of(subscriber)
    subject = "Please confirm what you want to follow" if waiting else "What you follow"
    # Nothing by which a program could stop, for a reader annoyed by a stranger, what they follow.
    send(subscriber, "following", subject, {"waiting": waiting, "followed": followed}, headers={})


@task
def send_digests(after=0):
    """Sends the digests that are due, some at a time; one that fails keeps none of the others back."""
    until = timezone.now() - SETTLED
    due = Subscriber.objects.due(until).values_list("pk", flat=True)
    numbers = list(due.filter(pk__gt=after).order_by("pk")[:AT_ONCE])
    failed = []
    for pk in numbers:
        try:
            send_digest(pk, until)
        except Exception as error:
            failed.append(error)
    if len(numbers) == AT_ONCE:
        send_digests.enqueue(numbers[-1])
    if failed:
        raise ExceptionGroup("Some digests failed, and are tried again.", failed)


@transaction.atomic
def send_digest(subscriber_pk, until):
    """Tells one subscriber what is new, unless another worker did or is doing so."""
    due = Subscriber.objects.due(until).filter(pk=subscriber_pk).select_related("member")
    subscriber = due.select_for_update(of=("self",), skip_locked=True).first()
    if subscriber is None:
        return
    sections = sections_of(subscriber, until)
    try:
        if sections:
            send_news(subscriber, sections)
    except SMTPRecipientsRefused as error:
        if any(code < GONE_FOR_GOOD for code, _ in error.recipients.values()):
            raise
        subscriber.note_refusal(until)
    else:
        subscriber.note_told(until, was_written_to=bool(sections))


@task
def forget_unconfirmed_addresses():
    """Forgets what nobody confirmed for a week, and the addresses of those who follow nothing."""
    forget_unconfirmed()


def subject_of(sections):
    """What is new first, and how much there is besides."""
    titles = [news.title for section in sections for news in section.news]
    others = len(titles) - 1
    first = f"New: “{titles[0]}”"
    return f"{first} and {others} more" if others else first


def send_news(subscriber, sections):
    """A digest, which can be stopped with one press in programs that know how (RFC 8058)."""
    stop = settings.SITE_ADDRESS + reverse("following-deletion", args=[subscriber.token])
    context = {"sections": sections, "stop_address": stop}
    headers = {
        "List-Unsubscribe": f"<{stop}>",  # RFC 2369
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    send(subscriber, "digest", subject_of(sections), context, headers)


def send(subscriber, name, subject, context, headers):
    everything = {
        "site_name": settings.SITE_NAME,
        "site_address": settings.SITE_ADDRESS,
        "subject": subject,
        "subscriber": subscriber,
        "address": settings.SITE_ADDRESS + subscriber.get_absolute_url(),
        "hour": HOUR,
        "clock": clock_name(),
        **context,
    }
    message = StoppableMail(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{name}.txt", everything),
        to=[subscriber.address],
        headers={"Auto-Submitted": "auto-generated"} | headers,  # RFC 3834
    )
    message.attach_alternative(render_to_string(f"emails/{name}.html", everything), "text/html")
    message.send()
