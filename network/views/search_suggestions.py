"""What the search box offers while somebody types: JSON for static/js/searching.js."""

from dataclasses import asdict

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from network.forms.suggestions import WordsForm
from network.limits import is_within
from network.suggesting import suggestions

MOST_A_MINUTE = 300  # behind one address, which may be a whole council's
KEPT = "public, max-age=60"  # the same for everybody, so that it depends on no cookie


@login_not_required
@require_safe
def search_suggestions(request):
    """Eight at most, each with its words, its kind and its address; nothing of what was typed is kept."""
    if not is_within(
        MOST_A_MINUTE, seconds=60, of="search-suggestions", by=request.META["REMOTE_ADDR"]
    ):
        return JsonResponse({"suggestions": []}, status=429, headers={"Cache-Control": "no-store"})
    form = WordsForm(request.GET)
    found = suggestions(form.cleaned_data["q"]) if form.is_valid() else []
    return JsonResponse(
        {"suggestions": [asdict(one) for one in found]}, headers={"Cache-Control": KEPT}
    )
