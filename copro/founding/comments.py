"""What people say: one file a thread. A thread is laid once, with its contribution; then it belongs to the people."""

from datetime import datetime, timedelta

from django.utils import timezone

from network.models import Comment, Person, Removal

from .prose import curled
from .reading import items, naming

LATER = timedelta(hours=20)  # when the moderator came by


def load_comments(made):
    """Lays the threads of the contributions that were made just now."""
    by_reference = {f"{thing.kind}:{thing.slug}": thing for thing in made}
    for name, thread in items("comments"):
        with naming(f"comments/{name}.toml"):
            if thread["on"] in by_reference:
                lay(thread, by_reference[thread["on"]])


def lay(thread, contribution):
    people = {person.slug: person for person in Person.objects.select_related("member")}
    said = {}
    for block in thread["comment"]:
        comment = Comment.objects.post(
            contribution=contribution,
            by=people[block["by"]],
            body=curled(block["body"].strip()),
            reply_to=said[block["reply_to"]] if "reply_to" in block else None,
            at=moment(block),
        )
        said[block["id"]] = comment
        if "removal" in block:
            removal = block["removal"]
            by = people[removal["by"]].member
            kept = Removal.objects.remove(comment, by=by, reason=removal["reason"])
            Removal.objects.filter(pk=kept.pk).update(at=comment.posted_at + LATER)


def moment(block):
    if "at" in block:
        return timezone.make_aware(block["at"])
    day = timezone.localdate() - timedelta(days=block["days_ago"])
    return timezone.make_aware(datetime.combine(day, block["time"]))
