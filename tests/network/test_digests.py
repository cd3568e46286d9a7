"""Digests: who gets one, when, and of what; each thing once."""

import email.policy
import re
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from events.models import ChangeOfPlan
from network import digests
from network.models import ImpreciseDate, KindSubscription, Member, Subscriber, TopicSubscription
from network.models.following import follow
from network.models.subscribers import Rhythm, latest_round
from tests.factories import make_article, make_case_study, make_event, make_topic

pytestmark = pytest.mark.django_db

NEWS = timedelta(hours=1)  # ago
FROM = timedelta(days=20)  # ago: since when somebody follows


@pytest.fixture
def topic():
    return make_topic("time banking")


def follower(*things, email="rosa@copro.example", **fields):
    """Somebody who follows these for some time and was told nothing yet."""
    since = timezone.now() - FROM
    fields = {"told_until": since} | ({} if "member" in fields else {"email": email}) | fields
    subscriber = Subscriber.objects.create(**fields)
    for thing in things:
        thing.subscriber, thing.asked_at, thing.confirmed_at = subscriber, since, since
        thing.save()
    return subscriber


def everything():
    return KindSubscription(kind="")


def fresh(make, title, **fields):
    return make(title=title, published=timezone.now() - NEWS, **fields)


def sent():
    """The bodies of what one run of the task sends."""
    mail.outbox.clear()
    digests.send_digests.enqueue()
    return [message.body for message in mail.outbox]


@pytest.mark.parametrize(
    ("rhythm", "at", "moment"),
    [
        (Rhythm.DAILY, "2026-11-23 07:00", "2026-11-23 07:00"),
        (Rhythm.DAILY, "2026-11-23 06:59", "2026-11-22 07:00"),
        (Rhythm.WEEKLY, "2026-11-25 12:00", "2026-11-23 07:00"),
        (Rhythm.WEEKLY, "2026-11-23 06:59", "2026-11-16 07:00"),
        (Rhythm.WEEKLY, "2026-03-30 07:30", "2026-03-30 07:00"),  # the day after clocks go forward
        (Rhythm.DAILY, "2026-10-25 03:00", "2026-10-24 07:00"),  # the day when they go back
    ],
)
def test_mail_goes_out_at_seven_on_this_clock_weekly_on_monday(rhythm, at, moment):
    london = ZoneInfo("Europe/London")
    here = datetime.fromisoformat(at).replace(tzinfo=london)
    assert latest_round(rhythm, here) == datetime.fromisoformat(moment).replace(tzinfo=london)


def test_a_digest_tells_what_was_published_since_the_last_one(topic):
    follower(TopicSubscription(topic=topic))
    fresh(make_case_study, "Hours for hours", topics=[topic])
    fresh(make_case_study, "Elsewhere")
    make_case_study(title="Old", topics=[topic], published=timezone.now() - timedelta(days=30))
    make_case_study(title="Draft", topics=[topic], published=False)
    make_case_study(title="To come", topics=[topic], published=timezone.now() + NEWS)

    (body,) = sent()

    assert "Topic: time banking" in body
    assert "* Hours for hours\n  Case study\n  Neighbours swap hours" in body
    assert "http://127.0.0.1:8000/case-studies/hours-for-hours/" in body
    for other in ("Elsewhere", "Old", "Draft", "To come"):
        assert other not in body
    assert mail.outbox[0].subject == "New: “Hours for hours”"
    assert sent() == []


def test_what_is_told_in_two_followed_things_is_told_once_where_it_is_closest(topic):
    follower(everything(), KindSubscription(kind="case-study"), TopicSubscription(topic=topic))
    fresh(make_case_study, "Hours for hours", topics=[topic])
    fresh(make_article, "A note")

    (body,) = sent()

    assert body.count("* Hours for hours") == body.count("* A note") == 1
    order = ["Topic: time banking", "* Hours for hours", "Everything new", "* A note"]
    assert [body.index(words) for words in order] == sorted(body.index(words) for words in order)
    assert "\nCase studies\n" not in body
    assert mail.outbox[0].subject == "New: “Hours for hours” and 1 more"


def test_an_event_is_told_with_its_day_and_whether_it_is_called_off(olu):
    follower(KindSubscription(kind="event"))
    day = ImpreciseDate("2027-05-03")
    fresh(make_event, "Workshop in Leeds", dated=day)
    off = fresh(make_event, "Talk in Cardiff", dated=day)
    ChangeOfPlan.objects.make(event=off, what="cancelled", by=olu, reason="A flood.")
    (body,) = sent()
    assert "* Workshop in Leeds\n  Event, 3 May 2027\n" in body
    assert "* Talk in Cardiff\n  Event, Cancelled, 3 May 2027\n" in body


def test_nothing_new_is_no_mail_and_is_not_looked_for_again(topic):
    subscriber = follower(TopicSubscription(topic=topic))
    assert sent() == []
    subscriber.refresh_from_db()
    assert timezone.now() - subscriber.told_until < timedelta(minutes=3)


def test_what_was_withdrawn_before_the_mail_is_not_told(amina):
    follower(everything())
    gone = fresh(make_case_study, "Gone again", by=amina)
    gone.withdraw(by=amina, reason="Too early")
    assert sent() == []


@pytest.mark.parametrize(("days_shown", "mails"), [(0, 1), (2, 0)])
def test_what_was_withdrawn_before_a_mail_and_is_published_again_later_is_told_once(
    amina, days_shown, mails
):
    noon = timezone.localtime().replace(hour=12) - FROM
    gone = make_case_study(amina, title="Back again", published=noon - timedelta(hours=2))
    gone.withdraw(by=amina, reason="Too early")
    gone.withdrawals.update(at=noon + timedelta(days=days_shown))
    follower(everything(), told_until=noon + timedelta(days=7))
    gone.publish(at=timezone.now() - NEWS)
    told = sent()
    assert ["Back again" in body for body in told] == [True] * mails
    Subscriber.objects.update(told_until=gone.published_at)
    assert sent() == []


def test_what_was_published_before_somebody_followed_is_not_told(topic):
    subscriber = follower(everything())
    make_case_study(title="Before", topics=[topic], published=timezone.now() - NEWS)
    follow(subscriber, [TopicSubscription(topic=topic)], confirmed=True)
    KindSubscription.objects.all().delete()
    assert sent() == []


def test_who_is_paused_suspended_unconfirmed_or_told_gets_nothing(amina, bryn):
    fresh(make_case_study, "News")
    follower(everything(), member=amina)
    Member.objects.filter(pk=amina.pk).update(is_active=False)
    follower(everything(), email="paused@copro.example", paused_at=timezone.now())
    follower(everything(), email="told@copro.example", told_until=timezone.now())
    asked = follower(email="asked@copro.example")
    follow(asked, [everything()], confirmed=False)
    assert sent() == []

    follower(everything(), member=bryn)
    Member.objects.filter(pk=bryn.pk).update(email="new@copro.example")
    (body,) = sent()
    assert mail.outbox[0].to == ["new@copro.example"]
    assert "Hello Bryn" in body


def test_a_pause_is_not_made_up_for():
    subscriber = follower(everything(), paused_at=timezone.now())
    fresh(make_case_study, "Meanwhile")
    subscriber.resume()
    assert sent() == []


def test_every_digest_says_why_and_can_be_stopped_by_one_press():
    subscriber = follower(everything())
    fresh(make_case_study, "A <b>bold</b> & “long” title" + " with many words" * 9)
    (body,) = sent()
    (message,) = mail.outbox
    stop = f"http://127.0.0.1:8000{subscriber.get_absolute_url()}deletion/"
    raw = message.message(policy=email.policy.SMTP).as_bytes().decode()
    headers = raw.partition("\r\n\r\n")[0]
    assert f"\r\nList-Unsubscribe: <{stop}>\r\n" in headers
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers
    assert "Auto-Submitted: auto-generated" in headers
    # RFC 2047, section 2: an encoded word of more letters is none.
    assert max(map(len, re.findall(r"=\?[^ ]*\?=", headers))) <= 75
    html = message.alternatives[0].content
    assert "A &lt;b&gt;bold&lt;/b&gt; &amp;" in html
    for text in (body, html):
        assert "You get this because you follow it" in text
        assert "once a week, on Monday morning, at 7 (UK time)" in text
        assert stop in text


def test_a_full_digest_tells_twenty_of_a_thing_and_that_there_is_more():
    follower(everything())
    for number in range(23):
        fresh(make_article, f"Note {number}")
    (body,) = sent()
    assert body.count("* Note") == 20
    assert "There is more on its page: http://127.0.0.1:8000/" in body


def test_what_has_no_room_beside_what_was_told_elsewhere_is_said_to_be_there(topic):
    follower(everything(), TopicSubscription(topic=topic))
    fresh(make_article, "An older note")
    for number in range(22):
        fresh(make_article, f"Note {number}", topics=[topic])
    (body,) = sent()
    assert "An older note" not in body
    assert "There is more on its page: http://127.0.0.1:8000/\n" in body


def test_many_are_written_to_in_turns(monkeypatch):
    monkeypatch.setattr(digests, "AT_ONCE", 2)
    fresh(make_case_study, "News")
    for number in range(5):
        follower(everything(), email=f"reader{number}@copro.example")
    assert len(sent()) == 5
    assert sent() == []


class Refusing(EmailBackend):
    """A server that takes no mail for one address, as SMTP tells it."""

    code = 550

    def send_messages(self, messages):
        for message in messages:
            if message.to == ["gone@copro.example"]:
                raise SMTPRecipientsRefused({message.to[0]: (self.code, b"No such user")})
        return super().send_messages(messages)


class Busy(Refusing):
    code = 450


def a_week_later():
    Subscriber.objects.update(told_until=timezone.now() - FROM)


def test_an_address_that_is_refused_three_times_is_left_alone(settings, client):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Refusing"}}
    gone = follower(everything(), email="gone@copro.example")
    follower(everything())
    fresh(make_case_study, "News")
    for _ in range(4):
        assert len(sent()) == 1
        a_week_later()
    gone.refresh_from_db()
    assert gone.refusals == 3
    assert "Our mail does not reach you" in client.get(gone.get_absolute_url()).text
    client.post(f"{gone.get_absolute_url()}pause/deletion/")
    gone.refresh_from_db()
    assert gone.refusals == 0


def test_a_server_that_is_busy_is_asked_again_and_keeps_nobody_else_back(settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Busy"}}
    gone = follower(everything(), email="gone@copro.example")
    follower(everything())
    fresh(make_case_study, "News")
    mail.outbox.clear()
    result = digests.send_digests.enqueue()
    assert "SMTPRecipientsRefused" in result.errors[0].traceback
    assert [message.to for message in mail.outbox] == [["rosa@copro.example"]]
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    sent()
    assert [message.to for message in mail.outbox] == [["gone@copro.example"]]
    gone.refresh_from_db()
    assert gone.refusals == 0
