from django import forms

from network.forms.addresses import AddressField
from network.forms.contributions import COVER, PHOTOS, ContributionForm, Section
from network.forms.quotes import QuoteFormSet
from network.forms.videos import VIDEOS, VideoFormSet
from reports.models import Report, ReportSeries

from .authors import AuthorFormSet
from .chapters import ChapterFormSet
from .coverage import CoverageFormSet
from .definitions import DefinitionFormSet
from .errata import ErratumFormSet
from .files import ReportFileFormSet
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

    earlier_edition = AddressField(
        label="A newer edition of",
        help_text="The address or title of the older edition's page here.",
    )

    SECTIONS = (
        Section(
            "beginning",
            "The beginning",
            "As it stands on the cover.",
            fields=("title", "also_printed_as", "dated", "summary"),
            example="Right together. July 2010. What eleven councils did when they shared a budget with "
            "the people who live by it, and what they would not do again.",
        ),
        Section(
            "people",
            "Who wrote it",
            "In the order of its cover.",
            part="bylines",
            example="Joan Price and Sam Okoro, and the eleven people of the reading group “in their own "
            "words”.",
        ),
        Section(
            "organisations",
            "Who published it",
            "Also who wrote it, where no people are named.",
            part="partners",
            example="Riverside Trust, publisher. The Kitchen Table Fund, funder.",
        ),
        Section(
            "text",
            "The report in short",
            "People read this before they download anything, and many read nothing else.",
            fields=("body",),
            example="The report follows eleven kitchens for two years. It finds that those which shared "
            "the money early lasted, and those which shared only the work did not. It asks councils for "
            "three things, and says what each costs.",
        ),
        COVER,
        PHOTOS,
        VIDEOS,
        Section(
            "files",
            "Files to download",
            "The first one that is all of it is offered as the report itself. Versions in other languages, "
            "large print and Easy Read are welcome.",
            fields=("elsewhere",),
            part="downloads",
            example="“Full report”, PDF. “Our report in pictures”, Easy Read of the first edition, PDF. “The "
            "figures behind page 12”, Excel.",
        ),
        Section(
            "chapters",
            "Chapters",
            "If people shall read the whole of it here, page by page. The report in short stands first.",
            part="chapters",
            example="1. What we went to see. 2. What the kitchens had in common. 3. What it cost.",
        ),
        Section(
            "edition",
            "Edition",
            "If it came out before. Both keep their pages, and the older one leads to the newer.",
            fields=("edition", "earlier_edition"),
            example="Second edition. A newer edition of: /reports/right-together/",
        ),
        Section(
            "identifiers",
            "DOI and ISBN",
            "If it has them: libraries and other authors find it by these.",
            fields=("doi", "isbn"),
            example="10.1234/right-together. 978-0-306-40615-7.",
        ),
        Section(
            "series",
            "Series",
            "If it is one of several that belong together.",
            fields=("series", "new_series", "place_in_series"),
            example="Right together, in three parts: number 2.",
        ),
        Section(
            "definitions",
            "Definitions that it gives",
            "They stand beside those of other reports, so that people can compare.",
            part="definitions",
            example="Co-production: “sharing a task, the money for it and the credit for it”. Page 7.",
        ),
        Section(
            "principles",
            "Principles that it names",
            "Case studies can say whether they bear them out.",
            part="principles",
            example="Everybody has something to give: services begin with what people can do.",
        ),
        Section(
            "recommendations",
            "What it recommends",
            "Sources may list it differently: each list keeps its own wording.",
            part="lists",
            example="1. Pay people for their time from the first meeting. More about it: at the rate that "
            "the facilitator gets.",
        ),
        Section(
            "quotes",
            "In their words",
            "From the report or about it. Ask before you quote.",
            part="quotes",
            example="“We did not write this to be thanked.” Joan Price, one of the authors.",
        ),
        Section(
            "press",
            "For the press",
            "Who can be asked, and what may be quoted.",
            fields=("press_notes",),
            example="Launched on 12 July 2010 at the town hall. The authors can be interviewed; ask "
            "Riverside Trust.",
        ),
        Section(
            "coverage",
            "Written about elsewhere",
            "What newspapers, programmes and others published about it.",
            part="coverage",
            example="“Cooking with the council”, The Riverside Echo, 14 July 2010.",
        ),
        Section(
            "corrections",
            "Corrections",
            "What was printed wrongly. Each stands on the page with its date.",
            part="errata",
            example="Page 12 says eleven kitchens; it was twelve. Noted on 2 August 2010.",
        ),
        Section(
            "finding",
            "Finding it",
            "So that those who need it come across it.",
            fields=("topics", "sector", "region", "place", "comments_open"),
            example="Topics: budgets, councils, kitchens. Sector: across sectors.",
        ),
    )
    PARTS = {
        "bylines": AuthorFormSet,
        "partners": PublisherFormSet,
        "downloads": ReportFileFormSet,
        "chapters": ChapterFormSet,
        "definitions": DefinitionFormSet,
        "principles": PrincipleFormSet,
        "lists": RecommendationListFormSet,
        "quotes": QuoteFormSet,
        "coverage": CoverageFormSet,
        "errata": ErratumFormSet,
        "videos": VideoFormSet,
    }

    class Meta:
        model = Report
        fields = [
            "title", "also_printed_as", "dated", "summary", "body", "elsewhere", "edition",
            "earlier_edition", "doi", "isbn", "series", "place_in_series", "press_notes", "topics",
            "sector", "region", "place", "comments_open",
        ]  # fmt: skip
        labels = {"body": "The report in short", "series": "A series that is here already"}
        help_texts = {"place_in_series": "Its number: 3 for the third of three."}

    def clean_earlier_edition(self):
        """The older edition as a report; none is older than itself, whatever stands between."""
        found = self.cleaned_data["earlier_edition"]
        older = found and Report.objects.filter(pk=found.pk).first()
        if found and older is None:
            raise forms.ValidationError("This page is no report.")
        if older and self.instance.pk in (older.pk, *older.editions_before()):
            raise forms.ValidationError("This report would be an older edition of itself.")
        return older

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
