from network.forms.bylines import BylineForm, Bylines
from network.forms.parts import part
from network.models import Byline
from reports.models import Report


class Authors(Bylines):
    """Who wrote a report. Nobody is named at first: who puts it here seldom wrote it."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"initial": None}


AuthorFormSet = part(Report, Byline, BylineForm, noun="author", formset=Authors)
