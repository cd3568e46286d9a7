from django import forms

from network.models import CaseStudy, Outcome

from .bylines import BylineFormSet
from .contributions import ContributionForm, Section
from .partners import PartnerFormSet
from .parts import part
from .quotes import QuoteFormSet


class OutcomeForm(forms.ModelForm):
    class Meta:
        model = Outcome
        fields = ["what", "before", "after", "unit", "is_worse", "source", "kind_of_evidence"]


OutcomeFormSet = part(CaseStudy, Outcome, OutcomeForm, noun="change")


class CaseStudyForm(ContributionForm):
    SECTIONS = (
        Section("beginning", "The beginning", fields=("title", "summary")),
        Section("people", "Who made this together", part="bylines"),
        Section("organisations", "Organisations", part="partners"),
        Section(
            "story",
            "The story",
            fields=("problem", "body", "what_changed", "costs", "what_was_hard", "advice"),
        ),
        Section("outcomes", "What changed, in figures", part="outcomes"),
        Section("quotes", "In their words", part="quotes"),
        Section(
            "facts",
            "Facts",
            fields=("place", "region", "sector", "stage", "dated", "running", "ended"),
        ),
        Section("topics", "Finding it", fields=("topics", "provenance", "comments_open")),
    )
    PARTS = {
        "bylines": BylineFormSet,
        "partners": PartnerFormSet,
        "outcomes": OutcomeFormSet,
        "quotes": QuoteFormSet,
    }

    class Meta:
        model = CaseStudy
        fields = [
            "title", "summary", "problem", "body", "what_changed", "costs", "what_was_hard",
            "advice", "place", "region", "sector", "stage", "dated", "running", "ended",
            "topics", "provenance", "comments_open",
        ]  # fmt: skip
