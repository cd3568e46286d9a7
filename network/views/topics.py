"""What the network talks about, and what is filed under one topic."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network import tasks
from network.caching import reading_page
from network.forms.filters import TopicFilters
from network.forms.topics import TopicForm, TopicMergerForm
from network.listings import listing
from network.models import Contribution, Topic
from network.models.plans import CALLED_OFF
from network.pagination import keyset_page
from network.permissions import may_edit_topic
from network.sent_forms import sent, status_of
from network.structured_data import topic_data

SIZE = 100


@reading_page
def topics(request):
    """Every topic in use, by name, with how much is published under it."""
    counted = Topic.objects.in_use().counted()
    page = keyset_page(counted, ("name", "id"), request.GET.get("page", ""), SIZE)
    return render(request, "network/topics.html", {"page": page})


@reading_page
def topic(request, slug):
    """What is filed under a topic; where one stood that was renamed or merged, the way to it."""
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        return moved(request, slug, "topic")
    published = Contribution.objects.published()
    filters = TopicFilters(request.GET, among=published)
    filed = published.about_topic(topic).annotate(called_off=CALLED_OFF)
    return render(
        request,
        "network/topic.html",
        {
            "topic": topic,
            "related": Topic.objects.related_to(topic),
            "listing": listing(request, filed, filters),
            "structured_data": topic_data(topic),
            "may_edit": may_edit_topic(request.user),
        },
    )


def moved(request, slug, name):
    """To the page called `name` of the topic that one at this address was renamed to or merged into."""
    topic = get_object_or_404(Topic, former__slug=slug)
    asked = request.META.get("QUERY_STRING")
    address = reverse(name, args=[topic.slug])
    return redirect(f"{address}?{asked}" if asked else address, permanent=True)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_edit(request, slug):
    """Its description, and its name: what search finds of all that is filed there follows behind."""
    topic = get_editable_topic(request, slug)
    form = TopicForm(sent(request), instance=topic)
    if form.is_valid():
        with transaction.atomic():
            topic = form.save(by=request.user)
            if form.is_renamed:
                transaction.on_commit(partial(tasks.refresh_filed.enqueue, topic.pk))
        messages.success(request, "The topic is saved.")
        return redirect(topic)
    context = {"form": form, "slug": slug}
    return render(request, "network/topic_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def topic_merger(request, slug):
    """Two topics that mean the same become one, and the address of this one leads to the other."""
    topic = get_editable_topic(request, slug)
    form = TopicMergerForm(sent(request), topic=topic)
    if form.is_valid():
        other = form.cleaned_data["into"]
        try:
            with transaction.atomic():
                topic.merge_into(other, by=request.user)
                transaction.on_commit(partial(tasks.refresh_filed.enqueue, other.pk))
        except Topic.DoesNotExist:
            messages.warning(request, "Somebody else changed these topics. Nothing was merged.")
            return redirect("topics")
        messages.success(request, f"“{topic.name}” is part of “{other.name}” now.")
        return redirect(other)
    context = {"form": form, "topic": topic, "count": topic.filings.count()}
    return render(request, "network/topic_merger.html", context, status=status_of(form))


def get_editable_topic(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    if not may_edit_topic(request.user):
        raise PermissionDenied
    return topic
