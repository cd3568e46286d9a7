"""A comment as a letter: HTML from its stored text and few columns, without template or query.

A row is one of `Comment.objects.letters()`; what only this reader may do is added to it. A page
holds fifty of them, and a template for each would cost more than all the rest. What people wrote
is escaped here, but for the stored `html`, which was escaped when it was posted.
"""

from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.safestring import mark_safe

from network.models import Photo
from network.models.media import MOST_FACE, srcset
from network.models.people import initials
from network.permissions import EDITING_COMMENTS, is_seen_by
from network.pictures import ENDINGS

register = template.Library()


@register.simple_tag
def letters(rows, reader, may_answer, parts=None):
    """Comments as list items for `reader`, a Member or AnonymousUser.

    `parts` are those of the page that some are about, by their keys.
    """
    desk = Desk(reader, may_answer, parts or {})
    return mark_safe("".join(map(desk.letter, rows)))


@register.simple_tag
def letter(row, reader, may_answer=None):
    """One comment, alone in its list; unless told, without actions."""
    return letters([row], reader, may_answer)


class Desk:
    """Where letters are written for one reader; all methods give HTML.

    `may_answer` is None where there is nothing to do but read.
    """

    def __init__(self, reader, may_answer, parts):
        self.reader = reader
        self.parts = parts
        self.number = reader.pk if reader.is_authenticated else None
        self.is_moderator = reader.is_authenticated and reader.is_moderator
        self.may_answer = may_answer
        self.editable_since = timezone.now() - EDITING_COMMENTS

    def letter(self, row):
        depth = row["path"].count("/")
        indent = f' data-depth="{depth}"' if depth else ""
        mine = self.number is not None and row["author__member_id"] == self.number
        removed = row["removal__reason"] is not None
        gone = "Deleted by its author." if row["deleted_at"] else ""
        if removed and not gone and not (mine or self.is_moderator):
            gone = "Removed by a moderator."
        if gone:
            inside = f'<p class="comment-gone">{gone}</p>'
        else:
            inside = f"{self.head(row)}{self.text(row, mine)}{self.tools(row, mine)}"
        return f'<li class="comment" id="comment-{row["id"]}"{indent}>{inside}</li>\n'

    def head(self, row):
        name, address = escape(row["author__name"]), address_of(row["author__slug"])
        author = f'<a class="comment-name" href="{address}" dir="auto">{name}</a>'
        if row["author__withheld_at"]:
            author = f'<span class="comment-name">{name}</span>'
        return (
            f'<div class="comment-head">{self.face(row)}<div>{author}'
            f'<p class="comment-line">{self.line(row)}</p></div></div>'
        )

    def face(self, row):
        """A photo where this reader may see it, else initials."""
        small = None if row["author__photo__taken_down_at"] else row["author__photo__small"]
        if small and self.may_see(row, row["author__photo_seen_by"]):
            address = Photo._meta.get_field("small").storage.url(small)
            width, height = row["author__photo__small_width"], row["author__photo__small_height"]
            return (
                f'<picture>{sources(row)}<img class="avatar" src="{escape(address)}" alt="" width="{width}"'
                f' height="{height}" loading="lazy" decoding="async"></picture>'
            )
        letters = escape(initials(row["author__name"]))
        return f'<span class="avatar" aria-hidden="true">{letters}</span>'

    def line(self, row):
        """How they take part, if they show it; whom they answer, if it is not plain; the date."""
        role, answering, edited = row["author__role"], "", ""
        if role and self.may_see(row, row["author__work_seen_by"]):
            role = f'<span dir="auto">{escape(role)}</span>'
        else:
            role = ""
        if len(row["reply_to__path"] or "") == len(row["path"]):
            gone = row["reply_to__deleted_at"] or row["reply_to__removal__id"]
            whom = "somebody" if gone else escape(row["reply_to__author__name"])
            answered = f'<a href="/comments/{row["reply_to_id"]}/"><bdi>{whom}</bdi></a>'
            answering = f"<span>answering {answered}</span>"
        part = self.parts.get(row["id"])
        if part and "/" not in row["path"]:  # answers are about the same
            answering += (
                f'<span>about <a href="{escape(part.get_absolute_url())}">'
                f"<bdi>{escape(part.called)}</bdi></a></span>"
            )
        if row["edited_at"]:
            edited = "<span>edited</span>"
        posted = timezone.localtime(row["posted_at"])
        return (
            f'{role}{answering}<a href="#comment-{row["id"]}">'
            f'<time datetime="{posted.isoformat()}">{written_out(posted.date())}</time></a>{edited}'
        )

    def text(self, row, mine):
        words = f'<div class="comment-text" dir="auto">{row["html"]}</div>'
        if row["removal__reason"] is None:
            return words
        reason = escape(row["removal__reason"])
        if not mine:
            summary = f'Removed by a moderator: <span dir="auto">{reason}</span>'
            return f'<details class="comment-removed"><summary>{summary}</summary>{words}</details>'
        return (
            '<div class="notice notice-warning">'
            '<p class="notice-title">A moderator removed this comment</p>'
            f'<p class="comment-reason" dir="auto">{reason}</p>'
            f"<p>Only you and the moderators still see it.</p></div>{words}"
        )

    def tools(self, row, mine):
        """The quiet actions: links to pages that ask before they act."""
        if self.may_answer is None:
            return ""
        removed = row["removal__reason"] is not None
        links = []
        if self.may_answer and not removed:
            links.append(("reply", "Reply", " to"))
        if mine and not removed and row["posted_at"] > self.editable_since:
            links.append(("edit", "Edit", ""))
        if mine:
            links.append(("deletion", "Delete", ""))
        if self.is_moderator:
            links.append(("removal", "Put back" if removed else "Remove", ""))
        if not links:
            return ""
        whose = f" the comment by {escape(row['author__name'])}"
        anchors = (
            f'<a href="/comments/{row["id"]}/{page}/" rel="nofollow">{word}'
            f'<span class="visually-hidden">{to}{whose}</span></a>'
            for page, word, to in links
        )
        return f'<p class="comment-tools">{"".join(anchors)}</p>'

    def may_see(self, row, seen_by):
        return is_seen_by(self.reader, owner_id=row["author__member_id"], seen_by=seen_by)


def sources(row):
    """A face in the width that a letter needs, once its renditions are made."""
    token, widths = row["author__photo__token"], row["author__photo__renditions"]
    if not widths:
        return ""
    return "".join(
        f'<source type="image/{ending}" sizes="4rem" '
        f'srcset="{escape(srcset(token, widths, ending, up_to=MOST_FACE))}">'
        for ending in ENDINGS
    )


@lru_cache(maxsize=1000)
def address_of(slug):
    return escape(reverse("person", args=[slug]))


@lru_cache(maxsize=1000)
def written_out(day):
    return format_date(day, "j F Y")
