"""What visitors wrote before signing in: it waits in their session until they post it.

Django keeps an anonymous session through signing in and up, with its second factor and its
mailed code, and through every failure of these; signing out ends it.
"""

import datetime
import secrets

from django.conf import settings
from django.utils import timezone

KEY = "waiting_comments"  # also read by the pages for signing in
MOST = 10
KEPT = datetime.timedelta(days=14)


def keep(session, *, contribution_id, body, reply_to_id=None, about=""):
    """Adds a comment; the same place holds one, and the oldest go when there are too many."""
    place = (contribution_id, reply_to_id, about)
    others = [
        waiting
        for waiting in waiting_in(session)
        if (waiting["contribution"], waiting["reply_to"], waiting["about"]) != place
    ]
    new = {
        "id": secrets.token_hex(4),
        "contribution": contribution_id,
        "reply_to": reply_to_id,
        "about": about,
        "body": body,
        "at": timezone.now().isoformat(),
    }
    session[KEY] = [new, *others][:MOST]


def waiting_in(session):
    """All that waits, the newest first."""
    earliest = (timezone.now() - KEPT).isoformat()
    kept = [waiting for waiting in session.get(KEY, []) if waiting["at"] > earliest]
    return [{"about": ""} | waiting for waiting in kept]  # some are from before that was kept


def waiting_for(request, contribution_id):
    """The newest comment that waits for this contribution, or None.

    The session is not asked when there is no cookie, so that a visitor's page stays public.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    found = (w for w in waiting_in(request.session) if w["contribution"] == contribution_id)
    return next(found, None)


def forget(session, waiting_id):
    """Drops one, when it is posted or not wanted any more."""
    if KEY in session:
        session[KEY] = [waiting for waiting in waiting_in(session) if waiting["id"] != waiting_id]
