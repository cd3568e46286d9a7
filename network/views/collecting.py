"""Making collections: writing one, adding to it from a piece's page, and choosing the ways in from the home page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network.forms.collections import CollectedForm, CollectionForm, WaysInForm
from network.forms.overtaken import theirs, who_saved
from network.models import Collection, CollectionItem, Contribution
from network.permissions import may_edit_collections
from network.sent_forms import sent, status_of

READ_OR_SENT = require_http_methods(["GET", "HEAD", "POST"])


def check(member):
    if not may_edit_collections(member):
        raise PermissionDenied


@READ_OR_SENT
def collection_new(request):
    check(request.user)
    return _write(request, Collection())


@READ_OR_SENT
def collection_edit(request, slug):
    """Also at an address from before: somebody may have renamed it while this page was open."""
    check(request.user)
    collection = Collection.objects.at(slug)
    if collection is None:
        raise Http404("No collection stands at this address.")
    return _write(request, collection)


def _write(request, collection):
    if request.method == "POST":
        return _sent(request, collection)
    form = CollectionForm(
        by=request.user, instance=collection, first=request.GET.get("piece", "")[:500]
    )
    needed = collection.still_needed() if collection.pk and "publishing" in request.GET else ()
    return _page(request, form, needed=needed)


@transaction.atomic
def _sent(request, collection):
    """Keeps what was typed, unless something is wrong or somebody else saved meanwhile: then 409."""
    if collection.pk:
        collection = get_object_or_404(Collection.objects.select_for_update(), pk=collection.pk)
    form = CollectionForm(request.POST, by=request.user, instance=collection)
    if not form.is_valid() or "add" in request.POST:
        return _page(request, form)
    if form.is_overtaken():
        stored = Collection.objects.select_related("updated_by").get(pk=collection.pk)
        both = {"theirs": list(theirs(form)), "who_saved": who_saved(stored, request.user)}
        return _page(request, form, status=409, **both)
    try:
        return _saved(request, form.save())
    except IntegrityError:
        form.add_error(None, "Somebody saved the same at this moment. Look it over and save again.")
        return _page(request, form, status=409)


def _page(request, form, *, status=None, **more):
    stored = Collection.objects.filter(pk=form.instance.pk).first()
    context = {"form": form, "collection": stored, **more}
    context["was_published"] = stored is not None and stored.is_published
    status = status or status_of(form)
    return render(request, "network/collections/write.html", context, status=status)


def _saved(request, collection):
    if "publish" not in request.POST or collection.is_published:
        said = "The collection is saved." if collection.is_published else "The draft is saved."
        messages.success(request, said)
        return redirect(collection)
    if collection.still_needed():
        return redirect(f"{collection.get_absolute_url()}edit/?publishing=yes")
    collection.publish()
    messages.success(request, "The collection is published: everybody can read it now.")
    return redirect(collection)


@require_POST
def collection_withdrawal(request, slug):
    """Back to a draft, which readers do not see."""
    check(request.user)
    collection = get_object_or_404(Collection, slug=slug)
    collection.withdraw()
    messages.success(request, "The collection is a draft again. Its pieces stay as they are.")
    return redirect(collection)


@READ_OR_SENT
def collection_deletion(request, slug):
    """Deletes a draft; its pieces stay as they are."""
    check(request.user)
    collection = get_object_or_404(Collection, slug=slug, published_at=None)
    if request.method == "POST":
        collection.delete()
        messages.success(request, "The draft is deleted. Its pieces stay as they are.")
        return redirect("collections")
    return render(request, "network/collections/deletion.html", {"collection": collection})


@READ_OR_SENT
def collected(request, kind, slug):
    """In which collections a contribution stands, and putting it into another."""
    check(request.user)
    published = Contribution.objects.published().of_kind(kind).for_cards()
    contribution = get_object_or_404(published, slug=slug)
    form = CollectedForm(sent(request), contribution=contribution)
    if form.is_valid():
        item = form.save(by=request.user)
        messages.success(request, f"It is part of “{item.collection}” now.")
        return redirect(f"{item.collection.get_absolute_url()}#piece-{item.pk}")
    standing = CollectionItem.objects.filter(contribution=contribution)
    return render(
        request,
        "network/collections/collected.html",
        {
            "contribution": contribution,
            "form": form,
            "standing": standing.select_related("collection").order_by("collection__position"),
            "is_any": Collection.objects.exists(),
        },
        status=status_of(form),
    )


@READ_OR_SENT
def ways_in(request):
    """Which collection the home page opens for each stage."""
    check(request.user)
    form = WaysInForm(sent(request))
    if form.is_valid():
        form.save()
        messages.success(request, "The ways in are saved.")
        return redirect("home")
    context = {"form": form}
    return render(request, "network/collections/ways_in.html", context, status=status_of(form))
