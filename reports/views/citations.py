"""A report's reference as a file for programs that manage references."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from network.caching import reading_page
from network.views.readable import get_readable_or_404
from reports.citations import citation_of
from reports.models import Report


@reading_page
def citation_bib(request, slug):
    """BibTeX (btxdoc), in UTF-8."""
    found = get_readable_or_404(Report.objects.for_citation(), request, slug)
    return as_file(citation_of(found).bibtex, "application/x-bibtex", f"{slug}.bib")


@reading_page
def citation_ris(request, slug):
    """RIS, as reference managers read and write it."""
    found = get_readable_or_404(Report.objects.for_citation(), request, slug)
    return as_file(citation_of(found).ris, "application/x-research-info-systems", f"{slug}.ris")


def as_file(text, content_type, name):
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
