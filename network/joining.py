"""How allauth makes our members: a name, a person beside each, and mail that wears our look."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from .forms.mail_addresses import MailAddressField
from .models import Person
from .models.following import adopt


class JoiningAdapter(DefaultAccountAdapter):
    def clean_email(self, email):
        """For signing up, a change of address and a new password alike."""
        return MailAddressField().clean(super().clean_email(email))

    def save_user(self, request, user, form, commit=True):
        """Saves a new member with their person.

        When somebody joined with the same e-mail address a moment before, the answer is the
        one that everybody gets whose address has an account: it tells a stranger nothing.
        """
        user.name = form.cleaned_data.get("name") or user.name
        try:
            with transaction.atomic():
                super().save_user(request, user, form, commit=commit)
                if commit:
                    Person.objects.of_member(user)
        except IntegrityError:
            email = form.cleaned_data["email"]
            raise ImmediateHttpResponse(prevent_enumeration(request, email=email)) from None
        return user

    def confirm_email(self, request, email_address):
        """What was followed with the address, before there was an account, is the member's now."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            adopt(email_address.user)
        return confirmed

    def render_mail(self, template_prefix, email, context, headers=None):
        """The message in text, and the same words in HTML."""
        site = {"site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS}
        message = super().render_mail(template_prefix, email, context | site, headers)
        html = render_to_string(
            "emails/account.html", site | {"subject": message.subject, "text": message.body}
        )
        message.attach_alternative(html, "text/html")
        return message


class SocialJoiningAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request, sociallogin, data):
        """The name as the provider knows it; the form lets people change it."""
        user = super().populate_user(request, sociallogin, data)
        parts = [data.get("first_name"), data.get("last_name")]
        user.name = (data.get("name") or " ".join(filter(None, parts)))[:150]
        return user

    def save_user(self, request, sociallogin, form=None):
        user = super().save_user(request, sociallogin, form)
        Person.objects.of_member(user)
        if user.emailaddress_set.filter(email__iexact=user.email, verified=True).exists():
            adopt(user)
        return user
