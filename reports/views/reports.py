from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from network.caching import reading_page
from network.models import Article, Download, Kind
from network.models.downloads import easy_read_first, main_of
from network.views.contributions import render_contribution
from network.views.downloads import send
from network.views.readable import get_editable_or_404, get_readable_or_404
from network.views.writing import write
from reports.citations import citation_of
from reports.companions import easy_reads
from reports.forms.reports import ReportForm
from reports.models import (
    Report,
    ReportSeries,
    parts_discussed,
    parts_of_page,
    principles_with_counts,
    recommendations_with_claims,
    report_pages,
)
from reports.structured_data import report_data


@reading_page
def report(request, slug):
    """A report: its summary first, then what it defines, names and recommends."""
    found = get_readable_or_404(report_pages(), request, slug)
    beside = list(found.beside())
    before = [Download(**row) for row in found.easy_read_before_rows]
    about = [card for card in beside if card.kind == Kind.ARTICLE]
    context = {
        **parts_of_page(found),
        "definitions": found.definition_rows,
        "principles": principles_with_counts(found),
        **files_of(found),
        **recommendations_of(found),
        "series": in_order([card for card in beside if card.kind == Kind.REPORT]),
        "launches": [card for card in beside if card.kind == Kind.EVENT],
        "reflections": [card for card in about if card.form != Article.Form.PRESS_RELEASE],
        "press_releases": [card for card in about if card.form == Article.Form.PRESS_RELEASE],
        "citation": citation_of(found),
    }
    context["easy_reads"] = easy_reads(
        found, context["downloads"], context["later_editions"], before
    )
    context["schema"] = report_data(context["citation"], context["downloads"])
    return render_contribution(request, found, "reports/report.html", context)


def recommendations_of(report):
    """Its recommendations, and which of them its comments are about: one query."""
    found = recommendations_with_claims(report)
    return {
        "recommendations": found,
        "parts_discussed": parts_discussed(found),
        "speaking": [claim.contribution for each in found for claim in each.claims_shown],
    }


def files_of(report):
    """Its Downloads as its page lists them, the main one, and the PDF of the whole: no query."""
    files = [Download(**row) for row in report.download_rows]
    return {
        "downloads": easy_read_first(files),
        "main": main_of(files),
        "pdf": next((file for file in files if file.is_pdf and file.is_whole), None),
    }


def in_order(reports):
    """Cards of reports by their place in the series; those without one come last."""
    return sorted(reports, key=lambda card: (card.place_in_series or 10_000, card.happened_on))


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
def report_download(request, slug):
    """The main file of a report; the others are at their own addresses (`download`)."""
    main = main_of(list(get_readable_or_404(Report.objects, request, slug).downloads.all()))
    if main is None:
        raise Http404("This report has no file to download.")
    return send(request, main)


@reading_page
def report_series(request, slug):
    """The published reports of a series, in order."""
    series = get_object_or_404(ReportSeries, slug=slug)
    reports = list(series.reports.published().in_series_order().for_cards())
    return render(request, "reports/series.html", {"series": series, "reports": reports})


def report_new(request):
    return write(request, ReportForm)


def report_edit(request, slug):
    return write(request, ReportForm, get_editable_or_404(Report.objects, request, slug))
