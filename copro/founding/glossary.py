"""Words of the field, made once."""

from network.models import Term

from .people import make_once
from .reading import listed, naming


def load_glossary():
    for block in listed("glossary", "term"):
        with naming(f"glossary.toml, {block.get('slug')}"):
            make_once(Term, block)
