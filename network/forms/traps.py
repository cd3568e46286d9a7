from django import forms


class TrapField(forms.CharField):
    """A box that people do not see, so that only machines fill it in."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})

    def __init__(self):
        template = "components/form/trap.html"
        super().__init__(label="Leave this empty", required=False, template_name=template)

    def validate(self, value):
        if value:
            raise forms.ValidationError(
                "Empty this field and send it again: it is there to catch machines."
            )
