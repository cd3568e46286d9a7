"""Words that mean the same, made once: on a site that has some already, those are the operator's."""

from network.models import Synonym

from .reading import listed, naming
from .rows import fill


def load_synonyms():
    if Synonym.objects.exists():
        return
    for block in listed("synonyms", "synonym"):
        with naming(f"synonyms.toml, {block.get('word')}"):
            synonym = fill(Synonym(), block)
            synonym.full_clean()
            synonym.save()
