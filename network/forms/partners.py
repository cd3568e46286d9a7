from django import forms

from network.models import Contribution, Organisation, Partner
from network.models.slugs import free_slug

from .parts import part


class PartnerForm(forms.ModelForm):
    """An organisation, by its name: one that is known here already, or a new one."""

    name = forms.CharField(label="Organisation", max_length=200)

    class Meta:
        model = Partner
        fields = ["name", "capacity"]
        labels = {"capacity": "What it did"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["name"] = self.instance.organisation.name

    def save(self, commit=True):
        name = self.cleaned_data["name"]
        organisation = Organisation.objects.filter(name__iexact=name).first()
        self.instance.organisation = organisation or Organisation.objects.create(
            name=name, slug=free_slug(Organisation.objects.all(), name, fallback="organisation")
        )
        return super().save(commit)


PartnerFormSet = part(Contribution, Partner, PartnerForm, noun="organisation")
