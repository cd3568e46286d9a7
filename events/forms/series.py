from django import forms
from django.db import transaction

from events.models import EventSeries
from network.models import Organisation
from network.models.slugs import free_slug

from .lines import LinesField


class EventSeriesForm(forms.ModelForm):
    """What the stops of a series share. Its partners are named by their names, one to a line."""

    partner_names = LinesField(
        longest=200,
        most=30,
        label="Partners",
        help_text="One organisation to a line. No stop needs to name them again.",
    )

    class Meta:
        model = EventSeries
        fields = ["title", "summary", "planned_stops", "partner_names", "body"]
        labels = {"planned_stops": "How many stops", "body": "What all stops share"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["partner_names"] = list(
                self.instance.partners.values_list("name", flat=True)
            )

    @transaction.atomic
    def save(self):
        if self.instance.pk is None:
            series = self.instance
            series.slug = free_slug(EventSeries.objects, series.title, fallback="series")
        saved = super().save()
        saved.partners.set(organisation_named(name) for name in self.cleaned_data["partner_names"])
        return saved


def organisation_named(name):
    """The organisation of this name, made when there is none."""
    return Organisation.objects.known_as(name) or Organisation.objects.make(name)
