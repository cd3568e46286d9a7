"""What every kind of contribution has in our files, and the rule by which it is written anew.

A contribution is written anew from its file as long as nobody has edited or withdrawn it since: we give it one
moment as the time it was made, published and last changed, and every edit on the site moves the last of the three.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from network.models import Contribution, Organisation, Person, Topic

from . import photos
from .corrections import as_published, correct
from .rows import fill, keep_rows

SHARED = (
    "cover",
    "byline",
    "partner",
    "quote",
    "topics",
    "published",
    "published_days_ago",
    "written_by",
    "corrected",
)


def is_untouched(contribution):
    """Whether it still is as we wrote it."""
    return contribution.is_published and contribution.updated_at == contribution.created_at


def keep(model, slug, block, *, rows=None, without=(), **related):
    """Makes or rewrites one contribution; `rows(contribution, block)` writes what only its kind has.

    Gives the contribution, and whether it was made now. One that somebody has changed since is left alone.
    """
    contribution = model.objects.filter(slug=slug).first()
    is_new = contribution is None
    if not is_new and not is_untouched(contribution):
        return contribution, False
    contribution = contribution or model(slug=slug, created_by=writer(block))
    fill(contribution, as_published(block), without=(*SHARED, *without, "slug"))
    for name, value in related.items():
        setattr(contribution, name, value)
    at = publication(block) if is_new else contribution.published_at
    contribution.created_at = contribution.updated_at = at
    contribution.full_clean()
    with transaction.atomic():
        contribution.save()
        keep_shared_rows(contribution, block)
        if rows:
            rows(contribution, block)
        publish(contribution, slug, at)
        if "corrected" in block:
            correct(contribution, block)
    return contribution, is_new


def publish(contribution, slug, at):
    """Publishing takes an address from the title; ours are those that old links and our texts use."""
    if contribution.is_published:
        contribution.named_people().update(is_credited=True)
        contribution.refresh_index()
        return
    contribution.publish(at=at)
    if contribution.slug != slug:
        contribution.slug = slug
        contribution.save(update_fields=["slug"])


def publication(block):
    """The historic moment for what is retold, counted back from now for what has to be recent."""
    if "published_days_ago" in block:
        return timezone.now() - timedelta(days=block["published_days_ago"])
    return timezone.make_aware(block["published"])


def writer(block):
    """The member who put it in; None while the person has no account."""
    if "written_by" not in block:
        return None
    return Person.objects.select_related("member").get(slug=block["written_by"]).member


def keep_shared_rows(contribution, block):
    contribution.topics.set([Topic.objects.get(slug=slug) for slug in block.get("topics", [])])
    if "cover" in block and contribution.cover_id is None:
        cover = block["cover"]
        contribution.cover = photos.take_in(
            cover["picture"],
            alternative_text=cover["alternative_text"],
            caption=cover.get("caption", ""),
            credit=cover.get("credit", ""),
        )
        contribution.save(update_fields=["cover"])
    keep_rows(contribution.bylines, map(with_person, block.get("byline", [])), by="person")
    # What we publish with the site names people who agreed to that, or whom we made up.
    named = contribution.bylines.filter(confirmed_at=None, vouched_at=None)
    named.update(vouched_by=contribution.created_by, vouched_at=contribution.created_at)
    keep_rows(contribution.partners, map(with_organisation, block.get("partner", [])))
    keep_rows(contribution.quotes, map(with_person, block.get("quote", [])))


def with_person(block):
    """The block with its person in place of a slug, and the name as printed if it says no other."""
    if "person" not in block:
        return block
    person = Person.objects.get(slug=block["person"])
    return {"name_as_printed": person.name} | block | {"person": person}


def with_organisation(block):
    if "organisation" not in block:
        return block
    return block | {"organisation": Organisation.objects.get(slug=block["organisation"])}


def find(reference):
    """The contribution that a text like "event:london-roadshow" names."""
    kind, _, slug = reference.partition(":")
    found = Contribution.objects.filter(kind=kind, slug=slug).first()
    if found is None:
        raise ValidationError(f"there is no {reference}")
    return found
