"""Parts of addresses: a slug in any script, and a kind by its plural."""

from .models import KINDS_BY_PLURAL, Kind


class SlugConverter:
    """Letters, figures, "-" and "_" of any script, at most 100 (SlugField's allow_unicode)."""

    regex = r"[-\w]{1,100}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class KindConverter:
    """ "case-studies" is Kind.CASE_STUDY, and so on."""

    regex = "|".join(KINDS_BY_PLURAL)

    def to_python(self, value):
        return KINDS_BY_PLURAL[value]

    def to_url(self, kind):
        return Kind(kind).plural
