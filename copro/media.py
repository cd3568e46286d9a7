"""Uploaded pictures, for whoever may see the page on which they stand.

Names cannot be guessed, but a name may be passed on, and a page may be withdrawn. So each
request asks in one query whether the picture is public; only where it is not, who is asking.
"""

import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from network import guests
from network.models import Photo
from network.permissions import may_see_photo
from network.views.readable import Gone

# For browsers a file never changes; a cache that many share asks again, as a page may be withdrawn.
PUBLIC = "public, max-age=31536000, s-maxage=3600, immutable"
PRIVATE = "private, max-age=0, must-revalidate"


@login_not_required
@require_safe
def media(request, name):
    """One file of a photo: 410 for everybody once it was taken down. No script in it could run (sandbox)."""
    photo = Photo.objects.of_file(name).with_publicity().first()
    if photo is None or name not in photo.file_names():
        raise Http404("There is no such file.")
    if photo.taken_down_at:
        raise Gone("This picture was taken down.")
    if not photo.is_public and not may_see_photo(
        request.user, photo, shared=guests.readable_by(request)
    ):
        raise Http404("There is no such file for you.")
    etag = quote_etag(name)  # a file is written once
    response = get_conditional_response(request, etag=etag) or _file(name)
    response.headers["Cache-Control"] = PUBLIC if photo.is_public else PRIVATE
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not photo.is_public:
        patch_vary_headers(response, ["Cookie"])
    return response


def _file(name):
    try:
        file = default_storage.open(name)
    except OSError:
        raise Http404("This file is missing from the storage.") from None
    return FileResponse(file, content_type=mimetypes.guess_type(name)[0])
