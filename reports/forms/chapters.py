from django import forms

from network.forms.parts import part
from reports.models import Chapter, Report


class ChapterForm(forms.ModelForm):
    class Meta:
        model = Chapter
        fields = ["title", "body"]
        labels = {"body": "What it says"}


ChapterFormSet = part(Report, Chapter, ChapterForm, noun="chapter")
