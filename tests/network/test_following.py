"""Following by e-mail: asking, confirming, changing and stopping it, with and without an account."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from events.models import EventSeries, OpenQuestion, SeriesSubscription
from network import digests, permissions
from network.models import KindSubscription, Subscriber, Topic, TopicSubscription
from network.models.following import adopt, follow
from network.models.subscriptions import subscriptions_of
from tests.factories import make_case_study, make_topic
from tests.pages import form_of, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    topic = make_topic("time banking")
    make_case_study(topics=[topic])
    return topic


def ask(client, *values, email="rosa@copro.example", **data):
    return client.post("/follow/", {"what": values, "email": email, "rhythm": "weekly"} | data)


def letter():
    (message,) = mail.outbox
    return message


def link(message):
    return re.search(r"http://127\.0\.0\.1:8000(/follow/[^/\s]+/)\n", message.body)[1]


def follower(*things, email="rosa@copro.example", **fields):
    subscriber = Subscriber.objects.create(email=email, **fields)
    follow(subscriber, things, confirmed=True)
    return subscriber


def followed(subscriber):
    return [str(each) for each in subscriptions_of(subscriber)]


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.text


def test_the_page_of_a_topic_leads_a_visitor_to_the_form_with_it_ticked(client, topic):
    assert 'href="/follow/?topic=time-banking"' in page(client, topic.get_absolute_url())

    form = form_of(client.get("/follow/?topic=time-banking&kind=events&series=gone"), "/follow/")

    assert form["fields"]["rhythm"] == "weekly"
    shown = page(client, "/follow/?topic=time-banking&kind=events&series=gone")
    assert 'value="topic:time-banking" checked' in shown
    assert 'value="kind:events" checked' in shown
    assert 'value="kind:everything"> ' in shown


def test_everything_that_can_be_followed_stands_on_the_form(client, topic):
    EventSeries.objects.titled("Roadshow")
    OpenQuestion.objects.create(text="Who pays?", slug="who-pays", note="Asked in Leeds.")

    shown = page(client, "/follow/")

    for value in ("kind:everything", "kind:reports", "topic:time-banking", "series:roadshow"):
        assert f'value="{value}"' in shown
    assert 'value="question:who-pays"' in shown


def test_reading_the_link_changes_nothing_and_the_button_confirms(
    client, topic, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sent = ask(client, "topic:time-banking")
    assert "Now look at your mail" in page(client, sent.headers["Location"])
    message = letter()
    assert message.to == ["rosa@copro.example"]
    assert "Topic: time banking" in message.body
    assert "List-Unsubscribe" not in message.extra_headers
    subscriber = Subscriber.objects.get()

    opened = client.get(link(message))
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert opened.headers["Cache-Control"] == "private, no-store"
    assert f"page={link(message)}" not in opened.text
    assert followed(subscriber) == []

    confirmed = submit(Client(enforce_csrf_checks=True), opened, "confirmation/")
    assert "This is what you follow now." in confirmed.text
    assert followed(subscriber) == ["Topic: time banking"]


def test_the_answer_is_the_same_for_an_address_that_is_known(
    client, topic, amina, bryn, django_capture_on_commit_callbacks
):
    Subscriber.objects.create(member=amina)
    follower(TopicSubscription(topic=topic), email="known@copro.example")
    bryn.is_active = False
    bryn.save()
    answers = set()
    for email in ("new@copro.example", "known@copro.example", amina.email, bryn.email):
        with django_capture_on_commit_callbacks(execute=True):
            sent = ask(client, "topic:time-banking", email=email)
        answers.add((sent.status_code, sent.headers["Location"], len(sent.cookies)))
    assert len(answers) == 1
    told = {message.to[0]: message.subject for message in mail.outbox}
    assert told["known@copro.example"] == "What you follow"
    assert told[amina.email] == "Please confirm what you want to follow"
    assert bryn.email not in told


def test_a_stranger_adds_nothing_to_what_somebody_follows(client, topic):
    subscriber = follower(KindSubscription(kind="report"))
    ask(client, "topic:time-banking", rhythm="daily")
    subscriber.refresh_from_db()
    assert followed(subscriber) == ["Reports"]
    assert subscriber.rhythm == "weekly"
    assert "Do you want to follow this?" in page(client, subscriber.get_absolute_url())


def test_one_address_gets_few_mails_and_one_client_asks_within_reason(
    client, topic, monkeypatch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(7):
            ask(client, "topic:time-banking")
    assert len(mail.outbox) == 5
    monkeypatch.setattr("network.views.following.ASKED_AN_HOUR", 7)
    refused = ask(client, "topic:time-banking", email="other@copro.example")
    assert refused.status_code == 429
    assert 'value="other@copro.example"' in refused.text
    assert 'value="topic:time-banking" checked' in refused.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"what": []}, "Tick at least one thing to follow."),
        ({"what": ["topic:gone"]}, "One of these cannot be followed any more."),
        ({"what": ["odd", "x:\u202e"]}, "One of these cannot be followed any more."),
        ({"what": ["kind:everything"], "email": "rosa"}, "This is no e-mail address."),
        ({"what": ["kind:everything"], "rhythm": "hourly"}, "cannot be chosen here"),
        ({"what": ["kind:everything"], "rhythm": ""}, "Please fill this in."),
        ({"what": ["kind:everything"], "fax": "1"}, "it is there to catch machines"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(client, data, said):
    answer = client.post("/follow/", {"email": "rosa@copro.example", "rhythm": "weekly"} | data)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Subscriber.objects.exists()


def test_a_member_follows_by_one_press_and_sees_it_on_their_pages(amina_client, amina, topic):
    pressed = submit(amina_client, amina_client.get(topic.get_absolute_url()), "/follow/")
    assert "You follow “time banking” by e-mail." in pressed.text
    assert pressed.redirect_chain == [(topic.get_absolute_url(), 302)]
    yours = page(amina_client, "/you/")
    assert "Topic: time banking" in yours
    assert amina.subscriber.get_absolute_url() in yours

    submit(amina_client, amina_client.get(topic.get_absolute_url()), "/follow/")
    assert TopicSubscription.objects.count() == 1


def test_a_press_from_another_site_follows_nothing(amina, topic):
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(amina)
    assert forged.post("/follow/", {"what": "topic:time-banking"}).status_code == 403
    assert not Subscriber.objects.exists()


def test_sixty_things_are_the_most(amina_client, amina, topic):
    topics = Topic.objects.bulk_create([Topic(name=f"t{n}", slug=f"t{n}") for n in range(60)])
    follow(
        Subscriber.objects.create(member=amina),
        [TopicSubscription(topic=each) for each in topics],
        confirmed=True,
    )
    full = submit(amina_client, amina_client.get(topic.get_absolute_url()), "/follow/")
    assert "You follow 60 things already." in full.text


def test_what_is_followed_is_changed_paused_and_stopped_by_the_link(client, topic):
    subscriber = follower(TopicSubscription(topic=topic), KindSubscription(kind=""))
    client = Client(enforce_csrf_checks=True)
    home = subscriber.get_absolute_url()

    submit(client, client.get(home), "change/", {"keep": "kind:everything", "rhythm": "daily"})
    subscriber.refresh_from_db()
    assert (followed(subscriber), subscriber.rhythm) == (["Everything new"], "daily")

    assert "You paused this" in submit(client, client.get(home), "pause/").text
    subscriber.refresh_from_db()
    assert subscriber.paused_at
    submit(client, client.get(home), "pause/deletion/")
    subscriber.refresh_from_db()
    assert subscriber.paused_at is None

    assert "delete the address" in page(client, f"{home}deletion/")
    stopped = submit(client, client.get(f"{home}deletion/"), "deletion/")
    assert "have deleted your address" in stopped.text
    assert not Subscriber.objects.exists()
    assert "This link leads nowhere" in page(client, home, 404)


def test_a_mail_program_stops_it_with_one_press_and_no_cookie(topic):
    subscriber = follower(TopicSubscription(topic=topic))
    stopped = Client(enforce_csrf_checks=True).post(
        f"{subscriber.get_absolute_url()}deletion/", {"List-Unsubscribe": "One-Click"}
    )
    assert (stopped.status_code, dict(stopped.cookies)) == (200, {})
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("address", ["", "confirmation/", "change/", "pause/", "deletion/"])
def test_a_link_that_nobody_signed_opens_nothing(client, address):
    subscriber = follower(KindSubscription(kind=""))
    method = client.get if address == "" else client.post
    assert method(f"/follow/{subscriber.pk}.made-up/{address}").status_code == 404
    assert followed(subscriber) == ["Everything new"]


def test_an_odd_change_is_refused_and_keeps_what_there_is(client):
    subscriber = follower(KindSubscription(kind=""))
    refused = client.post(f"{subscriber.get_absolute_url()}change/", {"rhythm": "hourly"})
    assert refused.status_code == 422
    assert followed(subscriber) == ["Everything new"]


def test_what_nobody_confirms_is_forgotten_after_a_week(client, topic):
    ask(client, "topic:time-banking")
    kept = follower(KindSubscription(kind=""), email="kept@copro.example")
    digests.forget_unconfirmed_addresses.enqueue()
    assert Subscriber.objects.count() == 2

    TopicSubscription.objects.update(asked_at=timezone.now() - timedelta(days=7))
    asked = Subscriber.objects.get(email="rosa@copro.example")
    client.post(f"{asked.get_absolute_url()}confirmation/")
    assert followed(asked) == []
    digests.forget_unconfirmed_addresses.enqueue()
    assert list(Subscriber.objects.all()) == [kept]


def test_who_joins_later_finds_what_they_followed_before(client, topic):
    follower(TopicSubscription(topic=topic), email="rosa@copro.example")
    joined = client.post(
        "/accounts/signup/",
        {"name": "Rosa", "email": "rosa@copro.example", "password1": "a-long-pass-phrase"},
    )
    assert joined.status_code == 302
    code = re.search(r"^([A-Z0-9-]{6,12})$", mail.outbox[-1].body, re.MULTILINE)[1]
    client.post(joined.headers["Location"], {"code": code})

    assert "Topic: time banking" in page(client, "/you/")
    assert Subscriber.objects.get().address == "rosa@copro.example"
    assert Subscriber.objects.get().email == ""


def test_what_a_member_confirms_by_mail_joins_what_they_follow_already(client, amina, topic):
    EmailAddress.objects.create(user=amina, email=amina.email, verified=True, primary=True)
    own = Subscriber.objects.create(member=amina)
    follow(own, [KindSubscription(kind="report")], confirmed=True)
    beside = follower(KindSubscription(kind="report"), email=amina.email)
    follow(beside, [TopicSubscription(topic=topic)], confirmed=False)

    client.post(f"{beside.get_absolute_url()}confirmation/")

    assert Subscriber.objects.get() == own
    assert followed(own) == ["Topic: time banking", "Reports"]


def test_leaving_takes_what_was_followed_along(amina, topic):
    follow(
        Subscriber.objects.create(member=amina), [TopicSubscription(topic=topic)], confirmed=True
    )
    amina.delete()
    assert not Subscriber.objects.exists()
    assert not TopicSubscription.objects.exists()


def test_followers_of_a_topic_that_is_merged_follow_the_other(topic, mo):
    other = make_topic("mutual aid")
    both = follower(TopicSubscription(topic=topic), TopicSubscription(topic=other))
    one = follower(TopicSubscription(topic=topic), email="one@copro.example")
    topic.merge_into(other, by=mo)
    assert followed(both) == followed(one) == ["Topic: mutual aid"]


def test_the_form_knows_a_topic_by_its_former_name(client, topic, mo):
    topic.rename("hours for hours", by=mo)
    assert 'value="topic:hours-for-hours" checked' in page(client, "/follow/?topic=time-banking")


@pytest.mark.parametrize(
    "broken",
    [
        lambda amina, topic: Subscriber.objects.create(),
        lambda amina, topic: Subscriber.objects.create(member=amina, email="a@copro.example"),
        lambda amina, topic: Subscriber.objects.create(email="ROSA@copro.example"),
        lambda amina, topic: Subscriber.objects.create(email="x@copro.example", rhythm="hourly"),
        lambda amina, topic: KindSubscription.objects.create(
            subscriber=Subscriber.objects.get(), kind="odd"
        ),
        lambda amina, topic: TopicSubscription.objects.create(
            subscriber=Subscriber.objects.get(), topic=topic
        ),
        lambda amina, topic: SeriesSubscription.objects.bulk_create(
            2
            * [
                SeriesSubscription(
                    subscriber=Subscriber.objects.get(), series=EventSeries.objects.titled("R")
                )
            ]
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(amina, topic, broken):
    follower(TopicSubscription(topic=topic))
    with pytest.raises(IntegrityError), transaction.atomic():
        broken(amina, topic)


def test_only_staff_with_the_right_look_up_addresses(amina, bryn, olu, mo, admin, visitor):
    cast = {"amina": amina, "bryn": bryn, "olu": olu, "mo": mo, "admin": admin}
    seeing = {name for name, member in cast.items() if permissions.may_see_subscribers(member)}
    assert seeing == {"admin"}
    assert visitor.get("/admin/network/subscriber/").status_code == 302


def test_the_administrator_finds_an_address_and_deletes_it(admin_client, topic):
    rosa = follower(TopicSubscription(topic=topic), KindSubscription(kind=""))
    follower(KindSubscription(kind=""), email="other@copro.example")
    listed = page(admin_client, "/admin/network/subscriber/?q=rosa")
    assert "rosa@copro.example" in listed
    assert "other@copro.example" not in listed
    shown = page(admin_client, f"/admin/network/subscriber/{rosa.pk}/change/")
    assert "Topic: time banking; Everything new" in shown
    deletion = f"/admin/network/subscriber/{rosa.pk}/delete/"
    assert admin_client.post(deletion, {"post": "yes"}).status_code == 302
    assert not Subscriber.objects.filter(pk=rosa.pk).exists()
    # Who deleted something is noted there for good; whose address it was is not.
    assert str(rosa.pk) in page(admin_client, "/admin/")
    assert "rosa@copro.example" not in page(admin_client, "/admin/")
    assert not LogEntry.objects.filter(object_repr__contains="rosa@").exists()


def test_a_stranger_leaves_others_room_to_follow(client, amina_client, amina, topic):
    Topic.objects.bulk_create([Topic(name=f"t{n}", slug=f"t{n}") for n in range(60)])
    amina_client.post("/follow/", {"what": "kind:events"})
    for first in range(0, 60, 20):
        ask(client, *(f"topic:t{n}" for n in range(first, first + 20)), email=amina.email)

    amina_client.post("/follow/", {"what": "topic:time-banking"})

    assert followed(Subscriber.objects.get()) == ["Topic: time banking", "Events"]
    assert len(subscriptions_of(Subscriber.objects.get(), waiting=True)) == 59


def test_hundreds_of_things_at_once_are_refused_before_they_are_looked_up(
    client, topic, django_assert_max_num_queries
):
    many = [f"topic:gone-{n}" for n in range(900)]
    with django_assert_max_num_queries(140):
        assert ask(client, *many).status_code == 422
    words = [f"{word}=gone-{n}" for word in ("topic", "series", "question") for n in range(40)]
    with django_assert_max_num_queries(45):
        assert client.get(f"/follow/?{'&'.join(words)}&topic=time-banking").status_code == 200


def test_what_waits_for_a_word_takes_nothing_away_that_is_followed(client, amina, topic, mo):
    other = make_topic("hours for hours")
    followed_by_hand = follower(TopicSubscription(topic=topic), email=amina.email)
    own = Subscriber.objects.create(member=amina)
    follow(own, [TopicSubscription(topic=topic)], confirmed=False)
    adopt(amina)
    assert followed(own) == ["Topic: time banking"]
    assert not Subscriber.objects.filter(pk=followed_by_hand.pk).exists()

    follow(own, [TopicSubscription(topic=other)], confirmed=False)
    topic.merge_into(other, by=mo)
    assert followed(own) == ["Topic: hours for hours"]
