"""Who among the moderators did what, when and why: read from the rows that say so, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from .kinds import Kind
from .moderation import Removal, Restoration
from .person_claims import PersonClaim
from .takedowns import Reversal, Takedown
from .withdrawals import Withdrawal

ABOUT = {Takedown.What.OTHER: "something else"} | {
    what: label[0].lower() + label[1:]
    for what, label in Takedown.What.choices
    if what != Takedown.What.OTHER
}


@dataclass(frozen=True)
class Source:
    """A kind of deed: which rows tell of it, and in which columns."""

    rows: object
    did: str  # may hold {what}
    at: str = "at"
    by: str = "by"
    reason: str = "reason"
    what: str = ""
    title: str = ""
    kind: str = ""
    slug: str = ""
    number: str = ""


COMMENT = {
    "title": "comment__contribution__title",
    "number": "comment_id",
}
PAGE = {"title": "contribution__title", "kind": "contribution__kind", "slug": "contribution__slug"}
DECISION = {"at": "decided_at", "by": "decided_by", "what": "what", "number": "request"}
SOURCES = (
    Source(Removal.objects, "removed a comment", **COMMENT),
    Source(Restoration.objects, "removed a comment", at="removed_at", by="removed_by", **COMMENT),
    Source(Restoration.objects, "put a comment back", reason="", **COMMENT),
    Source(Withdrawal.objects.filter(is_hold=True), "took a page back, and holds it", **PAGE),
    Source(
        Withdrawal.objects.filter(lifted_at__isnull=False),
        "let a page be published again",
        at="lifted_at",
        by="lifted_by",
        reason="",
        **PAGE,
    ),
    Source(Takedown.objects.filter(is_granted=True), "took down {what}", title="page", **DECISION),
    Source(
        Takedown.objects.filter(is_granted=False),
        "refused to take down {what}",
        title="page",
        **DECISION,
    ),
    Source(
        Reversal.objects,
        "put back {what}",
        what="takedown__what",
        title="takedown__page",
        number="takedown__request",
    ),
    Source(
        PersonClaim.objects.filter(is_granted=True),
        "agreed that a member is this person",
        at="decided_at",
        by="decided_by",
        title="name",
    ),
    Source(
        PersonClaim.objects.filter(is_granted=False),
        "did not agree that a member is this person",
        at="decided_at",
        by="decided_by",
        title="name",
    ),
)


@dataclass(frozen=True)
class Entry:
    """One deed; `who` is None when their account is gone."""

    at: datetime
    source: int
    pk: int
    who: str | None
    what: str
    title: str
    kind: str
    slug: str
    number: str
    reason: str

    @property
    def did(self):
        return SOURCES[self.source].did.format(what=ABOUT.get(self.what, ""))

    @property
    def address(self):
        """Where to see what it was about; "" when nothing is to be seen."""
        model = SOURCES[self.source].rows.model
        if model in (Removal, Restoration):
            return reverse("comment", args=[self.number])
        if model in (Takedown, Reversal):
            return reverse("takedown-request", args=[self.number])
        if self.kind:
            return reverse(Kind(self.kind), args=[self.slug])
        return ""

    @property
    def place(self):
        """Where it stands in the log, for the page after it."""
        return {"at": self.at, "source": self.source, "pk": self.pk}


def moderation_log(*, size, after=None):
    """The `size` newest deeds after one (its `place`), or of all; one query."""
    selects = [_select(number, source, after)[:size] for number, source in enumerate(SOURCES)]
    rows = selects[0].union(*selects[1:], all=True)
    newest = rows.order_by("-its_at", "-its_source", "-its_pk")[:size]
    return [Entry(**{name.removeprefix("its_"): row[name] for name in row}) for row in newest]


def _select(number, source, after):
    rows = source.rows.all()
    if after:
        rows = rows.filter(_beyond(number, source, after))
    columns = {name: getattr(source, name) for name in ("what", "title", "kind", "slug", "number")}
    texts = {
        f"its_{name}": Coalesce(Cast(F(column), CharField()), Value("")) if column else Value("")
        for name, column in columns.items()
    }
    return rows.order_by(f"-{source.at}", "-pk").values(
        its_at=F(source.at),
        its_source=Value(number),
        its_pk=F("pk"),
        its_who=F(f"{source.by}__name"),
        **texts,
        its_reason=F(source.reason) if source.reason else Value(""),
    )


def _beyond(number, source, after):
    """Before its moment; at the same moment what stands behind it."""
    same = Q(**{source.at: after["at"]})
    if number == after["source"]:
        same &= Q(pk__lt=after["pk"])
    elif number > after["source"]:
        same &= Q(pk__in=())
    return Q(**{f"{source.at}__lt": after["at"]}) | same
