from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from network.models import Contribution, Download
from network.readers import is_machine

CHUNK = 64 * 1024  # bytes read at a time
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Should a browser show it after all, nothing in it may run.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
def download(request, pk):
    """Any file of a contribution that the reader may see."""
    readable = Contribution.objects.visible_to(request.user)
    return send(request, get_object_or_404(Download, pk=pk, contribution__in=readable))


def send(request, download):
    """The file as an attachment; counted once it is sent, so that nobody waits for the counting.

    Whoever calls this has asked whether the reader may have it. HEAD is answered, not counted, and
    so is a machine that says that it is one.
    Raises Http404 when the file is gone from the storage.
    """
    if request.method == "HEAD":
        response = HttpResponse(headers=HEADERS, content_type=download.content_type)
        response["Content-Length"] = download.size
        response["Content-Disposition"] = content_disposition_header(True, download.file_name)
        return response
    try:
        file = download.file.open("rb")
    except FileNotFoundError:
        raise Http404("This file is missing from the storage.") from None
    response = FileResponse(
        file,
        as_attachment=True,
        filename=download.file_name,
        content_type=download.content_type,
        headers=HEADERS,
    )
    response.block_size = CHUNK
    if not is_machine(request):
        # Django closes each response once, after the last byte or when the reader goes away.
        response._resource_closers.append(download.count)
    return response
