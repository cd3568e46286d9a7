from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

LONGEST = 254  # RFC 5321, 4.5.3.1.3, without the brackets


def check_plain(address):
    """Some letters are like A to Z but for their capitals: no mail reaches a name with one."""
    if not address.rpartition("@")[0].isascii():
        raise ValidationError(EmailValidator.message, code="invalid")


class MailAddressField(forms.EmailField):
    """An e-mail address in small letters, as it is kept: some capitals become two letters, so it is measured after."""

    default_validators = [*forms.EmailField.default_validators, check_plain]

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": LONGEST} | kwargs)

    def to_python(self, value):
        return (super().to_python(value) or "").lower()
