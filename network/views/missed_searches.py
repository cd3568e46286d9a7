"""What readers looked for more than once and did not find: for moderators."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.models import MissedSearch

from .moderation import moderators_only

MOST = 200


@require_safe
def missed_searches(request):
    """The words that were missed most; one query."""
    moderators_only(request)
    found = MissedSearch.objects.most_missed()[:MOST]
    return render(request, "network/moderation/searches.html", {"searches": found})
