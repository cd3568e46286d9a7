from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

STANCES = {"supporting": "supports", "challenging": "challenges", "qualifying": "qualifies"}


class Claimed:
    """A principle or a recommendation, as `with_claim_counts` reads it."""

    @cached_property
    def claim_count(self):
        return sum(getattr(self, name) for name in STANCES)


class ClaimedQuerySet(models.QuerySet):
    """Principles and recommendations: what claims are made about."""

    def with_claim_counts(self):
        """How many published contributions' claims support, challenge and qualify each.

        Counted for each that is read, so that a list of sixty does not group every claim there is.
        """
        return self.annotate(
            **{name: self._claim_count(stance=stance) for name, stance in STANCES.items()}
        )

    def _claim_count(self, **which):
        claims = self.model._meta.get_field("claims")
        idea = claims.field.name
        published = claims.related_model.objects.filter(
            **{idea: OuterRef("pk")}, published_at__lte=timezone.now(), **which
        )
        counted = published.order_by().values(idea).annotate(count=Count("*"))
        return Coalesce(Subquery(counted.values("count")), 0)
