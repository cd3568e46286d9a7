from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from .members import Member
from .merging import merge
from .people import Person


class PersonClaimQuerySet(models.QuerySet):
    def waiting(self):
        """Those on which no moderator has decided, the oldest first."""
        return self.filter(decided_at__isnull=True).order_by("at", "pk")

    def for_page(self):
        return self.select_related("person__member", "member__person", "decided_by")


class PersonClaim(models.Model):
    """A member says that a person without an account is themselves; a moderator decides."""

    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="person_claims"
    )
    name = models.CharField(max_length=150, help_text="The person's name when it was asked.")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="person_claims")
    why = models.TextField("how we can tell", max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    is_granted = models.BooleanField(null=True, editable=False)
    decided_by = models.ForeignKey(
        Member, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(max_length=1000, blank=True)
    told_at = models.DateTimeField("member told", null=True, editable=False)

    objects = PersonClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "member"],
                condition=Q(decided_at=None),
                name="person_claim_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=None, decided_at=None)
                | Q(is_granted__isnull=False, decided_at__isnull=False),
                name="person_claim_decided_wholly",
            ),
        ]

    def __str__(self):
        return f"{self.member} as {self.name}"

    def is_waiting(self):
        """Whether nobody has decided by now."""
        return PersonClaim.objects.waiting().filter(pk=self.pk).exists()

    @property
    def is_free(self):
        """Whether the person is still there, and nobody has their account beside them."""
        return self.person is not None and self.person.member_id is None

    @transaction.atomic
    def grant(self, *, by):
        """The person is the member from now on, with all that either was named on.

        False when a moderator has decided already, or the person is not free any more.
        """
        if not self._lock():
            return False
        person = Person.objects.select_for_update().filter(pk=self.person_id).first()
        self.person = person
        if not self.is_free:
            return False
        merge(Person.objects.of_member(self.member), into=person)
        self._decide(by=by, is_granted=True)
        return True

    @transaction.atomic
    def refuse(self, *, by, reason):
        """The person stays as they are. False when a moderator has decided already."""
        if not self._lock():
            return False
        self._decide(by=by, is_granted=False, reason=reason)
        return True

    def _lock(self):
        """Whether it still waits; nobody else decides until this transaction ends."""
        waiting = PersonClaim.objects.waiting().select_for_update()
        return waiting.filter(pk=self.pk).first() is not None

    def _decide(self, **decision):
        for name, value in ({"decided_at": timezone.now()} | decision).items():
            setattr(self, {"by": "decided_by"}.get(name, name), value)
        self.save(update_fields=["is_granted", "decided_by", "decided_at", "reason"])
