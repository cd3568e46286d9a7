from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from .consents import Consented, ending_index
from .contributions import Contribution
from .members import Member
from .people import Person, SeenBy
from .revised import CONSENT, Rows
from .shares import Shares

AGREED, REFUSED = "approved", "name"  # as an InvitationAnswer has it
NOT_AGREED = "Say that {} agreed to be named, or ask by mail."
NO_ANSWER = "Wait until {} said yes to the mail that we sent, or take the invitation back."
TOOK_OFF = "Take off {}, who did not want to be named, or ask again by mail and wait for a yes."


class TookPartAs(models.TextChoices):
    PROFESSIONAL = "professional", "Professional"
    PERSON_USING_SERVICES = "person", "Person using services"
    CARER = "carer", "Carer or family"
    NEIGHBOUR = "neighbour", "Neighbour or volunteer"
    FACILITATOR = "facilitator", "Facilitator"
    OWN_WORDS = "own-words", "In their own words"


class BylineQuerySet(models.QuerySet):
    def unconfirmed(self):
        return self.filter(confirmed_at__isnull=True)

    def unsettled(self):
        """Those who may not be named on something public yet.

        Neither have they agreed, nor has an author said so for them; or they took their name off
        and have not agreed since.
        """
        neither = Q(confirmed_at__isnull=True, vouched_at__isnull=True)
        return self.with_asking().filter(neither | Q(last_said=REFUSED))

    def to_vouch(self):
        """The unsettled of whom an author may say that they agree: whom no open invitation asks."""
        return self.unsettled().filter(is_asked=False).exclude(last_said=REFUSED)

    def vouch(self, *, by, names):
        """Notes that this author says that the people of these printed names agree: how many."""
        if not any(names):
            return 0
        rows = self.to_vouch().filter(name_as_printed__in=names).values_list("pk", flat=True)
        now = timezone.now()
        return self.model.objects.filter(pk__in=list(rows)).update(vouched_by=by, vouched_at=now)

    def take_back(self, *, by, names):
        """This author does not say so of these any more: how many."""
        rows = self.filter(vouched_by=by, name_as_printed__in=names).values_list("pk", flat=True)
        said = self.model.objects.filter(pk__in=list(rows)) if names else self.none()
        return said.update(vouched_by=None, vouched_at=None)

    def still_needed(self):
        """What publication needs for the unsettled, in words; "" for nothing."""
        refused, asked, others = [], [], []
        for byline in self.unsettled():
            group = refused if byline.last_said == REFUSED else asked if byline.is_asked else others
            group.append(byline.name_as_printed)
        return " ".join(
            says.format(and_listed(names))
            for says, names in ((NOT_AGREED, others), (NO_ANSWER, asked), (TOOK_OFF, refused))
            if names
        )

    def asking(self, member):
        """Where others name this member, who has not said yet whether that is right."""
        return self.unconfirmed().filter(person__member=member)

    def with_asking(self):
        """With `is_asked` (by an open invitation) and `last_said` of agreeing and refusing."""
        # Invitations know bylines, so that they are found from here without being imported.
        invitations = self.model._meta.get_field("invitations").related_model.objects
        answers = invitations.model._meta.get_field("answers").related_model.objects
        theirs = Q(invitation__person=OuterRef("person"))
        theirs |= Q(invitation__name__iexact=OuterRef("name_as_printed"))
        said = answers.filter(
            theirs,
            invitation__contribution=OuterRef("contribution"),
            answer__in=(AGREED, REFUSED),
        )
        return self.annotate(
            is_asked=Exists(invitations.awaiting().filter(byline=OuterRef("pk"))),
            last_said=Coalesce(
                Subquery(said.order_by("-at", "-pk").values("answer")[:1]), Value("")
            ),
        )


class BylineManager(models.Manager.from_queryset(BylineQuerySet)):
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

    SHARES = (
        Shares(
            by="person",
            says="Also by",
            weight=60,
            across="Named on both",
            with_topic="Same author and topic",
        ),
    )
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
    def is_to_vouch(self):
        """Whether an author may say for them that they agree, as `to_vouch`; after `with_asking`."""
        is_settled = self.confirmed_at or self.vouched_at
        return not (is_settled or self.is_asked or self.last_said == REFUSED)

    @property
    def capacity(self):
        """How they took part, in the words to show; may be empty."""
        return self.own_words or self.get_took_part_as_display()


def and_listed(names):
    """ "Ann", "Ann and Bo", "Ann, Bo and Cy"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def nameable_people(member):
    """Whom this member finds by name: those they may see, and those they have named before."""
    before = Byline.objects.filter(person=OuterRef("pk"), contribution__created_by=member)
    known = Person.objects.visible_to(member) | Person.objects.filter(Exists(before))
    return known.filter(withheld_at__isnull=True)


def told_apart(person):
    """The name, with what they do and where as far as members see it: there may be two of a name."""
    about = [person.role, person.place] if person.work_seen_by != SeenBy.NOBODY else []
    return ", ".join(filter(None, [person.name, *about]))
