from django import template

from reports.models import ReportSeries

register = template.Library()


@register.inclusion_tag("reports/series_strip.html")
def report_series_strip():
    """Links to the series in which reports are published: one query."""
    return {"series": list(ReportSeries.objects.with_report_counts())}
