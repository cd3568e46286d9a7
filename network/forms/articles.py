from django import forms

from network.models import Article

from .addresses import AddressField
from .bylines import BylineFormSet
from .contributions import COVER, PHOTOS, ContributionForm, Section
from .downloads import FILES, DownloadFormSet
from .partners import PartnerFormSet
from .quotes import QuoteFormSet
from .videos import VIDEOS, VideoFormSet

SECTIONS = (
    Section("beginning", "The beginning", fields=("title", "form", "summary")),
    Section("text", "The text", fields=("body",)),
    Section(
        "people", "Who wrote it", "They stand on the page in the order given here.", part="bylines"
    ),
    Section("subject", "What it is about", fields=("about", "dated", "place", "region", "sector")),
    Section("quotes", "In their words", "Ask before you quote.", part="quotes"),
    COVER,
    PHOTOS,
    VIDEOS,
    FILES,
    Section("organisations", "Organisations", part="partners"),
    Section(
        "source",
        "If it appeared elsewhere first",
        fields=("first_published_in", "first_published_at"),
    ),
    Section("press", "For a press release", fields=("notes_to_editors",)),
    Section("finding", "Finding it", fields=("topics", "comments_open")),
)


class ArticleForm(ContributionForm):
    about = AddressField(
        label="The event, report or case study",
        required=False,
        help_text="The address of its page here, or its title.",
    )

    SECTIONS = SECTIONS
    PARTS = {
        "bylines": BylineFormSet,
        "partners": PartnerFormSet,
        "quotes": QuoteFormSet,
        "downloads": DownloadFormSet,
        "videos": VideoFormSet,
    }

    class Meta:
        model = Article
        fields = [
            *("title", "form", "summary", "body", "about", "dated", "place", "region", "sector"),
            *("first_published_in", "first_published_at", "notes_to_editors", "topics"),
            "comments_open",
        ]
        labels = {
            "summary": "In one or two sentences: what does it say?",
            "body": "Text",
            "comments_open": "People may comment",
            "first_published_in": "Where and when",
            "first_published_at": "Its address there",
        }
        help_texts = {
            "dated": "Of what it tells, as exactly as you know: 20 July 2010, July 2010 or 2010.",
            "first_published_in": "For example “The Innovation Unit's blog, 28 July 2010, 9:36”.",
            "notes_to_editors": "Who is named, who pays, where the report can be found.",
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})}
