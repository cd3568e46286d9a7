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
    Section(
        "beginning",
        "The beginning",
        "A title that says what you think or what happened, and one sentence for lists.",
        fields=("title", "form", "summary"),
        example="What do you say when somebody asks?\n"
        "Twenty people tried to explain co-production to a neighbour in one breath. These are the "
        "five that the neighbours understood.",
    ),
    Section(
        "text",
        "The text",
        "Begin with what you saw or heard. What it means can come after.",
        fields=("body",),
        example="The chair by the door stayed empty all morning. It was kept for anybody who had come "
        "in late, and at twenty to twelve a bus driver sat down on it and asked the question that the "
        "rest of us had been walking round.",
    ),
    Section(
        "people",
        "Who wrote it",
        "They stand on the page in the order given here.",
        part="bylines",
        example="Amina Haddad, and Joan Price “in her own words, on the phone”.",
    ),
    Section(
        "subject",
        "What it is about",
        "Then it is found from there, too.",
        fields=("about", "dated", "place", "region", "sector"),
        example="The report that you read, the event that you were at, or nothing: many good articles "
        "are about none of these.",
    ),
    Section(
        "quotes",
        "In their words",
        "Ask before you quote.",
        part="quotes",
        example="“Nobody had asked us to vote on the biscuits before.” A tenant, at the meeting.",
    ),
    COVER,
    PHOTOS,
    VIDEOS,
    FILES,
    Section(
        "organisations",
        "Organisations",
        "Only those that had a hand in it.",
        part="partners",
        example="Riverside Trust, publisher.",
    ),
    Section(
        "source",
        "If it appeared elsewhere first",
        "So that the first place gets its credit.",
        fields=("first_published_in", "first_published_at"),
        example="The parish newsletter, June 2024.",
    ),
    Section(
        "press",
        "For a press release",
        "What a newsroom asks before it rings.",
        fields=("notes_to_editors",),
        example="For interviews: Olu Adeyemi. Riverside Trust is a charity in Leeds. The full report is "
        "free to download from its page here.",
    ),
    Section(
        "finding",
        "Finding it",
        "Three or four words that somebody would look for.",
        fields=("topics", "comments_open"),
        example="Topics: tenants, meetings, housing.",
    ),
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
