from django import template

from reports.models import Claim
from reports.models.claims import dispute_rows

register = template.Library()


@register.inclusion_tag("reports/principles_at_work.html")
def principles_at_work(contribution, may_edit):
    """What a contribution says about principles and recommendations: one query."""
    claims = Claim.objects.filter(contribution=contribution.pk).about_published().with_target()
    claims = claims.annotate(dispute_rows=dispute_rows())
    return {"claims": list(claims), "contribution": contribution, "may_edit": may_edit}
