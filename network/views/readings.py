"""Views are counted by a beacon of the page, which caches may keep; see docs/decisions."""

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from network.limits import is_within
from network.models import Contribution, Reading
from network.origins import same_origin_only
from network.readers import reader_of

MOST_A_MINUTE = 120  # behind one address, which may be a whole council's
# A Cubot is a telephone.
MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|preview|scan|monitor|lighthouse|headless|python|curl|wget|httpclient"
    r"|java/|go-http|facebookexternalhit|embedly|archiver",
    re.IGNORECASE,
)


@login_not_required
@require_POST
@same_origin_only
def readings(request, kind, slug):
    """Notes that somebody reads a contribution. Nothing is said of whether it counted."""
    published = Contribution.objects.of_kind(kind).published().values_list("pk", flat=True)
    pk = get_object_or_404(published, slug=slug)
    if is_person(request) and is_within(
        MOST_A_MINUTE, seconds=60, of="reading", by=request.META["REMOTE_ADDR"]
    ):
        day = timezone.localdate()
        Reading.objects.note(contribution_id=pk, day=day, reader=reader_of(request, day))
    return HttpResponse(status=204)


def is_person(request):
    """No machine that says so, and no page that was only loaded in case somebody wants it."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return bool(agent) and not MACHINES.search(agent) and "prefetch" not in ahead
