import uuid
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from . import hiding
from .contributions import Contribution
from .media import Photo
from .members import Member
from .people import Person
from .quotes import Quote

ANSWER_WITHIN = timedelta(days=7)
# So long can a takedown be put back; then what was kept for it is forgotten.
REVERSIBLE_FOR = timedelta(days=30)
DECISION = ("is_granted", "decided_by", "decided_at", "reason", "kept", "photo")


class TakedownQuerySet(models.QuerySet):
    def waiting(self):
        """Those on which no moderator has decided, the oldest first."""
        return self.filter(decided_at__isnull=True).order_by("at", "pk")

    def decided(self):
        return self.filter(decided_at__isnull=False)

    def reversible(self):
        """Those granted lately that hid something, and that nobody has put back."""
        return self.filter(
            is_granted=True,
            decided_at__gt=timezone.now() - REVERSIBLE_FOR,
            kept__has_key="hidden",
            reversal__isnull=True,
        )

    def to_forget(self):
        """Those decided so long ago that nothing kept for them is needed any more."""
        long_ago = timezone.now() - REVERSIBLE_FOR
        return self.decided().filter(decided_at__lte=long_ago, forgotten_at__isnull=True)

    def alike(self, other):
        """Those about the same thing: what is true of one is true of all."""
        if other.what == Takedown.What.OTHER:
            return self.filter(pk=other.pk)
        same = self.filter(what=other.what)
        if other.what == Takedown.What.PHOTO:
            return same.filter(photo=other.photo_id) if other.photo_id else self.filter(pk=other.pk)
        if other.person_id:
            return same.filter(person=other.person_id)
        return same.filter(
            contribution=other.contribution_id,
            quote_number=other.quote_number,
            person=None,
            printed_name=other.printed_name,
        )

    def for_page(self):
        return self.select_related(
            "contribution", "photo", "person", "asked_by", "decided_by", "reversal__by"
        ).defer("contribution__body", "contribution__names", "contribution__searchable")


class TakedownManager(models.Manager.from_queryset(TakedownQuerySet)):
    @transaction.atomic
    def ask(self, *, things, **asked):
        """Keeps one request: a takedown for each of `things` (dicts of what it is), all alike else.

        Gives the number that they share.
        """
        shared = {"request": uuid.uuid4(), "at": timezone.now()} | asked
        self.bulk_create(self.model(**shared, **thing) for thing in things)
        return shared["request"]

    @transaction.atomic
    def decide(self, takedowns, *, by, is_granted, reason):
        """Grants or refuses those of `takedowns` that still wait: gives what was decided, maybe nothing.

        Granting one grants all that ask for the same, whoever asked.
        """
        numbers = {each.pk for takedown in takedowns for each in self._asking(takedown, is_granted)}
        rows = self.waiting().filter(pk__in=numbers).order_by("pk")
        decided = []
        for takedown in rows.select_for_update():
            takedown.is_granted, takedown.reason = is_granted, reason
            takedown.decided_by, takedown.decided_at = by, timezone.now()
            if is_granted:
                takedown.kept = self._hidden_already(takedown, decided) or hiding.hide(takedown)
            takedown.save(update_fields=DECISION)
            decided.append(takedown)
        return decided

    def _asking(self, takedown, is_granted):
        return self.waiting().alike(takedown) if is_granted else [takedown]

    def _hidden_already(self, takedown, decided):
        """What stands in place of something kept when another takedown of now hid the same."""
        for other in decided:
            if self.alike(other).filter(pk=takedown.pk).exists():
                return {"with": other.pk}
        return None

    def forget(self):
        """Forgets what was kept, who asked, and the files of photos. It may run twice."""
        for takedown in self.to_forget().select_related("photo"):
            takedown.forget()


class Takedown(models.Model):
    """Somebody asks that a thing be taken down: what and why; then who decided, when and how.

    What was hidden is kept in `kept` (`network.models.hiding`), so that it can be put back, until
    it is forgotten.
    """

    class What(models.TextChoices):
        PHOTO = "photo", "A photo"
        QUOTE = "quote", "Something that somebody is quoted as saying"
        NAME = "name", "A name"
        PAGE = "page", "The whole page"
        OTHER = "other", "Something else"

    request = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="What was asked for at once shares it."
    )
    page = models.CharField(max_length=500, help_text="The address below this site.")
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="takedowns"
    )
    what = models.CharField(max_length=10, choices=What)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL)
    quote_number = models.BigIntegerField(null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    printed_name = models.CharField(
        max_length=150, blank=True, help_text="Of somebody who is named there and no person here."
    )
    words = models.TextField("what and why", max_length=2000)
    asked_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    is_granted = models.BooleanField(null=True, editable=False)
    decided_by = models.ForeignKey(
        Member, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(max_length=1000, blank=True)
    kept = models.JSONField(default=dict, editable=False)
    confirmed_at = models.DateTimeField("request confirmed", null=True, editable=False)
    moderators_told_at = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField("who asked was told", null=True, editable=False)
    authors_told_at = models.DateTimeField(null=True, editable=False)
    forgotten_at = models.DateTimeField("what was kept is forgotten", null=True, editable=False)

    objects = TakedownManager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted=None, decided_at=None)
                | Q(is_granted__isnull=False, decided_at__isnull=False),
                name="takedown_decided_wholly",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(reason=""),
                name="takedown_decided_with_reason",
                violation_error_message="Say why: who asked will read it.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], name="takedown_waiting", condition=Q(decided_at__isnull=True)
            ),
            models.Index(fields=["request"], name="takedown_request"),
            models.Index(fields=["decided_at"], name="takedown_decided"),
        ]

    def __str__(self):
        return f"{self.get_what_display()} on {self.page}"

    @property
    def is_waiting(self):
        return self.decided_at is None

    @property
    def is_overdue(self):
        """Whether who asked was promised an answer by now."""
        return self.is_waiting and self.at < timezone.now() - ANSWER_WITHIN

    @property
    def answer_by(self):
        return self.at + ANSWER_WITHIN

    @property
    def reversible_until(self):
        return self.decided_at + REVERSIBLE_FOR if self.decided_at else None

    def thing(self):
        """What it is about, in the words of its page; "" once that is gone. One query for a quote."""
        if self.what == self.What.NAME:
            return self.person.name if self.person else self.printed_name
        if self.what == self.What.PHOTO:
            return str(self.photo) if self.photo else ""
        if self.what == self.What.QUOTE:
            quote = Quote.objects.filter(pk=self.quote_number).first()
            return f"“{quote.text}” {quote.name_as_printed}" if quote else ""
        return ""

    @transaction.atomic
    def reverse(self, *, by, reason):
        """Puts back what was hidden: gives the Reversal, or None when it is too late for that.

        Too late is after REVERSIBLE_FOR, or when somebody else did so first. Raises
        ValidationError as `hiding.show` does.
        """
        row = Takedown.objects.select_for_update(of=["self"]).filter(pk=self.pk)
        takedown = row.filter(pk__in=Takedown.objects.reversible().values("pk")).first()
        if takedown is None:
            return None
        hiding.show(takedown, by=by)
        left = {"concerned": takedown.kept["concerned"]}
        Takedown.objects.filter(pk=takedown.pk).update(kept=left)
        return Reversal.objects.create(takedown=takedown, by=by, reason=reason)

    @transaction.atomic
    def forget(self):
        """Leaves of it what the log says: what it was, on which page, who decided, when and why."""
        if "hidden" in self.kept and self.photo and self.photo.taken_down_at:
            Photo.objects.filter(pk=self.photo_id).discard()
            self.photo = None
        if self.is_granted and self.what == self.What.NAME and not self.contribution_id:
            self.page = "/people/"  # the page of a person has their name in its address
        self.kept, self.words, self.name, self.email, self.printed_name = {}, "", "", "", ""
        self.forgotten_at = timezone.now()
        self.save()


class Reversal(models.Model):
    """A moderator put back what was taken down: who, when and why."""

    takedown = models.OneToOneField(Takedown, on_delete=models.CASCADE, related_name="reversal")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField("all told", null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reversal_has_reason",
                violation_error_message="Say why: who asked will read it.",
            ),
        ]

    def __str__(self):
        return f"Reversal of: {self.takedown}"
