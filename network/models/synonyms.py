from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

MOST_SYNONYMS = 1000
SAYS_SOMETHING = RegexValidator(r"\w", "Write a word or two, with letters or digits.")


class Synonym(models.Model):
    """Two ways to say one thing: a search for either finds both, from the next search on."""

    word = models.CharField(max_length=60, validators=[SAYS_SOMETHING], help_text="Such as carer.")
    means = models.CharField(
        "means the same as",
        max_length=60,
        validators=[SAYS_SOMETHING],
        help_text="Such as family carer. One or several words; a search for either finds both.",
    )

    class Meta:
        ordering = ["word", "means"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("word"),
                models.functions.Lower("means"),
                name="synonym_once",
                violation_error_message="These two are synonyms already.",
            ),
            models.CheckConstraint(
                condition=~Q(word__iexact=models.F("means")),
                name="synonym_of_another",
                violation_error_message="Write two different words.",
            ),
        ]

    def __str__(self):
        return f"{self.word} = {self.means}"

    def clean(self):
        # Every search asks them all.
        if self._state.adding and Synonym.objects.count() >= MOST_SYNONYMS:
            raise ValidationError(f"There are {MOST_SYNONYMS} already. Delete one first.")
