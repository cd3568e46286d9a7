"""What speaks to the questions that our events left open."""

from events.models import OpenAnswer, OpenQuestion
from network.models import Contribution, Person

from .prose import curled
from .reading import listed, naming


def load_open_answers():
    for block in listed("open_answers", "open_answer"):
        with naming("open_answers.toml"):
            OpenAnswer.objects.get_or_create(
                question=OpenQuestion.objects.get(slug=block["question"]),
                contribution=Contribution.objects.get(kind=block["kind"], slug=block["slug"]),
                defaults={
                    "why": curled(block["why"]),
                    "added_by": Person.objects.filter(slug=block["by"]).first(),
                },
            )
