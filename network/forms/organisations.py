from django import forms

from network.models import Organisation


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "short_name", "about", "address", "website"]
        help_texts = {
            "about": "Two or three sentences: what it is, and what it has to do with co-production."
        }
