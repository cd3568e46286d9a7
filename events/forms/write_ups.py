from django import forms

from events.models import WriteUpWithdrawal
from network.forms.contributions import PHOTOS, Section
from network.forms.quotes import QuoteFormSet
from network.forms.videos import VIDEOS, VideoFormSet

from .files import EventFileFormSet
from .pages import EventPageForm


class WriteUpForm(EventPageForm):
    """What happened: shown at the address of the announcement once it is published."""

    page = "write-up"
    SECTIONS = (
        Section(
            "story", "What happened",
            "For somebody who was not there. What people said matters more than who was in the chair.",
            fields=("body", "heard"),
            example="Forty people came, half of them for the first time. The morning was meant to be "
            "three talks; after the second, somebody asked why nobody from the estate was on the stage, "
            "and the third speaker gave her time away.",
        ),
        Section(
            "quotes", "In their words", "Ask before you quote.", part="quotes",
            example="“I came for the lunch and left with a job to do.” Somebody on the back row.",
        ),
        VIDEOS,
        PHOTOS,
        Section(
            "elsewhere", "Photos elsewhere", "If they hang somewhere already.",
            fields=("photos_elsewhere",),
            example="The address of an album that anybody may open without an account.",
        ),
        Section(
            "downloads", "Files to download",
            "Slides, handouts, the programme. They can be downloaded as soon as they "
            "are kept here, also before the event. Slides stand beside whoever showed them, too.",
            part="downloads",
            example="“Programme” (PDF), “What the groups wrote on the walls” (Word).",
        ),
    )  # fmt: skip
    PARTS = {"quotes": QuoteFormSet, "downloads": EventFileFormSet, "videos": VideoFormSet}

    class Meta(EventPageForm.Meta):
        fields = ["body", "heard", "photos_elsewhere"]
        labels = {
            "body": "What happened",
        }
        help_texts = {
            "body": "For somebody who was not there.",
            "heard": "The points that stayed with people, one to a line.",
        }


class WriteUpWithdrawalForm(forms.ModelForm):
    class Meta:
        model = WriteUpWithdrawal
        fields = ["reason"]
        labels = {"reason": "Why?"}
        help_texts = {"reason": "Other organisers will read it."}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}

    def save(self, *, event, by):
        """The WriteUpWithdrawal; None when somebody was faster."""
        reason = self.cleaned_data["reason"]
        return WriteUpWithdrawal.objects.make(event=event, by=by, reason=reason)
