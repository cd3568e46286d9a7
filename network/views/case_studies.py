from network.caching import reading_page
from network.forms.case_studies import CaseStudyForm
from network.models import CaseStudy, Download
from network.models.downloads import download_rows, easy_read_first

from .contributions import render_contribution
from .readable import get_editable_or_404, get_readable_or_404
from .writing import write

WRITE = "network/case_study_write.html"


@reading_page
def case_study(request, slug):
    """Voices of lived experience stand in the story, other quotes after it."""
    pages = CaseStudy.objects.for_page().annotate(download_rows=download_rows())
    found = get_readable_or_404(pages, request, slug)
    quotes = found.quotes.all()
    context = {
        "files": easy_read_first(Download(**row) for row in found.download_rows),
        "outcomes": found.outcomes.all(),
        "voices": [quote for quote in quotes if quote.is_lived_experience],
        "other_quotes": [quote for quote in quotes if not quote.is_lived_experience],
    }
    return render_contribution(request, found, "network/case_study.html", context)


def case_study_new(request):
    return write(request, CaseStudyForm, template=WRITE)


def case_study_edit(request, slug):
    case_study = get_editable_or_404(CaseStudy.objects, request, slug)
    return write(request, CaseStudyForm, case_study, WRITE)
