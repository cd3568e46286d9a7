"""What lists, pages and calendars ask of events."""

import datetime

from django.db.models import Prefetch, Q
from django.utils import timezone

from network.models.beside import rows_beside
from network.models.bylines import Byline
from network.models.contributions import Contribution, ContributionQuerySet
from network.models.dates import ImpreciseDate
from network.models.kinds import Kind
from network.models.partners import Partner
from network.models.quotes import Quote
from network.models.related import Related

from .times import periods_of

A_YEAR = datetime.timedelta(days=365)


class EventQuerySet(ContributionQuerySet):
    def upcoming(self, *, on=None):
        """Those that end on this day (today in the site's zone) or later, soonest first.

        Cancelled ones too: who looks for them should read so.
        """
        return self._listed().filter(pk__in=self._to_come(on)).order_by("happened_on", "pk")

    def unscheduled(self):
        """Announced without a date, and not written up: the date is still to come."""
        undated = self._listed().filter(dated="", written_up_at__isnull=True)
        return undated.order_by("-published_at", "-pk")

    def past(self, *, on=None):
        """Those that are over, and those written up without a date, newest first."""
        day = on or timezone.localdate()
        ends = Q(ended="", happened_on__gte=day) | (~Q(ended="") & Q(last_day__gte=day))
        lasts = Q(ended="", dated__in=periods_of(day)) | Q(ended__in=periods_of(day))
        told = ~Q(dated="") & ~(ends | lasts) | Q(dated="", written_up_at__isnull=False)
        over = self._listed().filter(told, happened_on__lte=day)
        return over.order_by("-happened_on", "-pk")

    def _listed(self):
        # Said although every event is one, so that the parent's index by kind and day serves.
        return self.of_kind(Kind.EVENT)

    def _to_come(self, day):
        """Their keys. An imprecise date counts until its year, month or season is over.

        By number, as each of the three is few and has an index: what begins, what has an imprecise
        date that this day is in, and what takes several days.
        """
        day = day or timezone.localdate()
        periods = periods_of(day)
        began = [ImpreciseDate(period).first_day for period in periods]
        dated = Contribution.objects.of_kind(Kind.EVENT).exclude(dated="")
        begins = dated.filter(happened_on__gte=day)
        lasts = dated.filter(happened_on__in=began, dated__in=periods, event__ended="")
        several = self.model._base_manager.exclude(ended="").filter(last_day__gte=min(began))
        goes_on = several.exclude(dated="").filter(Q(last_day__gte=day) | Q(ended__in=periods))
        return begins.values("pk").union(lasts.values("pk"), goes_on.values("pk"))

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

    def for_subscribers(self, *, most):
        """The next of those to come, the last of those over that began within a year, and those put off in it.

        `most` of each, by number, as each of the three has an index.
        """
        since = timezone.localdate() - A_YEAR
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        over = self._listed().exclude(dated="").filter(happened_on__range=(since, yesterday))
        put_off = self._listed().filter(dated="", change_of_plan__at__date__gte=since)
        some = [
            self.upcoming().values("pk")[:most],
            over.order_by("-happened_on", "-pk").values("pk")[:most],
            put_off.order_by("-change_of_plan__at", "-pk").values("pk")[:most],
        ]
        return self.model.objects.filter(pk__in=some[0].union(*some[1:]))

    def without_write_up(self, *, ended):
        """Those that took place, ended on one of these days, and that nobody has told about or declined to."""
        days = Q(ended="", happened_on__in=ended) | (~Q(ended="") & Q(last_day__in=ended))
        waiting = self.past().taking_place().filter(written_up_at=None, no_write_up_at=None)
        return waiting.filter(days)

    def taking_place(self):
        """Those that nobody has cancelled. One that is postponed has no date until it has a new one."""
        return self.exclude(change_of_plan__what="cancelled")
