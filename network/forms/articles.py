from network.models import Article

from .bylines import BylineFormSet
from .contributions import ContributionForm, Section
from .partners import PartnerFormSet
from .quotes import QuoteFormSet


class ArticleForm(ContributionForm):
    SECTIONS = (
        Section("beginning", "The beginning", fields=("title", "form", "summary")),
        Section("text", "The text", fields=("body",)),
        Section("people", "Who wrote it", part="bylines"),
        Section("quotes", "In their words", part="quotes"),
        Section("organisations", "Organisations", part="partners"),
        Section(
            "facts",
            "Facts",
            fields=("dated", "place", "region", "sector", "first_published_in",
                    "first_published_at", "notes_to_editors"),
        ),
        Section("topics", "Finding it", fields=("topics", "comments_open")),
    )  # fmt: skip
    PARTS = {"bylines": BylineFormSet, "partners": PartnerFormSet, "quotes": QuoteFormSet}

    class Meta:
        model = Article
        fields = [
            "title", "form", "summary", "body", "dated", "place", "region", "sector",
            "first_published_in", "first_published_at", "notes_to_editors", "topics",
            "comments_open",
        ]  # fmt: skip
