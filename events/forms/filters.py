from events.models import Event
from network.forms.filters import Choice, FilterForm


class EventFilters(FilterForm):
    """The filters of every list, and the format. For a list of events, not of contributions."""

    format = Choice(anything="Every format", choices=Event.Format.choices)
    COLUMNS = FilterForm.COLUMNS | {"format": "format"}
    field_order = ["format", "topic", "sector", "region", "year"]
