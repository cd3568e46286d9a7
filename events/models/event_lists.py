"""What lists, pages and calendars ask of events."""

from django.db.models import Prefetch, Q
from django.utils import timezone

from network.models.beside import rows_beside
from network.models.bylines import Byline
from network.models.contributions import ContributionQuerySet
from network.models.kinds import Kind
from network.models.partners import Partner
from network.models.quotes import Quote
from network.models.related import Related

from .times import LONGEST, periods_of


class EventQuerySet(ContributionQuerySet):
    def upcoming(self, *, on=None):
        """Those that end on this day (today in the site's zone) or later, soonest first.

        Cancelled ones too: who looks for them should read so.
        """
        return self._listed().filter(self._to_come(on)).order_by("happened_on", "pk")

    def unscheduled(self):
        """Announced without a date, and not written up: the date is still to come."""
        undated = self._listed().filter(dated="", written_up_at__isnull=True)
        return undated.order_by("-published_at", "-pk")

    def past(self, *, on=None):
        """Those that are over, and those written up without a date, newest first."""
        over = ~self._to_come(on) & (~Q(dated="") | Q(written_up_at__isnull=False))
        return self._listed().filter(over).order_by("-happened_on", "-pk")

    def _listed(self):
        # Said although every event is one, so that the parent's index by kind and day serves.
        return self.of_kind(Kind.EVENT)

    def _to_come(self, day):
        """An imprecise date counts until its year, month or season is over.

        None of these began more than LONGEST before, which lets the index skip the years past.
        """
        day = day or timezone.localdate()
        recent = Q(happened_on__gte=day - LONGEST)
        ends = Q(ended="", happened_on__gte=day) | (~Q(ended="") & Q(last_day__gte=day))
        lasts = Q(ended="", dated__in=periods_of(day)) | Q(ended__in=periods_of(day))
        return recent & ~Q(dated="") & (ends | lasts)

    def crediting(self, person):
        """Also those at which the person appears."""
        return (super().crediting(person) | self.filter(appearances__person=person)).distinct()

    def for_page(self):
        return (
            self.select_related("cover", "series", "change_of_plan", "question_board")
            .prefetch_related(
                Prefetch("bylines", Byline.objects.select_related("person__photo")),
                Prefetch("partners", Partner.objects.select_related("organisation")),
                Prefetch("quotes", Quote.objects.select_related("person__photo")),
            )
            .with_videos()
            .annotate(related_rows=Related.objects.rows(), **rows_beside(self.model))
        )

    def for_cards(self):
        cards = super().for_cards().defer("announcement", "heard")
        return cards.select_related("change_of_plan")

    def for_calendars(self):
        """All that a calendar holds, soonest first; the long columns stay in the database."""
        return self.for_cards().prefetch_related("topics").order_by("happened_on", "pk")

    def since(self, day):
        """Those that began on this day or later, and those that were put off since then."""
        put_off = Q(dated="", change_of_plan__at__date__gte=day)
        return self.filter(put_off | ~Q(dated="") & Q(happened_on__gte=day))

    def without_write_up(self, *, ended):
        """Those that took place, ended on one of these days, and that nobody has told about or declined to."""
        days = Q(ended="", happened_on__in=ended) | (~Q(ended="") & Q(last_day__in=ended))
        waiting = self.taking_place().filter(written_up_at=None, no_write_up_at=None)
        return waiting.filter(days).exclude(dated="")

    def taking_place(self):
        """Those that nobody has cancelled. One that is postponed has no date until it has a new one."""
        return self.exclude(change_of_plan__what="cancelled")
