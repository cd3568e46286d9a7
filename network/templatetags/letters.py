"""A comment as a letter: HTML from its stored text and few columns, without template or query.

The row is one of `Comment.objects.letters()`; what only this reader may do is added to it.
A page holds fifty of them, and a template for each would cost more than all the rest.
"""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from network.models import Photo
from network.models.people import initials
from network.permissions import EDITING_COMMENTS, is_seen_by

register = template.Library()

NOTHING = mark_safe("")
LETTER = """\
<li class="comment" id="comment-{}"{}><div class="comment-head">{}<div>\
<a class="comment-name" href="{}" dir="auto">{}</a><p class="comment-line">{}</p></div></div>{}{}</li>
"""
FACE = """\
<img class="avatar" src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">"""
NO_FACE = '<span class="avatar" aria-hidden="true">{}</span>'
ANSWERING = '<span>answering <a href="/comments/{}/"><bdi>{}</bdi></a></span>'
POSTED = '<a href="#comment-{}"><time datetime="{}">{}</time></a>'
EDITED = mark_safe("<span>edited</span>")
TOOL = """\
<a href="/comments/{}/{}/" rel="nofollow">{}<span class="visually-hidden"> the comment by {}</span></a>"""
GONE = '<li class="comment" id="comment-{}"{}><p class="comment-gone">{}</p></li>\n'
REMOVED_MINE = """\
<div class="notice notice-warning"><p class="notice-title">A moderator removed this comment</p>\
<p>{}</p><p>Only you and the moderators still see it.</p></div>\
<div class="comment-text" dir="auto">{}</div>"""
REMOVED = """\
<details class="comment-removed"><summary>Removed by a moderator: {}</summary>\
<div class="comment-text" dir="auto">{}</div></details>"""


@register.simple_tag
def letter(row, reader, may_answer):
    """One comment as a list item for `reader`, a Member or AnonymousUser."""
    removed = row["removal__reason"] is not None
    mine = reader.is_authenticated and row["author__member_id"] == reader.pk
    moderator = reader.is_authenticated and reader.is_moderator
    depth = row["path"].count("/")
    indent = format_html(' data-depth="{}"', depth) if depth else NOTHING
    if row["deleted_at"] is not None:
        return format_html(GONE, row["id"], indent, "Deleted by its author.")
    if removed and not (mine or moderator):
        return format_html(GONE, row["id"], indent, "Removed by a moderator.")
    text = mark_safe(row["html"])
    if removed:
        body = format_html(REMOVED_MINE if mine else REMOVED, row["removal__reason"], text)
    else:
        body = format_html('<div class="comment-text" dir="auto">{}</div>', text)
    return format_html(
        LETTER,
        row["id"],
        indent,
        face(row, reader),
        reverse("person", args=[row["author__slug"]]),
        row["author__name"],
        line(row, reader),
        body,
        tools(row, mine=mine, moderator=moderator, may_answer=may_answer),
    )


def face(row, reader):
    """A photo where this reader may see it, else initials."""
    owner, circle = row["author__member_id"], row["author__photo_seen_by"]
    small = row["author__photo__small"]
    if small and is_seen_by(reader, owner_id=owner, seen_by=circle):
        return format_html(
            FACE,
            Photo._meta.get_field("small").storage.url(small),
            row["author__photo__small_width"],
            row["author__photo__small_height"],
        )
    return format_html(NO_FACE, initials(row["author__name"]))


def line(row, reader):
    """How they take part, if they show it; whom they answer, where that is not plain; the date."""
    parts = []
    owner, circle = row["author__member_id"], row["author__work_seen_by"]
    if row["author__role"] and is_seen_by(reader, owner_id=owner, seen_by=circle):
        parts.append(format_html('<span dir="auto">{}</span>', row["author__role"]))
    if len(row["reply_to__path"] or "") == len(row["path"]):
        gone = row["reply_to__deleted_at"] or row["reply_to__removal__id"]
        whom = "somebody" if gone else row["reply_to__author__name"]
        parts.append(format_html(ANSWERING, row["reply_to_id"], whom))
    posted = timezone.localtime(row["posted_at"])
    parts.append(format_html(POSTED, row["id"], posted.isoformat(), format_date(posted, "j F Y")))
    if row["edited_at"]:
        parts.append(EDITED)
    return mark_safe("".join(parts))


def tools(row, *, mine, moderator, may_answer):
    """The quiet actions below a comment: links to pages that ask before they act."""
    removed = row["removal__reason"] is not None
    links = []
    if may_answer and not removed:
        links.append(("reply", "Reply"))
    if mine and not removed and row["posted_at"] > timezone.now() - EDITING_COMMENTS:
        links.append(("edit", "Edit"))
    if mine:
        links.append(("deletion", "Delete"))
    if moderator:
        links.append(("removal", "Put back" if removed else "Remove"))
    if not links:
        return NOTHING
    whose = row["author__name"]
    anchors = [format_html(TOOL, row["id"], page, word, whose) for page, word in links]
    return mark_safe(f'<p class="comment-tools">{"".join(anchors)}</p>')
