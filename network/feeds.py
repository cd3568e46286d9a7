"""Feeds as RSS 2.0, written so that any reader can parse them: absolute addresses, no control characters."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import linebreaks

MOST_ITEMS = 30
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, section 2.2


def printable(text):
    """Text without the characters that no XML document may hold."""
    return NOT_XML.sub("", text)


def absolute(path):
    return settings.SITE_ADDRESS + path


@dataclass(frozen=True)
class Channel:
    """A feed before it has items: what it is called, the page it belongs to, its own address."""

    title: str
    description: str
    page: str
    path: str

    def begin(self):
        return Rss201rev2Feed(
            title=printable(f"{settings.SITE_NAME}: {self.title}"),
            link=absolute(self.page),
            description=printable(self.description),
            language=settings.LANGUAGE_CODE,
            feed_url=absolute(self.path),
        )


def contributions_feed(channel, contributions):
    """The newest of `contributions`, in two queries."""
    feed = channel.begin()
    for contribution in contributions.newest_first().for_feed()[:MOST_ITEMS]:
        address = absolute(contribution.get_absolute_url())
        topics = (topic.name for topic in contribution.topics.all())
        feed.add_item(
            title=printable(contribution.title),
            link=address,
            description=linebreaks(printable(contribution.summary), autoescape=True),
            author_name=printable(contribution.credit) or None,
            pubdate=contribution.published_at,
            comments=f"{address}#comments",
            unique_id=address,
            unique_id_is_permalink=True,
            categories=[contribution.get_kind_display(), *map(printable, topics)],
        )
    return answer(feed)


def comments_feed(channel, comments):
    """The newest of `comments`, which come with their authors and contributions; one query."""
    feed = channel.begin()
    for comment in comments.order_by("-posted_at", "-pk")[:MOST_ITEMS]:
        address = absolute(comment.get_absolute_url())
        feed.add_item(
            title=printable(f"{comment.author.name} on {comment.contribution.title}"),
            link=address,
            description=printable(comment.html),
            author_name=printable(comment.author.name),
            pubdate=comment.posted_at,
            unique_id=address,
            unique_id_is_permalink=True,
        )
    return answer(feed)


def answer(feed):
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
