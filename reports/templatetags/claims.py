from django import template

from reports.models import claims_beside

register = template.Library()


@register.inclusion_tag("reports/principles_at_work.html")
def principles_at_work(contribution, may_edit):
    """What one of `for_page` says about principles and recommendations: no query."""
    claims = claims_beside(contribution)
    shown = [claim for claim in claims if claim.is_shown]
    kept = [claim for claim in claims if not claim.is_shown] if may_edit else []
    return {"claims": shown, "kept": kept, "contribution": contribution, "may_edit": may_edit}


@register.filter
def shows_principles(contribution):
    """Whether one of `for_page` says anything that readers see about principles and recommendations: no query."""
    return any(claim.is_shown for claim in claims_beside(contribution))
