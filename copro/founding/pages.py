"""First texts of the pages that the operator edits: one file a page, made once."""

from network.models import Page

from .reading import items, naming
from .rows import fill


def load_pages():
    for slug, block in items("pages"):
        with naming(f"pages/{slug}.toml"):
            if not Page.objects.filter(slug=slug).exists():
                page = fill(Page(slug=slug), block)
                page.full_clean()
                page.save()
