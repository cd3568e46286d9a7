"""A photo that is sent as soon as it is chosen, one to a request."""

from django import forms
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max

from network.limits import HOUR
from network.models import Member, Photo

from .photos import GalleryFormSet
from .pictures import MOST_PHOTOS, PictureField

REMEMBERED_FOR = HOUR  # so long a browser may send the same once more


class NewPhotoForm(forms.Form):
    """Takes a photo into the gallery of a contribution.

    Below a draft it hangs at once. On a page that is public, or that has no draft yet, it waits
    for the page to be saved, with its description: until then it hangs nowhere. `sending` is the
    browser's name for this upload: one whose answer was lost is not taken twice.
    """

    sending = forms.SlugField(max_length=64, required=False)
    photo = forms.FileField(
        error_messages={
            "required": "No photo came with this. Choose it again.",
            "empty": "This file is empty. Choose another one.",
        }
    )

    def __init__(self, data, files, *, contribution, by):
        super().__init__(data, files)
        self.contribution, self.by = contribution, by
        self.is_draft = contribution.pk is not None and not contribution.is_published
        self.earlier = None

    def clean_sending(self):
        sending = self.cleaned_data["sending"]
        self.earlier = self._sent_before(sending)
        return sending

    def clean_photo(self):
        if self.earlier:
            return None
        if self.contribution.pk and self.contribution.photos.count() >= MOST_PHOTOS:
            raise forms.ValidationError(
                f"A gallery holds {MOST_PHOTOS} photos. Remove one and save, then try again.",
                code="full",
            )
        return PictureField().clean(self.cleaned_data["photo"])

    def _sent_before(self, sending):
        number = cache.get(self._key(sending)) if sending else None
        return Photo.objects.filter(pk=number, uploaded_by=self.by).first()

    def _key(self, sending):
        return f"photo-sent:{self.by.pk}:{sending}"

    @transaction.atomic
    def save(self):
        """The Photo, hanging last in the gallery of a draft."""
        # Two that are the same wait for one another here.
        Member.objects.select_for_update(no_key=True).get(pk=self.by.pk)
        if earlier := self.earlier or self._sent_before(self.cleaned_data["sending"]):
            return earlier
        hung = {}
        if self.is_draft:
            last = self.contribution.photos.aggregate(last=Max("position"))["last"]
            hung = {"contribution": self.contribution, "position": 0 if last is None else last + 1}
        photo = Photo.objects.keep(self.cleaned_data["photo"], uploaded_by=self.by, **hung)
        if sending := self.cleaned_data["sending"]:
            cache.set(self._key(sending), photo.pk, timeout=REMEMBERED_FOR)
        return photo

    def row(self, photo):
        """The row of the photo on the writing page (see `Gallery.row_for`)."""
        gallery = GalleryFormSet(instance=self.contribution, prefix="photos", by=self.by)
        return gallery.row_for(photo)
