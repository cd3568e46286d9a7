from events.models import Event
from network.forms.contributions import ContributionForm


class EventPageForm(ContributionForm):
    """One of the pages on which an event is written, after its announcement."""

    topics = None

    class Meta:
        model = Event
        fields = []
