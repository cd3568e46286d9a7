"""Collections and the ways in from the home page, made once: what organisers change afterwards stays theirs."""

from django.db.models import Q

from network.models import Collection, CollectionItem, Contribution, Member, Person

from .prose import curled, html_of
from .reading import listed, naming


def load_collections():
    for position, block in enumerate(listed("collections", "collection"), start=1):
        with naming(f"collections.toml, {block.get('slug')}"):
            there = Collection.objects.filter(Q(slug=block["slug"]) | Q(former__slug=block["slug"]))
            if not there.exists():
                _make(block, position)


def _make(block, position):
    maker = Person.objects.get(slug=block["by"])
    stage = block.get("stage", "")
    collection = Collection(
        title=curled(block["title"]),
        slug=block["slug"],
        summary=curled(block["summary"]),
        introduction=html_of(block["introduction"]),
        made_by=maker,
        updated_by=Member.objects.filter(person=maker).first(),
        position=position,
        stage="" if Collection.objects.filter(stage=stage).exists() else stage,
    )
    collection.full_clean()
    collection.save()
    for place, piece in enumerate(block["piece"]):
        item = CollectionItem(
            collection=collection,
            contribution=Contribution.objects.get(kind=piece["kind"], slug=piece["slug"]),
            anchor=piece.get("anchor", ""),
            reason=curled(piece["reason"]),
            position=place,
        )
        item.full_clean()
        item.save()
    collection.publish()
