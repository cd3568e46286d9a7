from django import forms

from network.forms.parts import part
from network.models.slugs import free_slug
from reports.models import Principle, Report

from .claimed import ClaimedRows


class PrincipleForm(forms.ModelForm):
    class Meta:
        model = Principle
        fields = ["name", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def save(self, commit=True):
        if not self.instance.slug:
            self.instance.slug = free_slug(
                Principle.objects.all(), self.instance.name, fallback="principle"
            )
        return super().save(commit)


PrincipleFormSet = part(Report, Principle, PrincipleForm, noun="principle", formset=ClaimedRows)
