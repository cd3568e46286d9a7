from urllib.parse import quote

from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper

from network.models.articles import Article
from network.models.contributions import Contribution, ContributionQuerySet
from network.models.findable import heavy
from network.models.kinds import Kind
from network.models.prose import ProseField

from . import discussed
from .identifiers import DoiField, IsbnField
from .passages import passages_of
from .series import ReportSeries

MOST_BESIDE = 30  # cards of one sort below a report
EARLIER = [*heavy("earlier_edition"), "earlier_edition__press_notes"]


class ReportQuerySet(ContributionQuerySet):
    def for_page(self):
        return super().for_page().select_related("series", "earlier_edition").defer(*EARLIER)

    def for_cards(self):
        return super().for_cards().defer("press_notes")

    def for_citation(self):
        """All that a citation says: three queries."""
        return self.defer(*heavy(), "press_notes").prefetch_related(
            "bylines", self._rows("partners", "organisation")
        )

    def in_series_order(self):
        """By their place; those without one come last."""
        return self.order_by(F("place_in_series").asc(nulls_last=True), "happened_on", "pk")


class Report(Contribution):
    """A publication: `dated` is when it appeared, its body the summary in HTML."""

    KIND = Kind.REPORT

    also_printed_as = models.CharField(
        max_length=200, blank=True, help_text="Another title under which it is cited."
    )
    series = models.ForeignKey(
        ReportSeries,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    place_in_series = models.PositiveSmallIntegerField(null=True, blank=True)
    elsewhere = models.URLField("where else it can be read", blank=True)
    press_notes = ProseField()
    doi = DoiField(
        "DOI", help_text="With or without https://doi.org/. For example 10.1234/report.2010."
    )
    isbn = IsbnField("ISBN", help_text="As it is printed, with 10 or 13 digits.")
    edition = models.CharField(
        max_length=60, blank=True, help_text="As it is printed, for example second edition."
    )
    earlier_edition = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="later_editions",
        help_text="The report of which this is a newer edition.",
    )
    # What machines compare; what people read keeps its hyphens.
    isbn_digits = models.GeneratedField(
        expression=Upper(
            Func(F("isbn"), Value(r"[\s-]"), Value(""), Value("g"), function="regexp_replace")
        ),
        output_field=models.CharField(max_length=25),
        db_persist=True,
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "place_in_series"],
                name="report_place_once",
                violation_error_message="Another report has this place in the series already.",
            ),
            models.CheckConstraint(
                condition=~Q(earlier_edition=F("contribution_ptr")),
                name="report_is_no_edition_of_itself",
                violation_error_message="A report is no edition of itself.",
            ),
            models.CheckConstraint(
                condition=Q(place_in_series__isnull=True) | Q(series__isnull=False),
                name="report_place_has_series",
                violation_error_message="Say in which series it has this place.",
            ),
        ]

    def readable_parts(self):
        recommendations = self.recommendation_lists.values_list(
            "recommendations__text", "recommendations__detail"
        )
        return [
            *super().readable_parts(),
            self.also_printed_as,
            *(self.doi, self.doi_address, self.isbn, self.isbn.replace("-", "").replace(" ", "")),
            self.press_notes,
            *self.errata.values_list("text", flat=True),
            *(part for row in self.coverage.values_list("title", "outlet") for part in row),
            *(part for row in self.chapters.values_list("title", "body") for part in row),
            *self.definitions.values_list("text", flat=True),
            *(part for row in self.principles.values_list("name", "description") for part in row),
            *(part for row in recommendations for part in row),
        ]

    def parts_of_their_own(self):
        return passages_of(self)

    def part_known_as(self, word):
        return discussed.known_as(self, word)

    def part_discussed_in(self, comment):
        return discussed.discussed_in(self, comment)

    def printed_names(self):
        """People who wrote it, else the organisations that wrote or published it."""
        organisations = self.partners.select_related("organisation")
        return super().printed_names() or [str(each.organisation) for each in organisations]

    def still_needed(self):
        """A report may have only organisations as its authors; it always has a date."""
        has_authors = self.bylines.exists()
        needed = [row for row in super().still_needed() if has_authors or row[0] != "bylines"]
        if not (has_authors or self.partners.exists()):
            needed.append(("bylines", "Name an author, or the organisation that published it."))
        if not self.dated:
            needed.append(("dated", "Say when it appeared: a year is enough."))
        return needed

    @transaction.atomic
    def delete_for_good(self):
        """With the principles that it alone names, which would stand for themselves else."""
        self.principles.filter(claims=None).delete()
        super().delete_for_good()

    def editions_before(self):
        """The keys of the editions before this one, the newest first; a circle ends where it began."""
        keys, report = [], self
        while report and report.earlier_edition_id and report.earlier_edition_id not in keys:
            keys.append(report.earlier_edition_id)
            report = Report.objects.only("earlier_edition").filter(pk=keys[-1]).first()
        return keys

    @property
    def doi_address(self):
        return f"https://doi.org/{quote(self.doi, safe='/:;()')}" if self.doi else ""

    def beside(self):
        """What is published and belongs beside it, as cards: one query.

        The reports of its series (with `place_in_series`), the events that launched it, the
        articles about it and the press releases about its launch (with their `form`): of each
        the newest, at most MOST_BESIDE.
        """
        series = Report.objects.published().filter(series=self.series_id, series__isnull=False)
        of_launch = Q(about__event__launches=self.pk, form=Article.Form.PRESS_RELEASE)
        articles = Article.objects.filter(Q(about=self.pk) | of_launch)
        newest = [
            found.published().newest_first().values("pk")[:MOST_BESIDE]
            for found in (series, self.launched_at, articles)
        ]
        found = newest[0].union(*newest[1:])
        cards = Contribution.objects.filter(pk__in=found).for_cards()
        return cards.annotate(
            place_in_series=F("report__place_in_series"), form=F("article__form")
        ).newest_first()
