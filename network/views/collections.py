"""Collections, to read: all of them, one with the reason for each piece, and what was added to it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import linebreaks

from network.caching import reading_page
from network.feeds import MOST_ITEMS, Channel, absolute, answer, printable
from network.models import Collection
from network.pagination import keyset_page
from network.permissions import may_edit_collections
from network.structured_data import collection_data

SIZE = 24


def readable(member):
    """The collections that this member or visitor may open."""
    return (
        Collection.objects.all() if may_edit_collections(member) else Collection.objects.published()
    )


@reading_page
def collections(request):
    """Every collection in its place, with how many pieces it has."""
    shown = readable(request.user).for_cards()
    page = keyset_page(shown, ("position", "id"), request.GET.get("page", ""), SIZE)
    return render(
        request,
        "network/collections/collections.html",
        {"page": page, "may_edit": may_edit_collections(request.user)},
    )


@reading_page
def collection(request, slug):
    """One collection; whoever may edit it sees, too, what readers do not see at the moment."""
    collection = readable(request.user).filter(slug=slug).select_related("made_by").first()
    if collection is None:
        return moved(request, slug, "collection")
    may_edit = may_edit_collections(request.user)
    items = collection.items.with_contributions()
    items = list(items if may_edit else items.readable())
    shown = [item for item in items if item.is_readable]
    return render(
        request,
        "network/collections/collection.html",
        {
            "collection": collection,
            "items": items,
            "count": len(shown),
            "may_edit": may_edit,
            "structured_data": collection_data(collection, shown),
        },
    )


def moved(request, slug, name):
    """To the page called `name` of the collection that stood at this address before it was renamed."""
    collection = get_object_or_404(readable(request.user), former__slug=slug)
    return redirect(name, collection.slug, permanent=True)


@reading_page
def collection_feed(request, slug):
    """The pieces as they were added, newest first, each with its reason."""
    collection = Collection.objects.published().filter(slug=slug).first()
    if collection is None:
        return moved(request, slug, "collection-feed")
    words = collection.summary or f"Pieces of {collection.title}."
    feed = Channel(collection.title, words, collection.get_absolute_url(), request.path).begin()
    items = collection.items.readable().with_contributions().order_by("-added_at", "-pk")
    for item in items[:MOST_ITEMS]:
        address = absolute(item.get_absolute_url())
        feed.add_item(
            title=printable(item.contribution.title),
            link=address,
            description=linebreaks(printable(item.reason), autoescape=True),
            author_name=printable(item.contribution.credit) or None,
            pubdate=item.added_at,
            unique_id=f"{absolute(collection.get_absolute_url())}#piece-{item.pk}",
            unique_id_is_permalink=False,
            categories=[item.contribution.get_kind_display()],
        )
    return answer(feed)
