"""What the network talks about, and what is filed under one topic."""

from django.shortcuts import get_object_or_404, render

from network.caching import reading_page
from network.forms.filters import TopicFilters
from network.listings import listing
from network.models import Contribution, Topic
from network.pagination import keyset_page
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
    topic = get_object_or_404(Topic, slug=slug)
    published = Contribution.objects.published()
    filters = TopicFilters(request.GET, among=published)
    filed = published.about_topic(topic)
    return render(
        request,
        "network/topic.html",
        {
            "topic": topic,
            "listing": listing(request, filed, filters),
            "structured_data": topic_data(topic),
        },
    )
