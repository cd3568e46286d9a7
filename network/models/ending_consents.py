"""Consents that have run out, or will soon: what people agreed to until a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Coalesce, Left, NullIf
from django.utils import timezone

from .consents import Consented
from .contributions import Contribution, key_to_contribution
from .kinds import Kind
from .media import Photo

SOON = timedelta(days=30)
MOST = 100  # at once: more than anybody looks through
PHOTOS = {"photos", "cover"}
WORDS = {"quotes": "Quote", "questions": "Answer", "insights": "Insight"}


@dataclass(frozen=True)
class EndingConsent:
    """One photo, quote or name: in which `part` of what it stands, and who agreed to what."""

    part: str
    model: str
    pk: int
    called: str
    place: int
    contribution: Contribution
    who: str
    to_what: str
    until: date

    @property
    def what(self):
        """What it is, for people."""
        return "Photo" if self.part in PHOTOS else WORDS.get(self.part, "Name")

    @property
    def has_ended(self):
        return self.until < timezone.localdate()

    def get_edit_url(self):
        """Its row on the writing page."""
        row = self.part if self.part == "cover" else f"{self.part}-{self.place}"
        return f"{self.contribution.get_edit_url(self.part)}#{row}"


def ending_consents(contributions, *, untold=False):
    """What ends within SOON on these contributions, soonest first, at most MOST; one query.

    `untold` leaves out what the authors were told of.
    """
    day = timezone.localdate() + SOON
    covers = contributions.filter(cover__consent_until__lte=day)
    # One that hangs in the gallery too is found there.
    covers = covers.filter(Q(cover__contribution=None) | ~Q(cover__contribution=F("pk")))
    selects = [_select(covers, Photo, "", untold)]
    for model in Consented.__subclasses__():
        key = key_to_contribution(model)
        rows = model._base_manager.filter(consent_until__lte=day)
        of_these = rows.filter(**{f"{key}__in": contributions.order_by().values("pk")})
        selects.append(_select(of_these, model, f"{key}__", untold))
    rows = selects[0].union(*selects[1:], all=True)
    return [
        _made(row) for row in rows.order_by("its_until", "on_pk", "its_part", "its_place")[:MOST]
    ]


def tell(send):
    """Calls `send(contribution, consents)` once for all that ends on each published contribution."""
    untold = ending_consents(Contribution.objects.published(), untold=True)
    untold.sort(key=lambda consent: (consent.contribution.pk, consent.until))
    for _, group in groupby(untold, key=lambda consent: consent.contribution.pk):
        consents = list(group)
        send(consents[0].contribution, consents)
        for consent in consents:
            rows = _model_of(consent)._base_manager.filter(pk=consent.pk)
            rows.update(consent_told_of=consent.until)


def _model_of(consent):
    models = Consented.__subclasses__()
    return next(model for model in models if model._meta.label_lower == consent.model)


def _select(rows, model, to_contribution, untold):
    """The same columns from each; without a way to a contribution, `rows` are contributions."""
    to_consent = "" if to_contribution else "cover__"
    if untold:
        told, until = f"{to_consent}consent_told_of", f"{to_consent}consent_until"
        rows = rows.filter(Q(**{told: None}) | ~Q(**{told: F(until)}))
    called = F(f"{to_consent}{model.CALLED}")
    if model is Photo:
        called = Coalesce(NullIf(called, Value("")), f"{to_consent}alternative_text")
    return rows.order_by().values(
        its_part=Value(model.PART if to_contribution else "cover"),
        its_model=Value(model._meta.label_lower),
        its_pk=F("pk" if to_contribution else "cover_id"),
        its_called=Left(Cast(called, CharField()), 200),
        its_place=F("position") if to_contribution else Value(0),
        its_who=F(f"{to_consent}consent_from"),
        its_to_what=F(f"{to_consent}consent_for"),
        its_until=F(f"{to_consent}consent_until"),
        on_pk=F(f"{to_contribution}id"),
        on_kind=F(f"{to_contribution}kind"),
        on_slug=F(f"{to_contribution}slug"),
        on_title=F(f"{to_contribution}title"),
        on_published_at=F(f"{to_contribution}published_at"),
    )


def _made(row):
    its, on = (
        {name.partition("_")[2]: row[name] for name in row if name.startswith(whose)}
        for whose in ("its_", "on_")
    )
    kind = Contribution._meta.get_field(Kind(on.pop("kind")).child).related_model
    return EndingConsent(contribution=kind(id=on["pk"], **on), **its)
