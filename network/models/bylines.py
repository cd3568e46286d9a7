from django.db import models
from django.db.models import Exists, OuterRef, Q

from .consents import Consented, ending_index
from .contributions import Contribution
from .members import Member
from .people import Person, SeenBy
from .revised import CONSENT, Rows


class TookPartAs(models.TextChoices):
    PROFESSIONAL = "professional", "Professional"
    PERSON_USING_SERVICES = "person", "Person using services"
    CARER = "carer", "Carer or family"
    NEIGHBOUR = "neighbour", "Neighbour or volunteer"
    FACILITATOR = "facilitator", "Facilitator"
    OWN_WORDS = "own-words", "In their own words"


class BylineManager(models.Manager):
    def get_queryset(self):
        """With their persons, whom everybody who reads a byline asks for."""
        return super().get_queryset().select_related("person")


class Byline(Consented):
    """A person on a contribution, in order, with the name as printed and how they took part."""

    PART = "bylines"

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)
    name_as_printed = models.CharField(max_length=150)
    took_part_as = models.CharField(max_length=20, blank=True, choices=TookPartAs)
    own_words = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When this person said that they may be named so."
    )
    vouched_by = models.ForeignKey(
        Member,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The author who said, in place of this person, that they agree.",
    )
    vouched_at = models.DateTimeField(null=True, blank=True)

    objects = BylineManager()

    REVISED = Rows(
        "Who made it",
        once_by=("person",),
        along=(*CONSENT, "confirmed_at", "vouched_by", "vouched_at"),
    )

    class Meta:
        ordering = ["position", "pk"]
        indexes = [ending_index("byline")]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "person"], name="byline_once"),
            models.CheckConstraint(
                condition=~Q(took_part_as=TookPartAs.OWN_WORDS) | ~Q(own_words=""),
                name="byline_own_words_given",
                violation_error_message="Say in your own words how they took part.",
            ),
        ]

    def __str__(self):
        return self.name_as_printed

    @property
    def capacity(self):
        """How they took part, in the words to show; may be empty."""
        return self.own_words or self.get_took_part_as_display()


def nameable_people(member):
    """Whom this member finds by name: those they may see, and those they have named before."""
    before = Byline.objects.filter(person=OuterRef("pk"), contribution__created_by=member)
    return Person.objects.visible_to(member) | Person.objects.filter(Exists(before))


def told_apart(person):
    """The name, with what they do and where as far as members see it: there may be two of a name."""
    about = [person.role, person.place] if person.work_seen_by != SeenBy.NOBODY else []
    return ", ".join(filter(None, [person.name, *about]))
