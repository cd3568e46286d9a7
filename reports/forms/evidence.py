from django import forms

from network.forms.filters import Choice, Filters, ShortText
from network.models import Region, Sector, Stage
from reports.models import Claim, Principle, RecommendationList, Report

NOT_SAID = "none"  # the value of a filter for what does not say
MOST_REPORTS = 100
PLACES = ("sector", "region", "stage")
COLUMNS = {name: name for name in (*PLACES, "stance")} | {"evidence": "kind_of_evidence"}


def place_choice(anything, choices):
    return Choice(anything=anything, choices=[*choices, (NOT_SAID, "Not said")])


class PlaceFilters(Filters):
    """Where something comes from: sector, region and stage."""

    sector = place_choice("Every sector", Sector.choices)
    region = place_choice("Anywhere", Region.choices)
    stage = place_choice("Every stage", Stage.choices)

    def narrow_places(self, case_studies):
        """Those case studies that meet the choices of places."""
        chosen = {name: self.chosen[name] for name in PLACES if name in self.chosen}
        values = {name: "" if value == NOT_SAID else value for name, value in chosen.items()}
        return case_studies.filter(**values)


class ReportChoice(Choice):
    """One of the published reports that give ideas, by its slug."""

    def __init__(self, **kwargs):
        super().__init__(anything="Every report", **kwargs)

    def offer(self):
        # From the few that give ideas, so that the many others are not walked.
        naming = Principle.objects.filter(report__isnull=False).values("report")
        giving = Report.objects.published().filter(
            pk__in=naming.union(RecommendationList.objects.values("report"))
        )
        giving = giving.newest_first()
        self.choices = [self.choices[0], *giving.values_list("slug", "title")[:MOST_REPORTS]]


class ClaimFilters(PlaceFilters):
    """Which claims: what they say, where they come from, and what they are about."""

    stance = Choice(anything="For and against", choices=Claim.Stance.choices, label="It says")
    evidence = Choice(anything="Any kind", choices=Claim.Evidence.choices)
    report = ReportChoice()
    principle = ShortText(max_length=100, widget=forms.HiddenInput)
    recommendation = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
    field_order = ["stance", "evidence", "sector", "region", "stage", "report"]

    def full_clean(self):
        self.fields["report"].offer()
        super().full_clean()

    def narrow(self, claims):
        """Those of `claims` that meet every choice."""
        for name, value in self.chosen.items():
            if name in COLUMNS:
                claims = claims.filter(**{COLUMNS[name]: "" if value == NOT_SAID else value})
            elif name == "report":
                claims = claims.about_report(value)
            elif name == "principle":
                claims = claims.filter(principle__slug=value)
            elif name == "recommendation":
                claims = claims.filter(recommendation=value)
        return claims


class EvidenceFilters(ClaimFilters):
    """The rows and columns of the evidence map, and which claims it counts."""

    RECOMMENDATIONS = "recommendations"
    stance = principle = recommendation = None

    of = Choice(anything="Principles", choices=[(RECOMMENDATIONS, "Recommendations")], label="Rows")
    by = Choice(
        anything="Sector", choices=[("region", "Region"), ("stage", "Stage")], label="Columns"
    )
    field_order = ["of", "by", "evidence", "sector", "region", "stage", "report"]

    @property
    def across(self):
        """What the columns are: "sector", "region" or "stage"."""
        return self.chosen.get("by", "sector")

    @property
    def are_recommendations(self):
        return self.chosen.get("of") == self.RECOMMENDATIONS
