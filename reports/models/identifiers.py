"""What libraries know a publication by: its DOI (ISO 26324) and its ISBN (ISO 2108)."""

import re
from urllib.parse import unquote

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

DOI = re.compile(r"10\.\d{4,9}(\.\d+)*/[^\s<>\"\\]+", re.ASCII)
BEFORE_DOI = re.compile(r"(https?://)?(dx\.|www\.)?(doi\.org/)|doi[:\s]\s*", re.IGNORECASE)
BEFORE_ISBN = re.compile(r"isbn([- ]?1[03](?=[:\s(]))?\s*(\([^)]*\))?[:\s]*", re.IGNORECASE)
HYPHENS = re.compile(r"[\u00ad\u2010-\u2015\u2212]")  # as PDFs and word processors have them
NO_DOI = "This is no DOI. It begins with 10., for example 10.1234/report.2010."
NO_ISBN = "This is no ISBN: it has 10 or 13 digits, and X only at the end of 10."
MISTYPED_ISBN = (
    "One digit of this ISBN must be wrong: its last one, which checks the others, does not fit."
)


def bare_doi(text):
    """A DOI without the address or word that may stand before it; raises ValidationError."""
    text = text.strip()
    before = BEFORE_DOI.match(text)
    doi = text[before.end() :] if before else text
    # In an address its signs are percent-encoded.
    doi = (unquote(doi) if before and before[3] else doi).rstrip(".,;")
    if not DOI.fullmatch(doi):
        raise ValidationError(NO_DOI, code="invalid")
    return doi


def validate_isbn(text):
    """Raises ValidationError for what is not an ISBN-10 or ISBN-13 with the right check digit."""
    digits = re.sub(r"[\s-]", "", text).upper()
    if not re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", digits, re.ASCII):
        raise ValidationError(NO_ISBN, code="invalid")
    weights = range(10, 0, -1) if len(digits) == 10 else [1, 3] * 6 + [1]
    values = [10 if digit == "X" else int(digit) for digit in digits]
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    if total % (11 if len(digits) == 10 else 10):
        raise ValidationError(MISTYPED_ISBN, code="mistyped")


class DoiFormField(forms.CharField):
    def to_python(self, value):
        text = super().to_python(value)
        return bare_doi(text) if text else text


class IsbnFormField(forms.CharField):
    """As it was typed, with its hyphens, but without the word ISBN before it."""

    def to_python(self, value):
        text = HYPHENS.sub("-", super().to_python(value))
        return text[before.end() :] if (before := BEFORE_ISBN.match(text)) else text


class DoiField(models.CharField):
    """A bare DOI, or "": typed as an address, it is stored without."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 200, "blank": True} | kwargs)

    def to_python(self, value):
        return bare_doi(value) if value else value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DoiFormField} | kwargs)


class IsbnField(models.CharField):
    """An ISBN with the hyphens that it was typed with, or ""."""

    default_validators = [validate_isbn]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 25, "blank": True} | kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": IsbnFormField} | kwargs)
