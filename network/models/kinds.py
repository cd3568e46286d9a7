"""The kinds of contribution and the words for them in addresses and on pages."""

from django.db import models


class Kind(models.TextChoices):
    CASE_STUDY = "case-study", "Case study"
    EVENT = "event", "Event"
    REPORT = "report", "Report"
    ARTICLE = "article", "Article"

    @property
    def plural(self):
        """The first part of the address: "case-studies"."""
        return PLURALS[self]

    @property
    def plural_label(self):
        return PLURALS[self].replace("-", " ").capitalize()

    @property
    def child(self):
        """The name under which the parent knows its child: "casestudy"."""
        return self.value.replace("-", "")


PLURALS = {
    Kind.CASE_STUDY: "case-studies",
    Kind.EVENT: "events",
    Kind.REPORT: "reports",
    Kind.ARTICLE: "articles",
}
KINDS_BY_PLURAL = {plural: kind for kind, plural in PLURALS.items()}
