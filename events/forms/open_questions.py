from django import forms

from events.models import OpenAnswer, Question, QuestionChange
from network.forms.addresses import AddressField
from network.limits import DAY, is_within
from network.models import Kind, Person

MOST_PARTS = 60  # witnesses' answers or claims of one page to choose from
MOST_ADDED = 20  # answers that one member adds in a day


class PageForm(forms.Form):
    """Which page of this site speaks to a question."""

    page = AddressField(
        required=True,
        label="Which page here speaks to it?",
        help_text="Its title, or its address from your browser: a case study, an article, an event or a report.",
        error_messages={"required": "Say which page."},
    )


class OpenAnswerForm(forms.ModelForm):
    """Where on a page the answer is, and in a line how it speaks to the question."""

    part = forms.ChoiceField(label="Where is the answer?", required=False, widget=forms.RadioSelect)

    class Meta:
        model = OpenAnswer
        fields = ["part", "why"]
        labels = {"why": "How does it speak to the question?"}
        help_texts = {"why": "In a line, for somebody who decides whether to read it."}
        widgets = {"why": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, data=None, *, question, contribution, by):
        answer = OpenAnswer(question=question, contribution=contribution)
        super().__init__(data, instance=answer)
        self.by = by
        self.parts = dict(self._parts(contribution))
        if self.parts:
            choices = [(value, label) for value, (_, _, label) in self.parts.items()]
            self.fields["part"].choices = [("", "The whole page"), *choices]
        else:
            del self.fields["part"]

    def _parts(self, contribution):
        """What a witness answered, and what it says about principles and recommendations."""
        if contribution.kind == Kind.EVENT:
            told = Question.objects.filter(
                event=contribution.pk, event__written_up_at__isnull=False
            ).exclude(answer="")
            for asked in told[:MOST_PARTS]:
                label = f"What was answered to: {asked}"
                yield f"witness-{asked.pk}", ("witness_answer", asked, label)
        claims = contribution.claims.about_published().with_target()
        for claim in claims[:MOST_PARTS]:
            yield f"claim-{claim.pk}", ("claim", claim, f"What it says on: {claim.target}")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("part"):
            name, part, _ = self.parts[cleaned["part"]]
            setattr(self.instance, name, part)
        return cleaned

    def _get_validation_exclusions(self):
        # The question and the page are given by the address: that they stand together once is checked, too.
        given = {"question", "contribution", "witness_answer", "claim"}
        return super()._get_validation_exclusions() - given

    def is_within_limit(self):
        return is_within(MOST_ADDED, seconds=DAY, of="open-answers", by=self.by.pk)

    def save(self):
        """The answer; pressed twice at once, the one that stands already."""
        row = self.instance
        place = {name: getattr(row, name) for name in ("witness_answer", "claim")}
        told = {"why": row.why, "added_by": Person.objects.of_member(self.by)}
        kept, _ = OpenAnswer.objects.get_or_create(
            question=row.question, contribution=row.contribution, **place, defaults=told
        )
        return kept


class QuestionChangeForm(forms.ModelForm):
    """Why a question is closed or opened again."""

    class Meta:
        model = QuestionChange
        fields = ["reason"]
        labels = {"reason": "Why?"}
        help_texts = {"reason": "It stands on the question's page, with your name."}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
