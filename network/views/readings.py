"""Views are counted by a beacon of the page, which caches may keep; see docs/decisions."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from network.limits import is_within
from network.models import Contribution, Reading
from network.origins import same_origin_only
from network.readers import is_machine, reader_of

MOST_A_MINUTE = 120  # behind one address, which may be a whole council's


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
    """No machine, nor anybody who says nothing of what they read with."""
    return bool(request.headers.get("User-Agent")) and not is_machine(request)
