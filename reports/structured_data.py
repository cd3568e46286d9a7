"""What search engines read of a report beyond what every contribution tells (schema.org, Report)."""

from django.conf import settings
from django.urls import reverse

from network.models import Download, Partner
from network.structured_data import named, people


def report_data(citation, downloads):
    """Its identifiers, series and files; who wrote it, also where that was an organisation."""
    report = citation.report
    identifiers = {"doi": report.doi, "isbn": report.isbn_digits}
    data = {
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in identifiers.items()
            if value
        ],
        "sameAs": [address for address in (report.doi_address, report.elsewhere) if address],
        "alternateName": report.also_printed_as,
        "version": report.edition,
        "encoding": [media_object(file) for file in downloads],
    }
    if report.series_id:
        data["isPartOf"] = named("CreativeWorkSeries", report.series.title, report.series)
        data["position"] = report.place_in_series
    return data | {"author": authors_of(report)}


def authors_of(report):
    """Its people in order, then the organisations that wrote it."""
    partners = [one for one in report.partners.all() if one.capacity == Partner.Capacity.AUTHOR]
    return people(report.bylines.all()) + [
        named("Organization", each.organisation.name, each.organisation) for each in partners
    ]


def media_object(file):
    """A file; what it does for access is told only as far as somebody said so."""
    data = {
        "@type": "MediaObject",
        "name": file.title,
        "inLanguage": file.language,
        "contentUrl": settings.SITE_ADDRESS + reverse("download", args=[file.pk]),
        "encodingFormat": file.content_type.partition(";")[0],
        "contentSize": f"{file.size} B",
    }
    if file.is_easy_read:
        data["accessibilitySummary"] = "Easy Read"
    if file.form == Download.Form.LARGE_PRINT:
        data["accessibilityFeature"] = "largePrint"  # of the W3C's vocabulary
    return data
