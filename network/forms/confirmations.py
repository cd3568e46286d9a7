from django import forms

from network.models import Confirmation, Running
from network.models.case_studies import ENDED
from network.models.dates import ImpreciseDateFormField

NEVER = "never"


class ConfirmationForm(forms.Form):
    """Whether a case study is still running, as one of its authors says."""

    answer = forms.ChoiceField(
        label="Is it still running?",
        choices=[*Running.choices, (NEVER, "I do not want to be asked about this one again")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )
    ended = ImpreciseDateFormField(
        label="If it ended: when?",
        required=False,
        help_text="As exactly as you know: 20 July 2010, July 2010, spring 2011 or 2010.",
    )

    def save(self, case_study, *, by, question=None):
        """Keeps the answer and gives the Confirmation; `question` is that of a link."""
        answer = self.cleaned_data["answer"]
        if answer == NEVER:
            return Confirmation.objects.refuse(case_study, by=by, question=question)
        ended = self.cleaned_data["ended"] if answer in ENDED else None
        return Confirmation.objects.answer(
            case_study, by=by, running=answer, ended=ended, question=question
        )
