"""What our pages say about principles and recommendations: in the files of case studies, and in one for all."""

from network.models import Person
from reports.models import Principle, Recommendation

from .contributions import find
from .prose import curled
from .reading import listed, naming
from .rows import fill


def load_claims(made):
    """Those of pages made now: a claim that somebody deleted does not come back."""
    new = {contribution.pk for contribution in made}
    for block in listed("claims", "claim"):
        with naming("claims.toml"):
            contribution = find(f"{block['kind']}:{block['slug']}").child
            if contribution.pk in new:
                make_claim(contribution, block)


def make_claim(contribution, block):
    """One claim with its disputes, which are others' and so are made once."""
    words = {name: block[name] for name in ("stance", "kind_of_evidence", "passage")}
    if "principle" in block:
        target = {"principle": Principle.objects.get(slug=block["principle"])}
    else:
        report, position, number = block["recommendation"].split(":")
        target = {
            "recommendation": Recommendation.objects.get(
                list__report__slug=report, list__position=position, number=number
            )
        }
    made = fill(contribution.claims.model(contribution=contribution, **target), words)
    made.full_clean()
    made.look_for_passage()
    made.save()
    for dispute in block.get("dispute", []):
        by = Person.objects.get(slug=dispute["by"])
        made.disputes.create(by=by, reason=curled(dispute["reason"].strip()))
