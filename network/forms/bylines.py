from django import forms

from network.models import Byline, Contribution, Person

from .parts import part


class BylineForm(forms.ModelForm):
    """Somebody who made it: known here already, or new and without an account."""

    class Meta:
        model = Byline
        fields = ["name_as_printed", "took_part_as", "own_words"]
        labels = {
            "name_as_printed": "Name",
            "took_part_as": "How they took part",
            "own_words": "In their own words",
        }

    def save(self, commit=True):
        if self.instance.person_id is None:
            self.instance.person = Person.objects.named(self.cleaned_data["name_as_printed"])
        return super().save(commit)


BylineFormSet = part(Contribution, Byline, BylineForm, noun="person")
