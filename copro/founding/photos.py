"""Pictures of ours, taken in by the same way as anybody's."""

from pathlib import Path

from network.models import Photo
from network.pictures import encoded

PICTURES = Path(__file__).parent / "pictures"


def take_in(name, **words):
    """The Photo of one of our drawings, by its name without the ending; `words` as Photo has them."""
    with (PICTURES / f"{name}.webp").open("rb") as file:
        return Photo.objects.keep(encoded(file), **words)
