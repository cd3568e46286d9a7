"""The pages that the operator edits: about, terms, privacy, accessibility."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from network.caching import reading_page
from network.models import Page
from network.permissions import may_edit_pages

from .founding.prose import html_of
from .founding.reading import items

SLUGS = ["about", "terms", "privacy", "accessibility"]


@reading_page
def page(request, slug):
    page = Page.objects.filter(slug=slug).first() or first_text(slug)
    context = {"page": page}
    if slug == "terms":
        context["contact_email"] = settings.CONTACT_EMAIL
    if may_edit_pages(request.user):
        context["edit_href"] = edit_href(page)
    return render(request, "copro/page.html", context)


def edit_href(page):
    if page.pk:
        return reverse("admin:network_page_change", args=[page.pk])
    return f"{reverse('admin:network_page_add')}?slug={page.slug}"


def first_text(slug):
    """What stands there until somebody has written it, not saved; raises Http404 for another slug."""
    for name, block in items("pages"):
        if name == slug:
            return Page(
                slug=slug, title=block["title"], body=html_of(block["body"]), updated_at=None
            )
    raise Http404("There is no such page.")
