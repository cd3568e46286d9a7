from datetime import timedelta

from django import forms
from django.utils import timezone

from network.models import ShareLink

MOST_OPEN = 20
DAYS = {7: "A week", 30: "30 days", 90: "Three months"}


class ShareLinkForm(forms.ModelForm):
    """A new link to the draft `contribution`."""

    days = forms.TypedChoiceField(
        label="How long does it work?", choices=list(DAYS.items()), coerce=int, initial=30
    )

    class Meta:
        model = ShareLink
        fields = ["meant_for"]
        labels = {"meant_for": "Who is it for?"}
        help_texts = {
            "meant_for": "So that you know later which link this was. For example “Sunita, to check the figures”."
        }

    def __init__(self, *args, contribution, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.contribution, self.instance.by = contribution, by

    def clean(self):
        if self.instance.contribution.share_links.open().count() >= MOST_OPEN:
            raise forms.ValidationError(
                f"There are {MOST_OPEN} links that work already. End one that is not needed any more."
            )
        return super().clean()

    def save(self):
        self.instance.expires_at = timezone.now() + timedelta(days=self.cleaned_data["days"])
        return super().save()
