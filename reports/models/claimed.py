from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

STANCES = {"supporting": "supports", "challenging": "challenges", "qualifying": "qualifies"}
CLAIM_COUNTS = ("claim_count", *STANCES)


class ClaimedQuerySet(models.QuerySet):
    """Principles and recommendations: what claims are made about."""

    def with_claim_counts(self):
        """How many published contributions' claims support, challenge and qualify each."""
        published = Q(claims__published_at__lte=timezone.now())
        return self.annotate(
            claim_count=Count("claims", filter=published),
            **{
                name: Count("claims", filter=published & Q(claims__stance=stance))
                for name, stance in STANCES.items()
            },
        )
