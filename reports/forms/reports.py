from django import forms

from network.forms.contributions import COVER, ContributionForm, Section
from network.forms.downloads import DownloadFormSet
from network.forms.quotes import QuoteFormSet
from network.forms.videos import VIDEOS, VideoFormSet
from reports.models import Report, ReportSeries

from .authors import AuthorFormSet
from .definitions import DefinitionFormSet
from .principles import PrincipleFormSet
from .publishers import PublisherFormSet
from .recommendations import RecommendationListFormSet


class ReportForm(ContributionForm):
    """All of a report: what it is, who made it, its files, and what it says."""

    new_series = forms.CharField(
        label="Or begin a new series",
        required=False,
        max_length=200,
        help_text="Its title. It has a page of its own, with its reports in order.",
    )

    SECTIONS = (
        Section(
            "beginning",
            "The beginning",
            fields=("title", "also_printed_as", "dated", "summary"),
        ),
        Section("people", "Who wrote it", "In the order of its cover.", part="bylines"),
        Section("organisations", "Who published it", part="partners"),
        Section(
            "text",
            "The report in short",
            "People read this before they download anything, and many read nothing else.",
            fields=("body",),
        ),
        COVER,
        VIDEOS,
        Section("files", "Files to download", fields=("elsewhere",), part="downloads"),
        Section(
            "series",
            "Series",
            "If it is one of several that belong together.",
            fields=("series", "new_series", "place_in_series"),
        ),
        Section("definitions", "Definitions that it gives", part="definitions"),
        Section("principles", "Principles that it names", part="principles"),
        Section(
            "recommendations",
            "What it recommends",
            "Sources may list it differently: each list keeps its own wording.",
            part="lists",
        ),
        Section("quotes", "In their words", part="quotes"),
        Section("press", "For the press", fields=("press_notes",)),
        Section(
            "finding",
            "Finding it",
            fields=("topics", "sector", "region", "place", "comments_open"),
        ),
    )
    PARTS = {
        "bylines": AuthorFormSet,
        "partners": PublisherFormSet,
        "downloads": DownloadFormSet,
        "definitions": DefinitionFormSet,
        "principles": PrincipleFormSet,
        "lists": RecommendationListFormSet,
        "quotes": QuoteFormSet,
        "videos": VideoFormSet,
    }

    class Meta:
        model = Report
        fields = [
            "title", "also_printed_as", "dated", "summary", "body", "elsewhere", "series",
            "place_in_series", "press_notes", "topics", "sector", "region", "place",
            "comments_open",
        ]  # fmt: skip
        labels = {"body": "The report in short", "series": "A series that is here already"}
        help_texts = {"place_in_series": "Its number: 3 for the third of three."}

    def clean(self):
        cleaned = super().clean()
        series, place = cleaned.get("series"), cleaned.get("place_in_series")
        if series and cleaned.get("new_series"):
            self.add_error("new_series", "Choose a series or begin a new one, not both.")
        if series and place is not None:
            others = Report.objects.filter(series=series).exclude(pk=self.instance.pk)
            if others.filter(place_in_series=place).exists():
                self.add_error(
                    "place_in_series", f"Another report is number {place} of this series already."
                )
        return cleaned

    def _get_validation_exclusions(self):
        # A new series is made on saving; until then the place seems to have none.
        exclude = super()._get_validation_exclusions()
        return exclude | {"series"} if self.cleaned_data.get("new_series") else exclude

    def save(self):
        if self.cleaned_data["new_series"]:
            self.instance.series = ReportSeries.objects.titled(self.cleaned_data["new_series"])
        return super().save()
