from django import forms
from django.utils.functional import cached_property

from events.models import (
    Event,
    Insight,
    LearningOutcome,
    OpenQuestion,
    Question,
    WitnessSlot,
)
from network.forms.consents import ConsentedForm
from network.forms.contributions import Section
from network.forms.parts import PartFormSet, part
from network.models.revised import CONSENT

from .lines import LinesField
from .pages import EventPageForm
from .rows import RowField

MOST_LEFT_OPEN = 30
AS_PRINTED = "As among the people of the event. Leave it empty when they do not want to be named."


class LearningOutcomeForm(forms.ModelForm):
    class Meta:
        model = LearningOutcome
        fields = ["text", "met", "note"]
        labels = {
            "text": "What the group wanted to learn",
            "met": "Did it?",
            "note": "Why, in a line",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}


class SlotForm(forms.ModelForm):
    class Meta:
        model = WitnessSlot
        fields = ["heading", "account"]
        labels = {"heading": "What they were asked about"}


class OfSlotForm(ConsentedForm):
    """Something asked or understood, in one of the interviews or at the event as a whole, and by whom."""

    witness_slot = RowField(empty="The whole event", label="In which interview")

    def __init__(self, *args, slots, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people or {}
        if slots:
            self.fields["witness_slot"].offer(slots)
        else:
            del self.fields["witness_slot"]

    def save(self, commit=True):
        if not self.fields["name_as_printed"].disabled:
            name = self.cleaned_data["name_as_printed"].casefold()
            self.instance.person_id = self.people.get(name)
        return super().save(commit)


class QuestionForm(OfSlotForm):
    class Meta:
        model = Question
        fields = ["text", "witness_slot", "answer", "name_as_printed", *CONSENT]
        labels = {"text": "What was asked", "name_as_printed": "Who answered"}
        help_texts = {"name_as_printed": AS_PRINTED}


class InsightForm(OfSlotForm):
    class Meta:
        model = Insight
        fields = ["text", "witness_slot", "name_as_printed", *CONSENT]
        labels = {"text": "What was understood", "name_as_printed": "Who said it"}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"name_as_printed": AS_PRINTED}


class OfSlotRows(PartFormSet):
    @cached_property
    def around(self):
        """The interviews, and the people of the event by their printed names; read once."""
        named = self.instance.appearances.exclude(person=None)
        return {
            "slots": list(self.instance.witness_slots.all()),
            "people": {
                name.casefold(): person
                for name, person in named.values_list("name_as_printed", "person")
            },
        }

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | self.around


LearningOutcomeFormSet = part(Event, LearningOutcome, LearningOutcomeForm, noun="aim")
SlotFormSet = part(Event, WitnessSlot, SlotForm, noun="interview")
QuestionFormSet = part(Event, Question, QuestionForm, noun="question", formset=OfSlotRows)
InsightFormSet = part(Event, Insight, InsightForm, noun="insight", formset=OfSlotRows)


class WitnessForm(EventPageForm):
    """What a group set out to learn, whom it asked, and what it was told."""

    page = "questions"
    SECTIONS = (
        Section(
            "aims",
            "What the group set out to learn",
            "Written down before the day; what was not met counts as much as what was.",
            part="outcomes",
            example="“How do you keep a rota going when people are ill?” Met in part: “we heard how, not "
            "what it costs”.",
        ),
        Section(
            "interviews",
            "What the witnesses said",
            "As near to their words as you can.",
            part="slots",
            example="On the first winter: Joan told the group that three people came, that she nearly "
            "stopped, and that the soup was what kept it alive.",
        ),
        Section(
            "questions",
            "Questions and answers",
            "One question a row, with the answer in short.",
            part="questions",
            example="“Who decides what is cooked?” Whoever peels. It began as a joke and became the rule.",
        ),
        Section(
            "insights",
            "What was understood",
            "Something that the group sees differently now.",
            part="insights",
            example="Trust was not a condition for starting. It came from the washing up.",
        ),
        Section(
            "open",
            "What stayed open",
            "Somebody elsewhere may know.",
            fields=("left_open",),
            example="How do you insure a kitchen in which everybody is staff?",
        ),
    )
    PARTS = {
        "outcomes": LearningOutcomeFormSet,
        "slots": SlotFormSet,
        "questions": QuestionFormSet,
        "insights": InsightFormSet,
    }

    left_open = LinesField(
        longest=300,
        most=MOST_LEFT_OPEN,
        label="Questions that nobody could answer",
        help_text="One to a line. They stand on the network's register of open questions; one "
        "that is there already, in the same words, is not added again.",
    )

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        known = self.instance.open_questions.values_list("text", flat=True)
        self.initial["left_open"] = list(known)

    def _save_m2m(self):
        # Here, as topics are, so that a revision is noted before it and another after it.
        super()._save_m2m()
        if "left_open" in self.cleaned_data:
            worded = [OpenQuestion.objects.worded(text) for text in self.cleaned_data["left_open"]]
            self.instance.open_questions.set(worded)
