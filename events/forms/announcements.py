from functools import cache

from django import forms

from events.models import Event, EventSeries
from events.models.series import MOST_STOPS
from events.models.times import known_zones
from events.outside import in_words, parts_outside
from network.forms.contributions import COVER, ContributionForm, Section
from network.forms.partners import PartnerFormSet
from reports.models import Report

from .clocks import ClockField

MOST_REPORTS = 300
UK = ("Europe/London", "UK time")
AFTER_MIDNIGHT = "It ends before it starts. If it goes on after midnight, give its last day too."


@cache
def zone_choices():
    """UK time first, then every zone that is named after a place."""
    elsewhere = sorted(
        zone for zone in known_zones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))
    )
    return [UK, ("Elsewhere", [(zone, zone.replace("_", " ")) for zone in elsewhere])]


class ZoneField(forms.ChoiceField):
    def __init__(self):
        super().__init__(
            label="Whose clock",
            choices=zone_choices,
            initial=UK[0],
            help_text="The times above are as on a clock there.",
            error_messages={"invalid_choice": "We do not know this time zone."},
        )


class EventForm(ContributionForm):
    """The announcement: what, when, where and by whom."""

    page = ""
    SECTIONS = (
        Section(
            "what",
            "What it is",
            "Say what people will do there, and what they will take home.",
            fields=("title", "format", "summary", "announcement"),
            example="Write it up in a day\n"
            "Bring something that you did with others, and go home with a page about it. No experience "
            "of writing is needed. Lunch and travel are paid; tell us what you need to take part.",
        ),
        Section(
            "when",
            "When",
            "As exactly as you know today. A month or a season will do for now.",
            fields=("dated", "starts", "ends", "ended", "time_zone"),
            example="10 June 2027, from 10:30 until 15:00. Or only: spring 2027.",
        ),
        Section(
            "where",
            "Where",
            "Enough to find the door. How to get in and what is on one level belongs here too.",
            fields=("venue", "address", "place", "region", "online_address"),
            example="Canton Community Hall, Leckwith Road, Cardiff. The door is at the back, without a step.",
        ),
        Section(
            "hosts",
            "Who puts it on",
            "Hosts and partners. Those of the whole series need not be named again.",
            part="partners",
            example="Riverside Trust, host. Cardiff Carers’ Circle, partner.",
        ),
        Section(
            "series",
            "What it belongs to",
            "A roadshow lists its stops in order, and a report its launch.",
            fields=("series", "new_series", "stop", "launches"),
            example="The London roadshow, stop 3.",
        ),
        COVER,
        Section(
            "photos",
            "Photos",
            "Place them in the invitation. The others hang below the write-up, once there is one.",
            part="photos",
            example="The door of the hall, described as “A green door at the back, with a ramp”.",
        ),
        Section(
            "finding",
            "Finding it",
            "So that those who care about it come across it.",
            fields=("hashtag", "sector", "topics", "comments_open"),
            example="Hashtag: writeitup. Topics: writing, peer support.",
        ),
    )
    PARTS = {"partners": PartnerFormSet}

    starts = ClockField(label="From")
    ends = ClockField(label="Until")
    time_zone = ZoneField()
    series = forms.ModelChoiceField(
        EventSeries.objects, required=False, label="Series", empty_label="None"
    )
    new_series = forms.CharField(
        required=False, max_length=200, label="Or the title of a new series"
    )
    # With its bounds: the model is not asked about the stop of a series that is made with it.
    stop = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_STOPS,
        label="Which stop of the series",
        help_text="Its number in the series.",
    )
    launches = forms.ModelChoiceField(
        Report.objects.none(), required=False, label="Launches a report", empty_label="None"
    )

    class Meta:
        model = Event
        fields = [
            "title", "format", "summary", "announcement", "dated", "starts", "ends", "ended",
            "time_zone", "venue", "address", "place", "region", "online_address", "series",
            "stop", "launches", "hashtag", "sector", "topics", "comments_open",
        ]  # fmt: skip
        labels = {
            "announcement": "The invitation",
            "online_address": "Address to take part online",
            "place": "Town or area",
        }
        help_texts = {
            "announcement": "What will happen, for whom, and what they should bring.",
            "ended": "Only if it lasts more than a day.",
            "hashtag": "Without the #.",
            "online_address": "Everybody sees it. A link that is only for those who book goes with "
            "the joining details, where you say how it is booked.",
        }

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        reports = Report.objects.visible_to(self.by).order_by("-happened_on", "-pk")
        self.fields["launches"].queryset = reports.only("title")
        self.fields["launches"].choices = [("", "None"), *self._reports(reports)]

    def _reports(self, reports):
        offered = list(reports.values_list("pk", "title")[:MOST_REPORTS])
        chosen = self.instance.launches_id
        if chosen and chosen not in dict(offered):
            offered.append((chosen, str(self.instance.launches)))
        return offered

    def advice_on(self, name):
        """(what, mend) where parts of the programme do not fit the hours that stand here."""
        parts = parts_outside(self.instance) if name == "starts" else ()
        if parts:
            yield (
                f"Outside these hours stand parts of the programme: {in_words(parts)}.",
                "Nothing is lost: change them on the page of the programme, or the hours here.",
            )

    def clean_hashtag(self):
        return self.cleaned_data["hashtag"].lstrip("#").strip()

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts and not cleaned.get("ended"):
            self.add_error("ends", AFTER_MIDNIGHT)
        series, stop = cleaned.get("series"), cleaned.get("stop")
        if series and cleaned.get("new_series"):
            self.add_error("new_series", "Choose a series or name a new one, not both.")
        if series and stop:
            at_this_stop = Event.objects.filter(series=series, stop=stop).exclude(
                pk=self.instance.pk
            )
            if other := at_this_stop.first():
                shown = Event.objects.visible_to(self.by).filter(pk=other.pk).exists()
                called = f"“{other}”" if shown else "another event, which is not published yet,"
                self.add_error("stop", f"Stop {stop} of this series is {called} already.")
        return cleaned

    def _get_validation_exclusions(self):
        # A new series is made when everything else is right, so the stop has none until then.
        new = {"series", "stop"} if self.cleaned_data.get("new_series") else set()
        return super()._get_validation_exclusions() | new

    def save(self):
        if title := self.cleaned_data["new_series"]:
            self.instance.series = EventSeries.objects.titled(title)
        return super().save()
