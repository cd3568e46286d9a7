"""For a demonstration: something that somebody asks to have taken down, and a consent that runs out."""

from datetime import timedelta

from django.utils import timezone

from network.models import Takedown

from .reading import listed, naming


def load_takedowns(made):
    """Lays what is about contributions that were made just now; then it belongs to the moderators."""
    by_reference = {f"{thing.kind}:{thing.slug}": thing for thing in made}
    with naming("takedowns.toml"):
        for block in listed("takedowns", "takedown"):
            if block["on"] in by_reference:
                ask(block, by_reference[block["on"]])
        for block in listed("takedowns", "consent"):
            if block["on"] in by_reference:
                agree(block, by_reference[block["on"]])


def ask(block, contribution):
    number = Takedown.objects.ask(
        things=[{"what": Takedown.What.QUOTE, "quote_number": said_in(block, contribution).pk}],
        contribution=contribution.contribution_ptr,
        page=contribution.get_absolute_url(),
        words=block["words"].strip(),
        name=block["name"],
        email=block["email"],
    )
    asked_at = timezone.now() - timedelta(days=block["days_ago"])
    Takedown.objects.filter(request=number).update(at=asked_at)


def agree(block, contribution):
    quote = said_in(block, contribution)
    quote.consent_from, quote.consent_for = block["from"], block["for"]
    quote.consent_until = timezone.localdate() + timedelta(days=block["days_left"])
    quote.save()


def said_in(block, contribution):
    """The quote that a block is about, by whose it is."""
    return contribution.quotes.get(person__slug=block["said_by"])
