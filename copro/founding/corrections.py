"""A correction after publication, so that a page of ours has revisions to show: `[corrected]` in its file."""

from django.utils import timezone

from network.models import Revision

from .rows import fill


def as_published(block):
    """The block with the words that were put right later."""
    return block | block.get("corrected", {}).get("before", {})


def correct(contribution, block):
    """Puts right what was published, at the moment of the correction, and keeps both as revisions."""
    correction = block["corrected"]
    noted(contribution, contribution.published_at)
    fill(contribution, {name: block[name] for name in correction["before"]})
    contribution.updated_at = timezone.make_aware(correction["at"])
    contribution.full_clean()
    contribution.save()
    contribution.refresh_index()
    noted(contribution, contribution.updated_at, note=correction["note"])


def noted(contribution, at, **words):
    made = Revision.objects.note(contribution, by=contribution.created_by, **words)
    made.at = at
    made.save(update_fields=["at"])
