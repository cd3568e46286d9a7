"""Uploaded pictures. Their names cannot be guessed; whoever knows one may see it."""

import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

SHOWN = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
FOR_EVER = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def media(request, name):
    """One file. Only pictures are shown; all else is saved. No script in any of them could run (sandbox)."""
    try:
        file = default_storage.open(name)
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        message = "There is no such file."
        raise Http404(message) from error
    content_type = mimetypes.guess_type(name)[0] or ""
    response = FileResponse(file, as_attachment=content_type not in SHOWN)
    if content_type not in SHOWN:
        response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = FOR_EVER
    return response
