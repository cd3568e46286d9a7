"""Dates as people give them: a day, a month, a season, a year, or none.

They are stored as Extended Date/Time Format text (EDTF, ISO 8601-2:2019): "2010-07-20",
"2010-07", "2011-21" (spring 2011), "2010" or "". Times of day are kept beside them by those
who have one.
"""

import datetime
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func
from django.utils.dates import MONTHS

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
MONTH_NUMBERS = {name.lower(): number for number, name in MONTHS.items()}
SEASON_NUMBERS = {name: number for number, name in SEASONS.items()}
EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
WRITTEN = re.compile(
    r"(?:(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<name>[a-z]+) )?(?P<year>\d{4})\Z",
    re.ASCII,
)
EXAMPLES = "For example 20 July 2010, July 2010, spring 2011 or 2010."


@dataclass(frozen=True, order=True)
class ImpreciseDate:
    """A date with the precision of its source; `edtf` is never empty.

    Raises ValueError when the text is not a day, month, season or year of EDTF level 1.
    """

    edtf: str

    def __post_init__(self):
        match = EDTF.match(self.edtf)
        if not match:
            raise ValueError(f"not a date: {self.edtf!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        if month in SEASONS and day is None:
            month = None
        datetime.date(year, month or 1, day or 1)

    @classmethod
    def from_written(cls, text):
        """Reads "20 July 2010", "July 2010", "spring 2011", "2010" or EDTF itself."""
        text = " ".join(text.replace(",", " ").split()).lower()
        match = WRITTEN.match(text)
        if not match:
            return cls(text)
        year, name, day = match["year"], match["name"], match["day"]
        if name is None:
            return cls(year)
        if day is None and name in SEASON_NUMBERS:
            return cls(f"{year}-{SEASON_NUMBERS[name]}")
        month = next((n for full, n in MONTH_NUMBERS.items() if name in (full, full[:3])), None)
        if month is None:
            raise ValueError(f"not a month or season: {name!r}")
        return cls(f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""))

    @property
    def year(self):
        return int(self.edtf[:4])

    @property
    def is_day(self):
        return len(self.edtf) == 10

    @property
    def day(self):
        """The calendar day, or None when only a month, season or year is known."""
        return datetime.date.fromisoformat(self.edtf) if self.is_day else None

    @property
    def first_day(self):
        """The first day that it may mean; spring begins in March (as FirstDay has it)."""
        month, day = int(self.edtf[5:7] or 1), int(self.edtf[8:10] or 1)
        return datetime.date(self.year, (month - 20) * 3 if month in SEASONS else month, day)

    @property
    def machine(self):
        """What HTML's <time datetime> accepts: a season has only its year."""
        return self.edtf[:4] if int(self.edtf[5:7] or 0) in SEASONS else self.edtf

    def __str__(self):
        year, month, day = EDTF.match(self.edtf).groups()
        if day:
            return f"{int(day)} {MONTHS[int(month)]} {year}"
        if month:
            number = int(month)
            return f"{SEASONS.get(number) or MONTHS[number]} {year}"
        return year


class ImpreciseDateFormField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs.pop("empty_value", None)
        super().__init__(**{"max_length": 40, "help_text": EXAMPLES} | kwargs)

    def prepare_value(self, value):
        return str(value) if isinstance(value, ImpreciseDate) else value

    def to_python(self, value):
        value = super().to_python(str(value) if value else "")
        if not value:
            return None
        try:
            return ImpreciseDate.from_written(value)
        except ValueError:
            raise ValidationError(
                f"We cannot read this as a date. {EXAMPLES}", code="invalid"
            ) from None

    def run_validators(self, value):
        """Of the text, whose length is bounded, not of the date."""
        super().run_validators(str(value) if value else "")

    def has_changed(self, initial, data):
        return (str(initial) if initial else "") != (data or "")


class ImpreciseDateField(models.CharField):
    """Holds an ImpreciseDate or None; the column is EDTF text, empty for none, in C collation."""

    def __init__(self, *args, **kwargs):
        kwargs |= {
            "max_length": 10,
            "blank": True,
            "default": None,
            "db_collation": "C",
        }
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "blank", "default", "db_collation"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return ImpreciseDate(value) if value else None

    def to_python(self, value):
        if not value or isinstance(value, ImpreciseDate):
            return value or None
        try:
            return ImpreciseDate(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def get_prep_value(self, value):
        value = self.to_python(value)
        return value.edtf if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        if value is None and self.blank:
            return
        super().validate(value, model_instance)

    def run_validators(self, value):
        """An ImpreciseDate has been checked when it was made."""

    def formfield(self, **kwargs):
        return ImpreciseDateFormField(
            **{"required": not self.blank, "label": self.verbose_name.capitalize()}
            | {key: value for key, value in kwargs.items() if key in ("label", "help_text")}
        )


class FirstDay(Func):
    """The first day that an ImpreciseDateField may mean; NULL when it is empty.

    Immutable, so that a generated column may use it. Spring (21) begins in March.
    """

    output_field = models.DateField()
    template = """CASE WHEN length(%(expressions)s) >= 4 THEN make_date(
        substr(%(expressions)s, 1, 4)::int,
        CASE WHEN length(%(expressions)s) < 7 THEN 1
             WHEN substr(%(expressions)s, 6, 2)::int > 20
             THEN (substr(%(expressions)s, 6, 2)::int - 20) * 3
             ELSE substr(%(expressions)s, 6, 2)::int END,
        CASE WHEN length(%(expressions)s) = 10 THEN substr(%(expressions)s, 9, 2)::int
             ELSE 1 END) END"""


EDTF_COLUMN = r"^(\d{4}(-(0[1-9]|1[0-2]|2[1-4])|-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?)?$"


def is_imprecise_date(column):
    """A constraint's condition: the column is empty or EDTF as ImpreciseDate reads it."""
    return models.Q(**{f"{column}__regex": EDTF_COLUMN})
