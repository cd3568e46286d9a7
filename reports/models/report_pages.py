"""A report with the parts of its page, in few queries."""

from datetime import date

from django.utils import timezone

from network.models.downloads import Download
from network.models.rows import rows_of

from .chapters import Chapter
from .claimed import STANCES
from .coverage import Coverage
from .definitions import Definition
from .errata import Erratum
from .principles import Principle
from .reports import Report


def report_pages():
    """Reports ready for their page; `definition_rows` and so on are lists of dicts, in order."""
    return Report.objects.for_page().annotate(
        definition_rows=rows_of(
            Definition.objects.order_by("position", "pk"),
            "report",
            *("pk", "term", "text", "source", "is_paraphrase"),
        ),
        principle_rows=rows_of(
            Principle.objects.with_claim_counts().order_by("position", "pk"),
            "report",
            *("pk", "name", "slug", "description", *STANCES),
        ),
        chapter_rows=rows_of(
            Chapter.objects.order_by("position", "pk"), "report", "position", "title"
        ),
        erratum_rows=rows_of(
            Erratum.objects.order_by("position", "pk"), "report", "noted_on", "text"
        ),
        coverage_rows=rows_of(
            Coverage.objects.order_by("position", "pk"),
            "report",
            *("title", "outlet", "dated", "address"),
        ),
        later_rows=rows_of(
            Report.objects.published().order_by("happened_on", "pk"),
            "earlier_edition",
            *("kind", "slug", "title", "edition", "dated"),
        ),
        **_files(),
    )


def _files():
    """Annotations: the files of each report, and the Easy Read versions of the edition before it."""
    files = Download.objects.order_by("position", "pk")
    before = files.filter(
        form=Download.Form.EASY_READ, contribution__published_at__lte=timezone.now()
    )
    return {
        "download_rows": rows_of(files, "contribution", *Download.SHOWN, "downloaded"),
        "easy_read_before_rows": rows_of(
            before, "contribution__report__later_editions", *Download.SHOWN
        ),
    }


def parts_of_page(report):
    """What one of `report_pages` brought along, as rows of each sort that a template shows: no query."""
    dated = Report._meta.get_field("dated")
    return {
        "chapters": [Chapter(report=report, **row) for row in report.chapter_rows],
        "errata": [
            Erratum(**row | {"noted_on": date.fromisoformat(row["noted_on"])})
            for row in report.erratum_rows
        ],
        "coverage": [
            Coverage(**row | {"dated": dated.to_python(row["dated"])})
            for row in report.coverage_rows
        ],
        "later_editions": [
            Report(**row | {"dated": dated.to_python(row["dated"])}) for row in report.later_rows
        ],
    }


def principles_with_counts(report):
    """The principles of one of `report_pages`, each with the counts of its claims: no query."""
    principles = []
    for row in report.principle_rows:
        counts = {name: row[name] for name in STANCES}
        principle = Principle(**{name: row[name] for name in row if name not in counts})
        vars(principle).update(counts)
        principles.append(principle)
    return principles
