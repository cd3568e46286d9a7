from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from network.caching import reading_page
from network.views.readable import get_readable_or_404
from reports.models import Report


@reading_page
def chapter(request, slug, number):
    """One chapter of a report, counted from 1, with the way to the others."""
    report = get_readable_or_404(Report.objects.for_citation(), request, slug)
    chapters = list(report.chapters.defer("body"))
    if not 1 <= number <= len(chapters):
        raise Http404("This report has no such chapter.")
    for each in chapters:
        each.report = report
    shown = chapters[number - 1]
    context = {
        "report": report,
        "chapter": shown,
        "chapters": chapters,
        "earlier": chapters[number - 2] if number > 1 else None,
        "later": chapters[number] if number < len(chapters) else None,
        "address": settings.SITE_ADDRESS + shown.get_absolute_url(),
    }
    return render(request, "reports/chapter.html", context)
