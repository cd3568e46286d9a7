from network.forms.filters import Choice, Filters
from reports.models import Uptake

from .evidence import ReportChoice

NOBODY_SAID = "unknown"


class RecommendationFilters(Filters):
    """Which recommendations: what became of them, and of which report they are."""

    status = Choice(
        anything="Anything",
        choices=[*Uptake.State.choices, (NOBODY_SAID, "Nobody has said so yet")],
        label="What became of it",
    )
    report = ReportChoice()

    def full_clean(self):
        self.fields["report"].offer()
        super().full_clean()

    def narrow(self, recommendations):
        """Those of `recommendations` that meet every choice."""
        if status := self.chosen.get("status"):
            newest = Uptake.objects.state_of()
            recommendations = recommendations.alias(newest=newest)
            said = {"newest__isnull": True} if status == NOBODY_SAID else {"newest": status}
            recommendations = recommendations.filter(**said)
        if slug := self.chosen.get("report"):
            recommendations = recommendations.filter(list__report__slug=slug)
        return recommendations
