"""Reports and their series: one file a report."""

from network.models import Person
from reports.models import Principle, Recommendation, Report, ReportSeries, Uptake

from .contributions import find, keep
from .files import add_files
from .papers import add_summary
from .people import make_once
from .reading import items, listed, naming
from .rows import fill, keep_rows

PARTS = (
    *("series", "earlier_edition", "file", "definition", "principle", "recommendation_list"),
    *("chapter", "erratum", "coverage", "uptake"),
)


def load_reports():
    """Gives those that were made now."""
    for block in listed("series", "report_series"):
        make_once(ReportSeries, block)
    made = []
    for name, block in items("reports"):
        with naming(f"reports/{name}.toml"):
            series = block.get("series") and ReportSeries.objects.get(slug=block["series"])
            earlier = block.get("earlier_edition")
            report, is_new = keep(
                Report,
                block["slug"],
                block,
                rows=keep_parts,
                without=PARTS,
                series=series or None,
                earlier_edition=Report.objects.get(slug=earlier) if earlier else None,
            )
            if is_new:
                made.append(report)
                add_summary(report, block)
                add_files(report, block)
                say_uptakes(report, block)
    return made


def keep_parts(report, block):
    keep_rows(report.definitions, block.get("definition", []))
    keep_rows(report.chapters, block.get("chapter", []))
    keep_rows(report.errata, block.get("erratum", []))
    keep_rows(report.coverage, block.get("coverage", []))
    for position, principle in enumerate(block.get("principle", [])):
        kept = Principle.objects.filter(slug=principle["slug"]).first() or Principle()
        fill(kept, principle | {"position": position, "report": report})
        kept.full_clean()
        kept.save()
    for position, wording in enumerate(block.get("recommendation_list", []), 1):
        kept, _ = report.recommendation_lists.update_or_create(
            position=position, defaults={"title": wording["title"]}
        )
        texts = wording["recommendations"]
        numbered = [{"number": n, "text": text} for n, text in enumerate(texts, 1)]
        keep_rows(kept.recommendations, numbered, by="number")


def say_uptakes(report, block):
    """How far organisers say that its recommendations were taken up: said once, as claims are made."""
    for uptake in block.get("uptake", []):
        position, number = uptake["recommendation"].split(":")
        about = Recommendation.objects.get(
            list__report=report, list__position=position, number=number
        )
        words = {name: uptake[name] for name in ("state", "reason")}
        made = fill(Uptake(recommendation=about), words)
        made.by = Person.objects.get(slug=uptake["by"])
        made.full_clean()
        made.save()


def link_sources():
    """Recommendations whose wording comes from an article: it can be linked once both are there."""
    for name, block in items("reports"):
        with naming(f"reports/{name}.toml"):
            for position, wording in enumerate(block.get("recommendation_list", []), 1):
                if "source" in wording:
                    report = Report.objects.get(slug=block["slug"])
                    source = find(wording["source"])
                    report.recommendation_lists.filter(position=position).update(source=source)
