"""Articles: one file each."""

from network.models import Article

from .contributions import find, keep
from .reading import items, naming


def load_articles():
    """Gives those that were made now."""
    made = []
    for slug, block in items("articles"):
        with naming(f"articles/{slug}.toml"):
            about = find(block["about"]) if "about" in block else None
            article, is_new = keep(Article, slug, block, without=("about",), about=about)
            if is_new:
                made.append(article)
    return made
