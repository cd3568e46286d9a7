"""The same recommendation in other words: organisers tie what says the same, and untie it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.models import Person
from network.permissions import may_tie_wordings
from network.sent_forms import sent, status_of
from reports.comparison import compared
from reports.forms.wordings import AlikeForm, WordingForm
from reports.models import Recommendation, Wording
from reports.models.wordings import alike


@require_http_methods(["GET", "HEAD", "POST"])
def wordings(request, pk):
    """What may say the same, beside it with the words marked that differ; POST ties one of them."""
    if not may_tie_wordings(request.user):
        raise PermissionDenied
    found = get_object_or_404(Recommendation.objects.on_published().with_report(), pk=pk)
    form = WordingForm(sent(request), recommendation=found)
    if form.is_valid():
        form.save(by=Person.objects.of_member(request.user))
        messages.success(request, "They are tied. Both stay where they stand.")
        return redirect("recommendation", found.pk)
    search = AlikeForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    context = {
        "recommendation": found,
        "candidates": [beside(found, each) for each in alike(found, words)],
        "form": form,
        "search": search,
        "words": words,
    }
    return render(request, "reports/ideas/wordings.html", context, status=status_of(form))


def beside(one, other):
    """Two wordings as runs, those marked that only one of them has."""
    own, its = compared(one.text, other.text)
    return {"other": other, "own_runs": own, "its_runs": its}


@require_http_methods(["GET", "HEAD", "POST"])
def wording_deletion(request, pk):
    """Unties one wording from the others, after asking."""
    if not may_tie_wordings(request.user):
        raise PermissionDenied
    wordings = Wording.objects.select_related("recommendation__list__report")
    shown = Recommendation.objects.on_published()
    wording = get_object_or_404(wordings, pk=pk, recommendation__in=shown)
    if request.method == "POST":
        wording.untie()
        messages.success(request, "It stands alone again.")
        return redirect("recommendation", wording.recommendation_id)
    return render(request, "reports/ideas/wording_deletion.html", {"wording": wording})
