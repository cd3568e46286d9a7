"""What people said at our events that they would do, and what came of it."""

from django.db import transaction

from events.models import Event

from .contributions import is_untouched, with_person
from .reading import listed, naming
from .rows import keep_rows


def load_commitments():
    """Written anew as long as nobody has changed the event since: an answer on the site changes it."""
    for block in listed("commitments", "event"):
        with naming("commitments.toml"):
            event = Event.objects.get(slug=block["slug"])
            if is_untouched(event):
                with transaction.atomic():
                    keep_rows(event.commitments, map(with_person, block["commitment"]))
                    event.refresh_index()
