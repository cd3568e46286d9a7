"""The sitemap: an index, and files that each hold one range of keys, so that any costs the same.

Format: sitemaps.org 0.9, at most 50,000 addresses and 50 MB a file.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import escape

from events.models import EventSeries, OpenQuestion
from network.caching import reading_page
from network.models import Collection, Contribution, Organisation, Person, Topic
from reports.models import Principle, ReportSeries

from .pages import SLUGS

SIZE = 5_000  # keys in a file
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PLACES = [
    "home",
    "case-studies",
    "events",
    "reports",
    "articles",
    "topics",
    "collections",
    "people",
    "organisations",
    "ideas",
    "evidence",
    "value-for-money",
    "definitions",
    "principles",
    "recommendations",
    "open-questions",
    "glossary",
    *SLUGS,
]
SECTIONS = {
    "contributions": lambda: Contribution.objects.published().only("kind", "slug", "updated_at"),
    "people": lambda: Person.objects.listed_for(AnonymousUser()).only("slug"),
    "topics": lambda: Topic.objects.in_use().only("slug"),
    "collections": lambda: Collection.objects.published().only("slug", "updated_at"),
    "organisations": lambda: Organisation.objects.in_use().only("slug"),
    "event-series": lambda: EventSeries.objects.only("slug"),
    "report-series": lambda: ReportSeries.objects.only("slug"),
    "questions": lambda: OpenQuestion.objects.on_register().only("slug"),
    "principles": lambda: Principle.objects.on_published().only("slug"),
}


@reading_page
def index(request):
    """Which files there are: as many of each section as its highest key asks for."""
    paths = [reverse("sitemap-section", args=["places", 1])]
    for name, things in SECTIONS.items():
        highest = things().order_by().aggregate(highest=Max("pk"))["highest"]
        for number in range(1, files_up_to(highest) + 1):
            paths.append(reverse("sitemap-section", args=[name, number]))
    return document("sitemapindex", "sitemap", ((path, None) for path in paths))


def files_up_to(key):
    return 0 if key is None else key // SIZE + 1


@reading_page
def section(request, section, number):
    """The addresses of one range of keys; Http404 when there is no such section or range."""
    if section == "places" and number == 1:
        return document("urlset", "url", ((reverse(name), None) for name in PLACES))
    if section not in SECTIONS or not 1 <= number <= 2**63 // SIZE - 1:
        raise Http404("There is no such part of the sitemap.")
    keys = ((number - 1) * SIZE, number * SIZE - 1)
    things = SECTIONS[section]().filter(pk__range=keys).order_by("pk")
    rows = ((thing.get_absolute_url(), getattr(thing, "updated_at", None)) for thing in things)
    return document("urlset", "url", rows)


def document(root, element, rows):
    """`rows` are (path, when it was changed or None)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for path, changed in rows:
        address = escape(settings.SITE_ADDRESS + path)
        lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        lines.append(f"<{element}><loc>{address}</loc>{lastmod}</{element}>")
    lines.append(f"</{root}>\n")
    return HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")
