from django import template

from events.models import OpenQuestion

register = template.Library()


@register.inclusion_tag("events/questions_answered.html")
def questions_answered(contribution):
    """The open questions to which one of `for_page` speaks: no query."""
    answers = [
        {
            "question": OpenQuestion(text=row["text"], slug=row["slug"]),
            "is_closed": row["closed_at"] is not None,
            "why": row["why"],
        }
        for row in contribution.open_answers_beside
    ]
    return {"answers": answers}
