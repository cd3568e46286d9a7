"""What joining asks beside e-mail and password. allauth's own forms build on this one, so it
stands apart from all that imports them."""

from django import forms


class NameForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As it will stand beside what you write. You can change it later.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ("name", "email", "password1")

    def signup(self, request, user):
        """Nothing is left to do: the adapter has saved the name with the member."""
