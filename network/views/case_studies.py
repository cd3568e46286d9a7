from network.caching import reading_page
from network.forms.case_studies import CaseStudyForm
from network.models import CaseStudy

from .contributions import render_contribution
from .readable import get_editable_or_404, get_readable_or_404
from .writing import write


@reading_page
def case_study(request, slug):
    found = get_readable_or_404(CaseStudy.objects.for_page(), request, slug)
    return render_contribution(request, found, "network/case_study.html")


def case_study_new(request):
    return write(request, CaseStudyForm)


def case_study_edit(request, slug):
    return write(request, CaseStudyForm, get_editable_or_404(CaseStudy.objects, request, slug))
