"""The interview: the form of a case study, one question a page."""

from functools import cached_property

from django import forms
from django.db import transaction

from network.interviews import Interview, address
from network.models import CaseStudy, Running, Stage
from network.models.case_studies import ToldBy
from network.models.prose import ProseWidget

from .case_studies import CaseStudyForm
from .contributions import COVER, PHOTOS, Section
from .questions import QUESTIONS, WHOSE
from .tellers import TellerForm, name_writer
from .topics import TopicsField

NOT_KNOWN = {"stage": "Hard to say", "running": "I do not know"}


class InterviewForm(CaseStudyForm):
    """One question about a case study: a part of its form, kept by itself."""

    question = WHOSE
    topics = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("stage", Stage.choices), ("running", Running.choices)):
            if name in self.fields:
                self.fields[name].widget = forms.RadioSelect()
                self.fields[name].choices = [("", NOT_KNOWN[name]), *choices]
        alone = self.fields.get(self.question.fields[0]) if self.question.fields else None
        if len(self.question.fields) == 1 and isinstance(alone.widget, ProseWidget):
            alone.label = "Their answer" if self.is_for_somebody_else else "Your answer"
            alone.help_text = ""

    @classmethod
    def written_at(cls, contribution):
        return address(contribution, cls.question.name)

    @property
    def is_for_somebody_else(self):
        return self.instance.told_by == ToldBy.SOMEBODY_ELSE

    @property
    def asks(self):
        return self.question.asks_them if self.is_for_somebody_else else self.question.asks

    @cached_property
    def interview(self):
        """All its questions with their answers as they are stored, this one among them."""
        stored = CaseStudy.objects.for_page().filter(pk=self.instance.pk).first()
        return Interview(stored or CaseStudy(), self.question)


class WhoseForm(InterviewForm):
    """The first question: whose story it is. A story is the writer's own unless they say so."""

    told_by = forms.ChoiceField(
        label="Your answer", choices=ToldBy.choices, widget=forms.RadioSelect, initial=ToldBy.WRITER
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["told_by"] = self.instance.told_by or ToldBy.WRITER

    @transaction.atomic
    def save(self):
        saved = super().save()
        if not saved.bylines.exists():
            name_writer(saved, self.by, by=self.by)
            saved.refresh_index()
        return saved


class PicturesForm(InterviewForm):
    """Photos, the cover among them; a cover that hangs nowhere else has its words here, too."""

    def sections(self):
        for part in super().sections():
            if part["section"] != COVER or self.parts["cover"].instance.pk:
                yield part


class TopicsForm(InterviewForm):
    topics = TopicsField(required=False)


BASES = {"whose": WhoseForm, "pictures": PicturesForm, "topics": TopicsForm}
PARTS = CaseStudyForm.PARTS | {"teller": TellerForm}


def form_for(question):
    """The form class of one question."""
    base = BASES.get(question.name, InterviewForm)
    made = forms.modelform_factory(CaseStudy, form=base, fields=list(question.fields))
    made.question = question
    made.PARTS = {question.part: PARTS[question.part]} if question.part in PARTS else {}
    answer = Section("answer", "", fields=question.fields, part=question.part)
    made.SECTIONS = (COVER, PHOTOS) if question.name == "pictures" else (answer,)
    return made


FORMS = {question.name: form_for(question) for question in QUESTIONS}
