"""Events that do not take place as they were announced: one cancelled, one postponed."""

from events.models import ChangeOfPlan, Event

from .prose import curled
from .reading import listed, naming


def load_changes_of_plan(made):
    """Calls off those of `made`, the contributions that were made now; then it belongs to the organisers."""
    new = {contribution.pk for contribution in made}
    for block in listed("changes_of_plan", "change_of_plan"):
        with naming("changes_of_plan.toml"):
            event = Event.objects.get(slug=block["event"])
            if event.pk in new:
                ChangeOfPlan.objects.make(
                    event=event,
                    what=block["what"],
                    by=event.created_by,
                    reason=curled(block["reason"].strip()),
                )
