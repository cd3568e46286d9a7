"""Feeds of what is new: of everything, of a kind, of a topic, of the conversation."""

from django.shortcuts import get_object_or_404

from network.caching import reading_page
from network.feeds import Channel, comments_feed, contributions_feed
from network.models import Comment, Contribution, Kind, Topic

from .lists import WORDS
from .topics import moved


@reading_page
def latest(request):
    channel = Channel("what is new", "Everything published, newest first.", "/", request.path)
    return contributions_feed(channel, Contribution.objects.published())


@reading_page
def of_kind(request, kind):
    kind = Kind(kind)
    page = f"/{kind.plural}/"
    channel = Channel(kind.plural_label.lower(), WORDS[kind].lead, page, request.path)
    return contributions_feed(channel, Contribution.objects.published().of_kind(kind))


@reading_page
def of_topic(request, slug):
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        return moved(request, slug, "topic-feed")
    words = topic.description or f"What is published on {topic.name}."
    channel = Channel(topic.name, words, topic.get_absolute_url(), request.path)
    return contributions_feed(channel, Contribution.objects.about_topic(topic))


@reading_page
def comments(request):
    channel = Channel("comments", "What people say, newest first.", "/", request.path)
    published = Contribution.objects.published()
    return comments_feed(channel, comments_on(contribution__in=published))


@reading_page
def comments_of_contribution(request, kind, slug):
    published = Contribution.objects.published().of_kind(kind)
    contribution = get_object_or_404(published.for_cards(), slug=slug)
    words = f"What people say about {contribution.title}"
    page = f"{contribution.get_absolute_url()}#comments"
    channel = Channel(words, f"{words}, newest first.", page, request.path)
    return comments_feed(channel, comments_on(contribution=contribution))


def comments_on(**where):
    visible = Comment.objects.visible().filter(**where)
    return visible.select_related("author", "contribution").only(
        "html", "posted_at", "author__name", "contribution__title"
    )
