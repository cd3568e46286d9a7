from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from events.models import Event
from network.forms.contributions import ContributionForm


class EventPageForm(ContributionForm):
    """One of the pages on which an event is written, after its announcement."""

    topics = None

    class Meta:
        model = Event
        fields = []

    def add_error(self, field, error):
        """What is wrong on another page of the event is told there, not here."""
        if field is None and hasattr(error, "error_dict"):
            told_here = {*self.fields, NON_FIELD_ERRORS}
            error = ValidationError(
                {name: errors for name, errors in error.error_dict.items() if name in told_here}
            )
        super().add_error(field, error)
