from django.db import models
from django.utils import timezone

from .contributions import Contribution
from .members import Member

LONGEST_KEY = 32


class SheetQuerySet(models.QuerySet):
    def of(self, member, key):
        """The sheet that this member's page names; None when nothing was sent from it yet."""
        return self.select_related("contribution").filter(member=member, key=key).first()

    def forget(self, *, before):
        """Those opened before a moment, to which nobody comes back."""
        self.filter(opened_at__lt=before).delete()


class SheetManager(models.Manager.from_queryset(SheetQuerySet)):
    def take(self, key, *, member):
        """The sheet of this key, to be had by one request at a time until its transaction ends.

        None for a page that sent none. Two that begin one at once get the same, one after the other.
        """
        if not key or len(key) > LONGEST_KEY:
            return None
        sheet, _is_new = self.get_or_create(member=member, key=key)
        return self.select_for_update().get(pk=sheet.pk)


class Sheet(models.Model):
    """A writing page as it was opened once, known by a `key` of its own: what was saved from it.

    So what is sent twice, or sent again because its answer was lost, makes nothing twice and is
    no conflict with itself.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    contribution = models.ForeignKey(
        Contribution, null=True, on_delete=models.CASCADE, related_name="+"
    )
    version = models.DateTimeField(null=True)  # the contribution's updated_at as this page left it
    number = models.PositiveIntegerField(default=0)  # of the last sending that was saved whole
    rows = models.JSONField(default=dict)  # hidden field of each row saved from it: the row's key
    opened_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = SheetManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="sheet_key_once")]

    def __str__(self):
        return self.key

    def fill(self, data):
        """Names in form data the rows that were saved from this page before its writer was told."""
        for name, key in self.rows.items():
            if data.get(name) == "":
                data[name] = key

    def note(self, contribution, *, rows, number=None):
        """Remembers what was just saved from it; `number` when nothing of that sending waits."""
        self.contribution = Contribution(pk=contribution.pk)
        self.version = contribution.updated_at
        self.rows |= rows
        self.number = max(self.number, number or 0)
        self.save(update_fields=["contribution", "version", "rows", "number"])
