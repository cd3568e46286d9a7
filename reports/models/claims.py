from django.db import models
from django.db.models import Q

from network.models.contributions import Contribution
from network.models.people import Person

from .principles import Principle
from .recommendations import Recommendation


class ClaimQuerySet(models.QuerySet):
    def on_published(self):
        return self.filter(contribution__in=Contribution.objects.published())


class Claim(models.Model):
    """A contribution supports, challenges or qualifies a principle or a recommendation."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        CHALLENGES = "challenges", "Challenges"
        QUALIFIES = "qualifies", "Qualifies"

    class Evidence(models.TextChoices):
        TESTIMONY = "testimony", "Testimony"
        EVALUATION = "evaluation", "Evaluation"
        AUTHOR = "author", "Author's claim"

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="claims")
    principle = models.ForeignKey(
        Principle,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="claims",
    )
    recommendation = models.ForeignKey(
        Recommendation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="claims",
    )
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.SUPPORTS)
    kind_of_evidence = models.CharField(max_length=10, choices=Evidence, default=Evidence.AUTHOR)
    passage = models.TextField(max_length=1000, blank=True)
    made_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(principle__isnull=False, recommendation__isnull=True)
                | Q(principle__isnull=True, recommendation__isnull=False),
                name="claim_has_one_target",
                violation_error_message="Choose a principle or a recommendation, not both.",
            ),
        ]

    def __str__(self):
        return f"{self.get_stance_display()} {self.principle or self.recommendation}"
