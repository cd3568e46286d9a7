from network.forms.contributions import PHOTOS, Section
from network.forms.downloads import DownloadFormSet
from network.forms.quotes import QuoteFormSet
from network.forms.videos import VIDEOS, VideoFormSet

from .pages import EventPageForm


class WriteUpForm(EventPageForm):
    """What happened: shown at the address of the announcement once it is published."""

    page = "write-up"
    SECTIONS = (
        Section("story", "What happened", fields=("body", "heard")),
        Section("quotes", "In their words", part="quotes"),
        VIDEOS,
        PHOTOS,
        Section("elsewhere", "Photos elsewhere", fields=("photos_elsewhere",)),
        Section(
            "downloads", "Files to download",
            "Slides, handouts, the programme. They can be downloaded as soon as they "
            "are kept here, also before the event.",
            part="downloads",
        ),
    )  # fmt: skip
    PARTS = {"quotes": QuoteFormSet, "downloads": DownloadFormSet, "videos": VideoFormSet}

    class Meta(EventPageForm.Meta):
        fields = ["body", "heard", "photos_elsewhere"]
        labels = {
            "body": "What happened",
        }
        help_texts = {
            "body": "For somebody who was not there.",
            "heard": "The points that stayed with people, one to a line.",
        }
