"""“Is it still running?”: answered by link from the yearly mail, or signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.forms.confirmations import ConfirmationForm
from network.models import CaseStudy, Confirmation
from network.sent_forms import status_of

from .readable import get_editable_or_404

TEMPLATE = "network/confirmation.html"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation_by_link(request, word):
    """Opening the link shows the answer that it carries, and only the button gives it.

    Programs that look at mail open links. Each link is answered once.
    """
    try:
        confirmation = Confirmation.objects.of_word(word)
    except signing.SignatureExpired:
        return render(request, "network/confirmation_expired.html", status=410)
    except signing.BadSignature:
        confirmation = None
    if confirmation is None or not confirmation.case_study.is_published:
        return render(request, "network/confirmation_unknown.html", status=404)
    case_study = confirmation.case_study
    form = _form(request)
    if confirmation.answered_at is None and form.is_valid():
        form.save(case_study, by=confirmation.asked, question=confirmation)
        return redirect("confirmation-by-link", word)
    context = {"case_study": case_study, "confirmation": confirmation, "form": form}
    return render(request, TEMPLATE, context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request, slug):
    """The same for an author who is signed in, at any time."""
    case_study = get_editable_or_404(CaseStudy.objects, request, slug)
    form = _form(request)
    if form.is_valid():
        given = form.save(case_study, by=request.user)
        if given.answer:
            said = f"It says now: {given.get_answer_display()}, confirmed today."
        else:
            said = "We will not ask you about it again."
        messages.success(request, f"Thank you. {said}")
        return redirect(case_study)
    context = {"case_study": case_study, "form": form}
    return render(request, TEMPLATE, context, status=status_of(form))


def _form(request):
    if request.method == "POST":
        return ConfirmationForm(request.POST)
    return ConfirmationForm(initial={"answer": request.GET.get("answer", "")})
