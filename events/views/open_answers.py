"""What members and organisers do with an open question: say what speaks to it, close it, open it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from events.forms.open_questions import OpenAnswerForm, PageForm, QuestionChangeForm
from events.models import OpenAnswer, OpenQuestion, QuestionChange
from network.models import Contribution, Person
from network.permissions import (
    may_answer_open_question,
    may_close_open_question,
    may_delete_open_answer,
)
from network.sent_forms import sent, status_of

MOST_OWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def open_answer_new(request, slug):
    """First which page speaks to the question, then where on it, and how."""
    question = get_object_or_404(OpenQuestion.objects.on_register(), slug=slug)
    if not may_answer_open_question(request.user):
        raise PermissionDenied
    if question.closed_at:
        messages.warning(request, "This question is closed. Ask an organiser to open it again.")
        return redirect(question)
    asked = "page" in request.GET or request.method == "POST"
    page = PageForm(request.GET if asked else None)
    context = {"question": question, "page": page}
    if not page.is_valid():
        own = Contribution.objects.published().written_by(request.user).newest_first()
        context["own"] = own.only("kind", "slug", "title")[:MOST_OWN]
        status = status_of(page) if request.method == "POST" else 200  # looked for, not sent
        return render(request, "events/open_answer_new.html", context, status=status)
    contribution = page.cleaned_data["page"]
    form = OpenAnswerForm(
        sent(request),
        question=question,
        contribution=contribution,
        by=request.user,
    )
    if form.is_valid() and not form.is_within_limit():
        form.add_error(None, "You added a lot today. Nothing is lost: add this one tomorrow.")
    if form.is_valid():
        added = form.save()
        messages.success(request, "It stands with the question now.")
        return redirect(f"{question.get_absolute_url()}#answer-{added.pk}")
    context |= {"form": form, "contribution": contribution}
    return render(request, "events/open_answer_new.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def open_answer_deletion(request, slug, pk):
    """Takes it from the question, after asking; the page that it leads to stays."""
    answers = OpenAnswer.objects.on_published().for_page().select_related("question")
    answer = get_object_or_404(answers, pk=pk, question__slug=slug)
    if not may_delete_open_answer(request.user, answer):
        raise PermissionDenied
    if request.method == "POST":
        answer.delete()
        messages.success(request, "It no longer stands with the question.")
        return redirect(answer.question)
    return render(request, "events/open_answer_deletion.html", {"answer": answer})


@require_http_methods(["GET", "HEAD", "POST"])
def open_question_closing(request, slug):
    return change(request, slug, closes=True)


@require_http_methods(["GET", "HEAD", "POST"])
def open_question_reopening(request, slug):
    return change(request, slug, closes=False)


def change(request, slug, *, closes):
    """Asks for the reason to close a question or to open it again, and keeps it."""
    if not may_close_open_question(request.user):
        raise PermissionDenied
    question = get_object_or_404(OpenQuestion.objects.on_register(), slug=slug)
    if bool(question.closed_at) == closes:
        messages.warning(request, f"It is {'closed' if closes else 'open'} already.")
        return redirect(question)
    form = QuestionChangeForm(sent(request))
    if form.is_valid():
        act = QuestionChange.objects.close if closes else QuestionChange.objects.reopen
        by = Person.objects.of_member(request.user)
        if act(question, by=by, reason=form.cleaned_data["reason"]):
            words = "The question is closed." if closes else "The question is open again."
            messages.success(request, words)
        else:
            messages.warning(request, "Somebody else did that at the same moment.")
        return redirect(question)
    context = {"question": question, "form": form, "closes": closes}
    return render(request, "events/open_question_change.html", context, status=status_of(form))
