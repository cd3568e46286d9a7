from django.shortcuts import render

from events.models import OpenQuestion
from network.caching import reading_page
from network.pagination import keyset_page

PAGE = 50
MOST_CLOSED = 100


@reading_page
def open_questions(request):
    """The register of what nobody could answer yet, with the events that asked, and what was closed."""
    register = OpenQuestion.objects.on_register().with_events()
    cursor = request.GET.get("page", "")
    page = keyset_page(register.still_open(), ["text", "id"], cursor, PAGE)
    closed = () if cursor else register.closed().order_by("-closed_at", "-pk")[:MOST_CLOSED]
    return render(
        request,
        "events/open_questions.html",
        {
            "questions": page.rows,
            "earlier_href": f"?page={page.previous}" if page.previous else "",
            "later_href": f"?page={page.next}" if page.next else "",
            "is_first_page": not cursor,
            "closed": closed,
        },
    )
