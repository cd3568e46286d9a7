from datetime import timedelta

from django.db import connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.html import linebreaks, urlize

from .contributions import Contribution
from .findable import heavy
from .people import Person

LONGEST = 10_000
DEEPEST = 2
MOST_A_MINUTE = 6
MINUTE = timedelta(minutes=1)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# What a page reads of each comment, its author and the one it answers.
LETTER = (
    "id",
    "path",
    "html",
    "posted_at",
    "edited_at",
    "deleted_at",
    "removal__reason",
    "author__name",
    "author__slug",
    "author__withheld_at",
    "author__member_id",
    "author__role",
    "author__work_seen_by",
    "author__photo__small",
    "author__photo__small_width",
    "author__photo__small_height",
    "author__photo__token",
    "author__photo__renditions",
    "author__photo__taken_down_at",
    "author__photo_seen_by",
    "reply_to_id",
    "reply_to__path",
    "reply_to__author__name",
    "reply_to__deleted_at",
    "reply_to__removal__id",
)


class TooManyCommentsError(Exception):
    """A member writes faster than people do."""


def path_step(number):
    """Eight base-36 digits: they sort, in C collation, as the numbers do."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits.rjust(8, "0")


def rendered(body):
    """Plain text as safe HTML: escaped, with paragraphs, its addresses as links."""
    return urlize(linebreaks(body, autoescape=True), nofollow=True)


class CommentQuerySet(models.QuerySet):
    def visible(self):
        return self.filter(removal__isnull=True, deleted_at__isnull=True)

    def standing_for(self, member):
        """What has a place in a thread for this reader.

        All that is visible, what is gone where something visible hangs below it, and what was
        removed for its author and for moderators.
        """
        standing = Q(stands=True)
        if member.is_authenticated:
            removed = Q(removal__isnull=False, deleted_at__isnull=True)
            standing |= removed if member.is_moderator else removed & Q(author__member=member)
        return self.filter(standing)

    def with_contribution(self):
        """What each is about, without its long columns."""
        return self.select_related("contribution").defer(*heavy("contribution"))

    def letters(self):
        """Few columns, as dicts: all that a page shows of each comment."""
        return self.values(*LETTER)


class CommentManager(models.Manager.from_queryset(CommentQuerySet)):
    @transaction.atomic
    def say(self, *, contribution, by, body, reply_to=None):
        """Posts what a member sent, once: the same again within a minute is the first one.

        Raises TooManyCommentsError above MOST_A_MINUTE.
        """
        # One at a time for each person, so that a form sent twice at once is seen.
        Person.objects.select_for_update().get(pk=by.pk)
        lately = self.filter(author=by, posted_at__gt=timezone.now() - MINUTE)
        same = lately.visible().filter(contribution=contribution, reply_to=reply_to, body=body)
        if first := same.first():
            return first
        if lately.count() >= MOST_A_MINUTE:
            raise TooManyCommentsError
        return self.post(contribution=contribution, by=by, body=body, reply_to=reply_to)

    @transaction.atomic
    def post(self, *, contribution, by, body, reply_to=None, at=None):
        """Adds what a person says at its place in the thread; a reply to the deepest level stays on it."""
        if reply_to:
            # A deletion of it at this moment comes before or after, and knows of this answer.
            self.select_for_update().get(pk=reply_to.pk)
        pk = self.next_pk()
        stem = reply_to.path[: 9 * DEEPEST - 1] if reply_to else ""
        comment = self.create(
            pk=pk,
            contribution=contribution,
            author=by,
            body=body,
            html=rendered(body),
            reply_to=reply_to,
            path="/".join(filter(None, [stem, path_step(pk)])),
            posted_at=at or timezone.now(),
        )
        Contribution.objects.filter(pk=contribution.pk).update(comment_count=F("comment_count") + 1)
        self.filter(path__in=comment.line, stands=False).update(stands=True)
        return comment

    def settle(self, comment):
        """Notes anew whether a comment that has come or gone, and those above it, keep a place."""
        visible = self.visible().filter(
            contribution=OuterRef("contribution"),
            path__gte=OuterRef("path"),
            path__lt=Concat(OuterRef("path"), Value("0")),  # "0" comes right after "/"
        )
        self.filter(path__in=comment.line).update(stands=Exists(visible))

    def next_pk(self):
        """A free number, taken before the row is made because its path holds it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id'))",
                [self.model._meta.db_table],
            )
            return cursor.fetchone()[0]


class Comment(models.Model):
    """What a person says about a contribution: a member's, or one moved in from an older site.

    `path` is the numbers of its ancestors and its own, eight base-36 digits each, with "/"
    between them, at most three: ordered by it, a page of a thread is one range of an index.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    body = models.TextField(max_length=LONGEST)
    html = models.TextField(editable=False)
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    path = models.CharField(max_length=26, unique=True, db_collation="C", editable=False)
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    stands = models.BooleanField(
        "keeps a place: is visible, or something visible hangs below it",
        default=True,
        editable=False,
    )

    objects = CommentManager()

    class Meta:
        indexes = [
            models.Index("contribution", "path", name="comment_thread"),
            models.Index(F("posted_at").desc(), F("id").desc(), name="comment_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(path__regex=r"^[0-9a-z]{8}(/[0-9a-z]{8}){0,2}$"),
                name="comment_path_well_formed",
            ),
        ]

    def __str__(self):
        return f"Comment {self.pk}"

    def get_absolute_url(self):
        return reverse("comment", args=[self.pk])

    @property
    def depth(self):
        return self.path.count("/")

    @property
    def line(self):
        """The paths of those above it and its own, from the root down."""
        steps = self.path.split("/")
        return ["/".join(steps[:depth]) for depth in range(1, len(steps) + 1)]

    def edit(self, *, body):
        self.body, self.html, self.edited_at = body, rendered(body), timezone.now()
        self.save(update_fields=["body", "html", "edited_at"])

    @transaction.atomic
    def delete_by_author(self):
        """Forgets what it said; its place stays, so that replies keep theirs."""
        now = timezone.now()
        mine = Comment.objects.filter(pk=self.pk)
        # A removal at this moment comes before or after, so that it is counted once.
        mine.select_for_update().get()
        was_shown = mine.visible().exists()
        if mine.filter(deleted_at__isnull=True).update(body="", html="", deleted_at=now):
            self.body, self.html, self.deleted_at = "", "", now
            Contribution.objects.filter(pk=self.contribution_id).update(
                comment_count=F("comment_count") - int(was_shown)
            )
            Comment.objects.settle(self)
