from django import forms

from network.models import Contribution, Organisation, Partner
from network.models.naming import forget_slip

from .parts import PartFormSet, part


class PartnerForm(forms.ModelForm):
    """An organisation by its name, long or short: one that is known here, or a new one."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        widget=forms.TextInput(attrs={"data-suggestions": "organisations", "autocomplete": "off"}),
    )

    class Meta:
        model = Partner
        fields = ["name", "capacity"]
        labels = {"capacity": "What it did"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["name"] = self.instance.organisation.name

    def clean(self):
        data = super().clean()
        self.organisation = Organisation.objects.known_as(data.get("name", ""))
        return data

    def save(self, commit=True):
        name = self.cleaned_data["name"]
        before = self.instance.organisation if self.instance.pk else None
        self.instance.organisation = self.organisation or Organisation.objects.make(name)
        saved = super().save(commit)
        if before and before != saved.organisation:
            forget_slip(before)
        return saved


class Partners(PartFormSet):
    def stored_rows(self):
        return super().stored_rows().select_related("organisation")

    def clean(self):
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data.get("name") or self._should_delete_form(form):
                continue
            who = form.organisation or data["name"].casefold()
            if (who, data.get("capacity")) in seen:
                form.add_error("name", "It is named twice.")
            seen.add((who, data.get("capacity")))


PartnerFormSet = part(Contribution, Partner, PartnerForm, noun="organisation", formset=Partners)
