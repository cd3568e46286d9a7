"""Case studies: one file each."""

from network.models import CaseStudy, Person
from reports.models import Principle, Recommendation

from .contributions import keep
from .prose import curled
from .reading import items, naming
from .rows import fill, keep_rows


def load_case_studies():
    """Gives those that were made now."""
    made = []
    for slug, block in items("case_studies"):
        with naming(f"case_studies/{slug}.toml"):
            fields = {**block, **block["parts"]}
            case_study, is_new = keep(
                CaseStudy, slug, fields, rows=keep_outcomes, without=("parts", "outcome", "claim")
            )
            if is_new:
                made.append(case_study)
                make_claims(case_study, block)
    return made


def keep_outcomes(case_study, block):
    keep_rows(case_study.outcomes, block.get("outcome", []))


def make_claims(case_study, block):
    """Made once: a claim can be disputed by others, and then is theirs too."""
    for claim in block.get("claim", []):
        words = {name: claim[name] for name in ("stance", "kind_of_evidence", "passage")}
        if "principle" in claim:
            target = {"principle": Principle.objects.get(slug=claim["principle"])}
        else:
            report, position, number = claim["recommendation"].split(":")
            target = {
                "recommendation": Recommendation.objects.get(
                    list__report__slug=report, list__position=position, number=number
                )
            }
        made = fill(case_study.claims.model(contribution=case_study, **target), words)
        made.full_clean()
        made.is_quoted = made.rests_on_text()
        made.save()
        for dispute in claim.get("dispute", []):
            by = Person.objects.get(slug=dispute["by"])
            made.disputes.create(by=by, reason=curled(dispute["reason"].strip()))
