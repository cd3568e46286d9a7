"""Case studies: one file each."""

from network.models import CaseStudy

from .claims import make_claim
from .contributions import keep
from .reading import items, naming
from .rows import keep_rows


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
                for claim in block.get("claim", []):
                    make_claim(case_study, claim)
    return made


def keep_outcomes(case_study, block):
    keep_rows(case_study.outcomes, block.get("outcome", []))
