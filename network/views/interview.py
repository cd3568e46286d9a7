"""The interview: writing a case study by answering one question after the other."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import resolve
from django.views.decorators.http import require_safe

from network.forms.interview import FORMS
from network.forms.questions import BY_NAME
from network.interviews import Interview, address, address_after
from network.models import CaseStudy

from .readable import get_editable_or_404
from .writing import write

QUESTION = "network/interview/question.html"


def interview_new(request):
    """The first question; its answer begins a draft."""
    return going_on(request, write(request, FORMS["whose"], template=QUESTION), BY_NAME["whose"])


@require_safe
def interview(request, slug):
    """All questions with their answers, and what publication still needs."""
    case_study = get_editable_or_404(CaseStudy.objects.for_page(), request, slug)
    context = {"contribution": case_study, "interview": Interview(case_study)}
    return render(request, "network/interview/interview.html", context)


def interview_question(request, slug, question):
    if question not in FORMS:
        raise Http404("The interview has no such question.")
    case_study = get_editable_or_404(CaseStudy.objects, request, slug)
    response = write(request, FORMS[question], case_study, QUESTION)
    return going_on(request, response, BY_NAME[question])


def going_on(request, response, question):
    """Once an answer is kept: on to the next question, or to all of them for who stops here.

    On a published page, who does not go on sees what became of it.
    """
    if response.status_code != 302:
        return response
    case_study = CaseStudy.objects.get(slug=resolve(response.url).kwargs["slug"])
    if "go-on" not in request.POST:
        return response if case_study.is_published else redirect(address(case_study))
    # Read here, so that not every question begins with "Your draft is saved".
    list(messages.get_messages(request))
    return redirect(address_after(case_study, question))
