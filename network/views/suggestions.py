"""Names that a writing page offers while somebody types: JSON for static/js/suggestions.js."""

from django.http import Http404, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from network.forms.suggestions import WordsForm
from network.models import Contribution, Organisation, Topic
from network.models.bylines import nameable_people, told_apart

MOST = 8


def people(words, member):
    found = nameable_people(member).called(words).order_by("name")[:MOST]
    return [
        {"value": person.name, "label": told_apart(person), "who": person.pk} for person in found
    ]


def organisations(words, member):
    found = Organisation.objects.named(words)[:MOST]
    return [{"value": one.name, "label": one.short_name} for one in found]


def topics(words, member):
    found = Topic.objects.in_use().filter(name__icontains=words)[:MOST]
    return [{"value": topic.name} for topic in found]


def contributions(words, member):
    found = Contribution.objects.published().filter(title__icontains=words).newest_first()[:MOST]
    return [{"value": one.get_absolute_url(), "label": one.title} for one in found]


LISTS = {
    "people": people,
    "organisations": organisations,
    "topics": topics,
    "contributions": contributions,
}


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request, name):
    """At most eight: each with its value, and where needed a label and whom it stands for."""
    if name not in LISTS:
        raise Http404("There is no such list.")
    form = WordsForm(request.GET)
    found = LISTS[name](form.cleaned_data["q"], request.user) if form.is_valid() else []
    return JsonResponse({"suggestions": found})
