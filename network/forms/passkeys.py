"""allauth's forms that take a passkey's answer, which a browser writes and a stranger may make up."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django import forms

# What its parser of credentials raises besides the ValidationError that a form expects.
MADE_UP = (AttributeError, KeyError, RecursionError, TypeError, ValueError)


def refused():
    return get_adapter().validation_error("incorrect_code")


class CredentialField(forms.JSONField):
    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except MADE_UP:  # endless numbers and endless nesting
            raise refused() from None

    def bound_data(self, data, initial):
        try:
            return super().bound_data(data, initial)
        except MADE_UP:
            return None


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    credential = CredentialField()

    def clean(self):
        try:
            return super().clean()
        except MADE_UP:
            raise refused() from None


class CarefulAnswer:
    """The part of the forms that sign in, or show again that it is oneself."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except MADE_UP:
            raise refused() from None


class SignInPasskeyForm(CarefulAnswer, webauthn.LoginWebAuthnForm):
    credential = CredentialField()


class SecondFactorPasskeyForm(CarefulAnswer, webauthn.AuthenticateWebAuthnForm):
    credential = CredentialField()


class ConfirmPasskeyForm(CarefulAnswer, webauthn.ReauthenticateWebAuthnForm):
    credential = CredentialField()
