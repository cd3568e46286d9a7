"""What granting a takedown does to the thing, and how it is undone.

`hide` gives what a Takedown keeps meanwhile, as JSON: `{"hidden": {…}, "concerned": [key of a
contribution, …]}`, or `{}` when there was nothing to hide any more.
"""

import json

from django.core import serializers
from django.core.exceptions import ValidationError
from django.utils import timezone

from .contributions import Contribution
from .hidden_photos import contributions_of, hide_photo, show_photo
from .people import Person
from .quotes import Quote
from .revisions import Revision
from .withdrawals import Withdrawal
from .withheld_names import show_name, withhold_person, withhold_printed

LIFTED = "The hold on this page was lifted already: its authors publish it when they like."
CHANGED = (
    "It lacks what publication asks for by now. Lift the hold in place of this, so that its "
    "authors can publish it."
)


def hide(takedown):
    """Takes the thing off everything that shows it."""
    hidden = HIDING[takedown.what](takedown)
    return {"hidden": hidden, "concerned": sorted(_concerned(takedown, hidden))} if hidden else {}


def show(takedown, *, by):
    """Puts the thing back, as far as the places where it stood are still there.

    Raises ValidationError for a page that cannot be published as it is now.
    """
    SHOWING[takedown.what](takedown, takedown.kept["hidden"], by)


def _concerned(takedown, hidden):
    """The contributions from which something goes."""
    found = {row["contribution"] for row in hidden.get("rows", ())}
    for photo in (hidden, hidden.get("portrait") or {}):
        if "pointing" in photo:
            found |= contributions_of(photo)
    return found or {takedown.contribution_id} - {None}


def _hide_photo(takedown):
    photo = takedown.photo
    return hide_photo(photo) if photo and photo.taken_down_at is None else None


def _show_photo(takedown, hidden, by):
    if takedown.photo:
        show_photo(hidden, takedown.photo)


def _hide_quote(takedown):
    quote = Quote.objects.filter(pk=takedown.quote_number).first()
    if quote is None:
        return None
    row = json.loads(serializers.serialize("json", [quote]))[0]
    Revision.objects.forget_row(quote.contribution, "quotes", quote.pk)
    quote.delete()
    _refresh(quote.contribution)
    return {"quote": row}


def _show_quote(takedown, hidden, by):
    fields = hidden["quote"]["fields"]
    contribution = Contribution.objects.filter(pk=fields["contribution"]).first()
    if contribution is None:
        return
    if not Person.objects.filter(pk=fields["person"], withheld_at=None).exists():
        fields["person"] = None
    for quote in serializers.deserialize("python", [hidden["quote"]], ignorenonexistent=True):
        quote.save()
    _refresh(contribution)


def _hide_name(takedown):
    if takedown.person and takedown.person.withheld_at is None:
        hidden = withhold_person(takedown.person)
        if hidden["portrait"]:
            takedown.photo_id = hidden["portrait"]["photo"]  # so that its file is kept as long
        return hidden
    if takedown.printed_name and takedown.contribution:
        hidden = withhold_printed(takedown.printed_name, takedown.contribution)
        return hidden if hidden["rows"] else None
    return None


def _show_name(takedown, hidden, by):
    show_name(hidden, takedown.person)


def _hide_page(takedown):
    if takedown.contribution is None:
        return None
    child = takedown.contribution.child
    if not child.is_published:
        return None
    made = child.withdraw(by=takedown.decided_by, reason=takedown.reason)
    # Also when the moderator is one of its authors: who asked was told that it stays away.
    Withdrawal.objects.filter(pk=made.pk).update(is_hold=True)
    return {"withdrawal": made.pk}


def _show_page(takedown, hidden, by):
    """Publishes it again, as long as that is still for a moderator to do and it lacks nothing."""
    withdrawal = Withdrawal.objects.filter(pk=hidden["withdrawal"]).first()
    if withdrawal is None:
        return
    child = withdrawal.contribution.child
    child.lock_publication()
    if child.is_published:
        return
    if not withdrawal.lift(by=by):
        raise ValidationError(LIFTED)
    if needed := child.still_needed():
        raise ValidationError([CHANGED, *(what for _, what in needed)])
    child.publish()
    Revision.objects.note(child, by=by, note="Shown again by a moderator.")


def _refresh(contribution):
    contribution.child.refresh_index()
    Contribution.objects.filter(pk=contribution.pk).update(updated_at=timezone.now())


def _nothing(takedown, hidden=None, by=None):
    """What somebody describes in words is taken down by hand."""


HIDING = {
    "photo": _hide_photo,
    "quote": _hide_quote,
    "name": _hide_name,
    "page": _hide_page,
    "other": _nothing,
}
SHOWING = {
    "photo": _show_photo,
    "quote": _show_quote,
    "name": _show_name,
    "page": _show_page,
    "other": _nothing,
}
