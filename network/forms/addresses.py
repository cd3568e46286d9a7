from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve

from network.models import Contribution, Kind


class AddressField(forms.CharField):
    """A published contribution, by the address of its page or its title; clean() gives it, or None."""

    widget = forms.TextInput(attrs={"data-suggestions": "contributions", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 500, "required": False} | kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Contribution.objects.get(pk=value)
        return value.get_absolute_url() if isinstance(value, Contribution) else value

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        published = Contribution.objects.published()
        found = list((self._at(published, value) or published.filter(title__iexact=value))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                "We do not find this page. Copy its address from your browser."
                if not found
                else "Several pages have this title. Copy the address of the one you mean."
            )
        return found[0]

    def _at(self, published, address):
        """Those at this address of ours; None when it is no address of a contribution."""
        try:
            match = resolve(urlsplit(address).path)
        except (Resolver404, ValueError):
            return None
        if match.url_name not in Kind.values:
            return None
        return published.of_kind(match.url_name).filter(slug=match.kwargs["slug"])
