"""Pictures of ours, taken in by the same way as anybody's."""

from pathlib import Path

from django.core.files.base import ContentFile

from network.models import Photo
from network.pictures import encoded

PICTURES = Path(__file__).parent / "pictures"


def take_in(name, **words):
    """The Photo of one of our drawings, by its name without the ending; `words` as Photo has them."""
    with (PICTURES / f"{name}.webp").open("rb") as file:
        picture = encoded(file)
    photo = Photo(**words)
    photo.file.save(name, ContentFile(picture.large, name=name), save=False)
    photo.small.save(name, ContentFile(picture.small, name=name), save=False)
    photo.full_clean()
    photo.save()
    return photo
