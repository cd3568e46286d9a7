from network.forms.contributions import PHOTOS, Section
from network.forms.downloads import DownloadFormSet
from network.forms.quotes import QuoteFormSet

from .pages import EventPageForm


class WriteUpForm(EventPageForm):
    """What happened: shown at the address of the announcement once it is published."""

    page = "write-up"
    SECTIONS = (
        Section("story", "What happened", fields=("body", "heard")),
        Section("quotes", "In their words", part="quotes"),
        Section(
            "video", "Video and photos elsewhere",
            fields=("video", "video_transcript", "photos_elsewhere"),
        ),
        PHOTOS,
        Section(
            "downloads", "Files to download",
            "Slides, handouts, the programme. They can be downloaded as soon as they "
            "are kept here, also before the event.",
            part="downloads",
        ),
    )  # fmt: skip
    PARTS = {"quotes": QuoteFormSet, "downloads": DownloadFormSet}

    class Meta(EventPageForm.Meta):
        fields = ["body", "heard", "video", "video_transcript", "photos_elsewhere"]
        labels = {
            "body": "What happened",
            "video_transcript": "What is said in the video",
        }
        help_texts = {
            "body": "For somebody who was not there.",
            "heard": "The points that stayed with people, one to a line.",
            "video": "The video stays where it is: the page leads to it.",
            "video_transcript": "So that everybody can follow it, and search finds it.",
        }
