from datetime import timedelta

from django import forms
from django.utils import timezone

from network.models.ending_consents import SOON
from network.models.revised import CONSENT, WITHHELD


class ConsentedForm(forms.ModelForm):
    """The form of a photo, quote or name: what was agreed to stands folded away, in `consent`.

    A form of it names CONSENT among its fields.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "consent_from" in self.fields:
            self._say_in_plain_words()
        keep_withheld(self)

    def _say_in_plain_words(self):
        who, to_what, until = (self.fields[name] for name in CONSENT)
        who.label = "Who agreed?"
        who.help_text = "The person themselves, or who may say so for them: a parent, a guardian."
        to_what.label = "To what?"
        to_what.help_text = "For example “this site and its printouts, not the press”."
        until.label = "Until when?"
        until.help_text = "Leave it empty when you agreed on no end. You are told a month before."
        until.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    @property
    def consent(self):
        """The fields of the consent, which rows.html shows apart from the others."""
        return [self[name] for name in CONSENT if name in self.fields]

    @property
    def consent_is_open(self):
        """Whether something in it waits for its authors: an error, or an end that is near."""
        if any(field.errors for field in self.consent):
            return True
        until = self.instance.consent_until
        return until is not None and until <= timezone.localdate() + SOON

    def visible_fields(self):
        return [field for field in super().visible_fields() if field.name not in CONSENT]

    def clean_consent_until(self):
        """No slip of the keyboard: a century is enough."""
        until = self.cleaned_data["consent_until"]
        if until and abs(until - timezone.localdate()) > timedelta(days=36525):
            raise forms.ValidationError("Give a day within the next hundred years.")
        return until


def keep_withheld(form):
    """A name that was taken down is not written anew by whoever saves the page."""
    if getattr(form.instance, "name_as_printed", "") != WITHHELD:
        return
    if form.instance.person is None or form.instance.person.withheld_at:
        form.fields["name_as_printed"].disabled = True
        form.fields[
            "name_as_printed"
        ].help_text = (
            "This name was taken down because somebody asked. Only a moderator can put it back."
        )
