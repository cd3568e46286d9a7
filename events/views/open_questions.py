"""The register of open questions, and the page of each: asked where, answered by what, open or closed."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils.html import linebreaks

from events.models import OpenQuestion
from events.models.open_answers import answer_count
from network.caching import reading_page
from network.feeds import MOST_ITEMS, Channel, absolute, answer, printable
from network.pagination import keyset_page
from network.permissions import may_close_open_question, may_delete_open_answer

PAGE = 50
MOST_CLOSED = 100
MOST_ANSWERS = 100
MOST_CHANGES = 50


@reading_page
def open_questions(request):
    """The register of what nobody could answer yet, with the events that asked, and what was closed."""
    register = OpenQuestion.objects.on_register().with_events()
    register = register.annotate(answer_count=answer_count(MOST_ANSWERS))
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


@reading_page
def open_question(request, slug):
    """One question: four queries, however much speaks to it."""
    question = get_object_or_404(OpenQuestion.objects.on_register().with_events(), slug=slug)
    answers = list(question.answers.on_published().for_page()[:MOST_ANSWERS])
    for each in answers:
        each.may_delete = may_delete_open_answer(request.user, each)
    changes = question.changes.select_related("by")[:MOST_CHANGES]
    return render(
        request,
        "events/open_question.html",
        {
            "question": question,
            "answers": answers,
            "changes": changes,
            "may_close": may_close_open_question(request.user),
        },
    )


@reading_page
def open_question_feed(request, slug):
    """What speaks to one question, and that it was closed or opened again; the newest first."""
    question = get_object_or_404(OpenQuestion.objects.on_register(), slug=slug)
    page = question.get_absolute_url()
    words = "What speaks to this open question, and whether it is still open."
    feed = Channel(question.text, words, page, request.path).begin()
    for item in newest_of(question):
        feed.add_item(unique_id_is_permalink=False, **item)
    return answer(feed)


def newest_of(question):
    """Items of the feed: two queries."""
    items = [
        {
            "title": printable(f"It may be answered: {each.contribution.title}"),
            "link": absolute(each.href),
            "description": linebreaks(printable(each.why), autoescape=True),
            "pubdate": each.at,
            "unique_id": f"{settings.SITE_ADDRESS}{question.get_absolute_url()}#answer-{each.pk}",
        }
        for each in question.answers.on_published().for_page()[:MOST_ITEMS]
    ]
    items += [
        {
            "title": printable(f"{each.get_what_display()}: {question.text}"),
            "link": absolute(question.get_absolute_url()),
            "description": linebreaks(printable(each.reason), autoescape=True),
            "pubdate": each.at,
            "unique_id": f"{settings.SITE_ADDRESS}{question.get_absolute_url()}#change-{each.pk}",
        }
        for each in question.changes.all()[:MOST_ITEMS]
    ]
    return sorted(items, key=lambda item: item["pubdate"], reverse=True)[:MOST_ITEMS]
