from datetime import timedelta

from django.core import signing
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone

from network.models.consents import Consented, ending_index
from network.models.contributions import Contribution
from network.models.people import Person
from network.models.revised import CONSENT, WITHHELD, Rows
from network.models.revisions import Revision

from .events import Event
from .witnesses import person_called

SIGNER = signing.Signer(sep=".", salt="a commitment")
UNNAMED = "Somebody who was there"
ASKED_WITHOUT_DAY = timedelta(days=90)  # after the event, who gave no day
AGAIN_AFTER = timedelta(days=30)
ASKED_FOR = timedelta(days=366)  # after its day; later nobody is asked, and addresses are forgotten
OPEN = ["", "under-way"]


class CommitmentQuerySet(models.QuerySet):
    def open(self):
        """Those of which nobody has said yet how they ended."""
        return self.filter(state__in=OPEN)

    def with_day(self):
        """Each with `asked_from`: its day, or three months after an event that has one; else None."""
        later = Cast(F("event__happened_on") + ASKED_WITHOUT_DAY, models.DateField())
        dated = models.Case(models.When(~Q(event__dated=""), then=later), default=None)
        return self.annotate(asked_from=Coalesce("due", dated, output_field=models.DateField()))

    def late(self, today):
        """The open ones of published events whose day has come, the oldest first."""
        public = self.open().filter(event__published_at__lte=timezone.now())
        held = public.exclude(event__change_of_plan__what="cancelled")
        return held.with_day().filter(asked_from__lte=today).order_by("asked_from", "pk")

    def to_ask(self, today):
        """Those whose day came within a year, unless who promised wants no mail."""
        recent = self.late(today).filter(asked_from__gte=today - ASKED_FOR)
        return recent.filter(stopped_at__isnull=True)

    def of(self, member):
        """What this member promised: by name, or where one of their addresses was noted."""
        addresses = member.emailaddress_set.filter(verified=True).values("email")
        return self.filter(Q(person__member=member) | Q(email__in=addresses))

    def to_tell(self):
        """The open ones of published events, the nearest first, with the event of each."""
        rows = self.open().filter(event__published_at__lte=timezone.now()).select_related("event")
        return rows.order_by(F("due").asc(nulls_last=True), "pk")

    def forget_addresses(self, today):
        """Forgets the addresses that nobody needs any more; it may run twice."""
        kept = self.exclude(email="")
        long_ago = today - ASKED_FOR
        undated = Q(asked_from=None, event__happened_on__lt=long_ago)  # by the day of publication
        over = kept.with_day().filter(Q(asked_from__lt=long_ago) | undated)
        done = kept.exclude(state__in=OPEN) | kept.filter(stopped_at__isnull=False)
        pks = [*over.values_list("pk", flat=True), *done.values_list("pk", flat=True)]
        return Commitment.objects.filter(pk__in=pks).update(email="")


class CommitmentManager(models.Manager.from_queryset(CommitmentQuerySet)):
    def of_token(self, token):
        """The commitment that a link holds; None when it is gone, or asked elsewhere since.

        Raises BadSignature for a token that is not ours.
        """
        pk, _, links = SIGNER.unsign(token).partition("-")
        rows = self.select_related("event", "person__member")
        return rows.filter(pk=pk, links=links, event__published_at__lte=timezone.now()).first()


class Commitment(Consented):
    """What somebody said at an event that they would do: who, what, by when, and what came of it.

    A name is printed once it is noted that they agreed (`consent_from`); until then it is for
    the organisers, as is `email`, which is asked when the day has come and then forgotten.
    """

    PART = "commitments"

    class State(models.TextChoices):
        UNDER_WAY = "under-way", "Under way"
        DONE = "done", "Done"
        NOT_DONE = "not-done", "Not done"
        LET_GO = "let-go", "Let go"

    class Teller(models.TextChoices):
        THEMSELVES = "themselves", "themselves"
        ORGANISER = "organiser", "an organiser"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="commitments")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField("what", max_length=300)
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="commitments",
    )
    name_as_printed = models.CharField("name", max_length=150, blank=True)
    role = models.CharField(
        "role, organisation or group",
        max_length=200,
        blank=True,
        help_text="For example “everyone there” or “Riverside Trust”.",
    )
    due = models.DateField("by when", null=True, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    state = models.CharField("how it stands", max_length=10, blank=True, choices=State)
    came_of_it = models.TextField("what came of it", max_length=1000, blank=True)
    told_on = models.DateField("told on", null=True, blank=True, editable=False)
    told_by = models.CharField("told by", max_length=10, blank=True, choices=Teller, editable=False)
    stopped_at = models.DateTimeField("wants no mail since", null=True, editable=False)
    links = models.PositiveIntegerField(
        default=0, editable=False, help_text="Counts addresses: a link to an earlier one is dead."
    )

    objects = CommitmentManager()

    REVISED = Rows(
        "What people said they would do",
        fields=(
            *("text", "person", "name_as_printed", "role", "due"),
            *("state", "came_of_it", "told_on", "told_by"),
        ),
        along=CONSENT,
        unnamed={"person": None, "name_as_printed": WITHHELD},
        named_with="consent_from",
    )

    class Meta:
        ordering = ["event", "position", "pk"]
        indexes = [
            ending_index("commitment"),
            models.Index(
                fields=["due"],
                name="commitment_open",
                condition=Q(state__in=["", "under-way"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_as_printed="", role=""),
                name="commitment_says_who",
                violation_error_message="Say who: a name, a role, or “everyone there”.",
            ),
            models.CheckConstraint(
                condition=~Q(state="let-go") | ~Q(came_of_it=""),
                name="commitment_let_go_says_why",
                violation_error_message="Say in a line why it was let go.",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def printed_name(self):
        """What readers see of who it was: the name where they agreed, and the role."""
        name = self.name_as_printed if self.consent_from else ""
        return ", ".join(filter(None, [name, self.role])) or UNNAMED

    @property
    def who(self):
        """Whom organisers see: the name in any case."""
        return ", ".join(filter(None, [self.name_as_printed, self.role]))

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def state_in_words(self):
        return self.get_state_display() or "Not told yet"

    def is_late(self, event):
        """Whether its day has come and nobody has said what came of it; as `late` asks of the rows."""
        day = self.due or (event.happened_on + ASKED_WITHOUT_DAY if event.dated else None)
        return self.is_open and day is not None and day <= timezone.localdate()

    @property
    def token(self):
        return SIGNER.sign(f"{self.pk}-{self.links}")

    def get_absolute_url(self):
        """Its private address: whoever knows it can say what came of it."""
        return reverse("commitment-by-link", args=[self.token])

    def address_of_mail(self):
        """Where who promised is asked: the address given, else that of their account; "" for nowhere."""
        if self.email:
            return self.email
        member = self.person and self.person.member
        return member.email if member and member.is_active else ""

    def is_by(self, member):
        """Whether this member promised it."""
        return Commitment.objects.filter(pk=self.pk).of(member).exists()

    def credit(self, name, *, agrees):
        """Notes who it was; that they agree to be named only where they do."""
        self.name_as_printed, self.person_id = name, person_called(self.event, name)
        if name and agrees:
            self.consent_from, self.consent_for = name, "being named with it"

    def number_of_letter(self, today):
        """1 or 2 for the letter that is due about its day, else None; of a row of `to_ask`."""
        sent = dict(self.letters.filter(day=self.asked_from).values_list("number", "at"))
        if not sent:
            return 1
        again = 2 not in sent and timezone.localdate(sent[1]) <= today - AGAIN_AFTER
        return 2 if again else None

    @transaction.atomic
    def tell(self, *, teller, by=None, agrees=False, **told):
        """Keeps what came of it (columns: state, came_of_it, due), in a revision of the event.

        None when somebody was faster, and told already that it is over or took it away.
        """
        rows = Contribution.objects.select_for_update().filter(pk=self.event_id)
        event = rows.get().child
        if not Commitment.objects.filter(pk=self.pk).exists():
            return None
        self.refresh_from_db()
        if teller == Commitment.Teller.THEMSELVES and not self.is_open:
            return None
        Revision.objects.note_before(event)
        for name, value in told.items():
            setattr(self, name, value)
        if agrees and self.name_as_printed:
            self.consent_from, self.consent_for = self.name_as_printed, "being named with it"
        self.told_on, self.told_by = timezone.localdate(), teller
        if not self.is_open:
            self.email = ""
        self.save()
        rows.update(updated_at=timezone.now(), updated_by=by)  # who has it open to write is told
        event.refresh_index()
        Revision.objects.note(event, by=by, note="Said what came of something promised.")
        return self

    def stop(self):
        """Nobody asks by mail any more, and the address is forgotten."""
        rows = Commitment.objects.filter(pk=self.pk, stopped_at=None)
        return rows.update(stopped_at=timezone.now(), email="")
