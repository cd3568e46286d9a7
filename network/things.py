"""What somebody can ask to have taken down on a page: its photos, what people said, their names.

Only what every visitor sees there is offered, so that nobody learns here of anything else.
"""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, resolve

from .models import Comment, Contribution, Kind, Person, Photo, Takedown
from .models.contributions import key_to_contribution
from .models.revised import WITHHELD
from .models.withheld_names import naming_models

LONGEST = 500  # characters of an address
MOST = 100  # of a kind: more than any page shows
AFTER_THE_EVENT = {"insights", "quotes"}  # what an event's page shows with its write-up


@dataclass(frozen=True)
class Thing:
    """One thing: the word by which a form knows it, what it is called, and its columns of a Takedown."""

    word: str
    called: str
    columns: dict
    photo: Photo | None = None


@dataclass(frozen=True)
class AskedPage:
    """The page at a `path`; without a title it is none of which more can be said."""

    path: str
    title: str = ""
    contribution: Contribution | None = None
    photos: list = field(default_factory=list)
    quotes: list = field(default_factory=list)
    names: list = field(default_factory=list)


def page_at(address):
    """What stands at an address of this site, whole or below it, as a visitor sees it.

    Of what is no public page of ours only the path is given back, whatever the reason; of what is
    no address of this site, not even that.
    """
    path = path_of(address)
    if not path:
        return AskedPage("")
    try:
        match = resolve(path)
    except Resolver404:
        return AskedPage(path)
    if match.url_name in Kind.values:
        return _contribution_page(path, kind=match.url_name, slug=match.kwargs["slug"])
    if match.url_name == "person":
        return _person_page(path, match.kwargs["slug"])
    if match.url_name == "comment":
        return _comment_page(path, match.kwargs["pk"])
    return AskedPage(path)


def path_of(address):
    """The path of an address of this site, without what follows it; "" for any other."""
    try:
        parts = urlsplit(address.strip().removeprefix(settings.SITE_ADDRESS))
    except ValueError:
        return ""
    path = unquote(parts.path)
    is_ours = not (parts.scheme or parts.netloc) and path.startswith("/")
    return path if is_ours and path.isprintable() and len(path) <= LONGEST else ""


def _contribution_page(path, *, kind, slug):
    found = Contribution.objects.published().of_kind(kind).filter(slug=slug).for_cards().first()
    if found is None:
        return AskedPage(path)
    child = found.child
    is_told = getattr(child, "leads_with_write_up", True)  # an event is announced first
    cover = Photo.objects.filter(pk=found.cover_id)
    stills = Photo.objects.filter(pk__in=found.videos.values("still"))
    hanging = found.photos.all() if is_told else Photo.objects.none()
    return AskedPage(
        path,
        title=found.title,
        contribution=found,
        photos=[_photo(photo) for photo in (cover | stills | hanging).distinct()[:MOST]],
        quotes=[_quote(quote) for quote in found.quotes.all()[:MOST]] if is_told else [],
        names=list(_names(found, is_told)),
    )


def _photo(photo):
    return Thing(
        f"photo-{photo.pk}", str(photo), {"what": Takedown.What.PHOTO, "photo": photo}, photo
    )


def _quote(quote):
    columns = {"what": Takedown.What.QUOTE, "quote_number": quote.pk}
    return Thing(f"quote-{quote.pk}", f"“{quote.text}” {quote.name_as_printed}", columns)


def _names(contribution, is_told):
    """Everybody whom the page names, once each, by person or else by printed name."""
    seen = set()
    for model in naming_models():
        key = model._meta.get_field(key_to_contribution(model))
        if not is_told and key.remote_field.get_accessor_name() in AFTER_THE_EVENT:
            continue
        rows = model._base_manager.filter(**{key.name: contribution.pk}).exclude(
            name_as_printed__in=("", WITHHELD)
        )
        for name, person in rows.values_list("name_as_printed", "person")[:MOST]:
            if (person or name.casefold()) not in seen:
                seen.add(person or name.casefold())
                yield _name(name, person)


def _name(name, person):
    if person:
        columns = {"what": Takedown.What.NAME, "person_id": person}
        return Thing(f"person-{person}", name, columns)
    columns = {"what": Takedown.What.NAME, "printed_name": name}
    return Thing(f"name-{name}", name, columns)


def _person_page(path, slug):
    person = Person.objects.listed_for(AnonymousUser()).filter(slug=slug).for_page().first()
    if person is None:
        return AskedPage(path)
    shows_face = person.photo and person.photo_seen_by == "everyone"
    return AskedPage(
        path,
        title=person.name,
        photos=[_photo(person.photo)] if shows_face else [],
        names=[_name(person.name, person.pk)],
    )


def _comment_page(path, pk):
    comments = Comment.objects.visible().filter(pk=pk).with_contribution().select_related("author")
    comment = comments.first()
    if comment is None or not comment.contribution.is_published:
        return AskedPage(path)
    return AskedPage(
        path,
        title=f"a comment by {comment.author.name} on {comment.contribution}",
        contribution=comment.contribution,
    )
